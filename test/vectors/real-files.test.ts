// Official results of real files reproduced by the command as people run it. The files are not in the repository.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { parseCsv } from '#kit/csv.ts'
import { runEvaluate } from '../../src/cli/evaluate.ts'

const DATA = join(process.env.SHANSHUI_SHARED ?? '../shared', 'data')
const AIR = join(DATA, 'air/national_hourly_20200402_05.csv')
const WATER = join(DATA, 'water/cnemc_surface_water_202005_202012.csv')
const folder = mkdtempSync(join(tmpdir(), 'shanshui-real-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const isThere = (path: string): boolean => {
  if (existsSync(path)) return true
  process.stdout.write(`${path} is absent: its official results are not compared\n`)
  return false
}

const silent = new Writable({ write: (_chunk, _encoding, done) => done() })

type Pair = { published: Record<string, string>; judged: Record<string, unknown> }

/** Rows of the file beside what the command says of them. */
async function judge(args: string[], path: string): Promise<Pair[]> {
  const out = join(folder, 'out.jsonl')
  const io = { stdin: process.stdin, stdout: silent, stderr: silent, env: {}, now: Date.now, zh: true }
  expect(await runEvaluate([...args, path, '--out', out], io)).toBe(0)
  const judged = readFileSync(out, 'utf8').trimEnd().split('\n')
  const [head, ...rows] = parseCsv(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  const names = head?.cells ?? []
  return rows.map((row, n) => ({
    published: Object.fromEntries(names.map((name, at) => [name, row.cells[at] ?? ''])),
    judged: JSON.parse(judged[n] ?? '{}') as Record<string, unknown>,
  }))
}

const ITEMS: Readonly<Record<string, string>> = {
  '细颗粒物(PM2.5)': 'PM2.5',
  '颗粒物(PM10)': 'PM10',
  二氧化硫: 'SO2',
  二氧化氮: 'NO2',
  一氧化碳: 'CO',
  臭氧1小时: 'O3_1h',
}
const isNumber = (text: string | undefined): boolean =>
  text !== undefined && text.trim() !== '' && !Number.isNaN(Number(text))

test.skipIf(!isThere(AIR))(
  'hourly AQI, level and primary pollutant equal the published ones on every complete row (HJ 633—2012)',
  async () => {
    const pairs = (await judge(['air-hour'], AIR)).filter(({ published }) =>
      ['AQI', 'PM2.5', 'PM10', 'CO', 'NO2', 'O3_1h', 'SO2'].every((name) => isNumber(published[name])),
    )
    expect(pairs.length).toBeGreaterThan(90_000)
    const different = pairs.filter(({ published, judged }) => {
      const primary = (published.primary ?? '').split(/[;,，]/).flatMap((name) => ITEMS[name.trim()] ?? [])
      return (
        judged.aqi !== Number(published.AQI) ||
        judged.level !== published.level ||
        primary.sort().join() !== (judged.primary as string[]).toSorted().join()
      )
    })
    expect(different.slice(0, 3)).toEqual([])
  },
)

test.skipIf(!isThere(WATER))(
  'surface-water classes equal the published ones on 99.9 % of rows with types learnt (GB 3838—2002)',
  async () => {
    const plain = (text: unknown): string => String(text).normalize('NFKC')
    const pairs = (await judge(['water', '--learn-type'], WATER)).filter(
      ({ published, judged }) => /^(劣?V|I{1,3}|IV)$/.test(plain(published.cls)) && typeof judged.class === 'string',
    )
    expect(pairs.length).toBeGreaterThan(17_000)
    const equal = pairs.filter(({ published, judged }) => plain(published.cls) === plain(judged.class)).length
    expect(equal / pairs.length).toBeGreaterThanOrEqual(0.999)
  },
)
