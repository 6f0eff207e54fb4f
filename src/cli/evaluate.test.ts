// `shanshui evaluate`: every kind judges its own example, in order, and says what it could not read.
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { exampleFacts } from '#domain/standards/fact-sheets.ts'
import type { Subject } from '#domain/standards/verdict.ts'
import { beijingInstant } from '#kit/time.ts'
import type { CommandIo } from './command-io.ts'
import { runEvaluate } from './evaluate.ts'
import { KINDS } from './evaluate-kinds.ts'

type Run = { code: number; rows: Record<string, unknown>[]; said: string }

async function run(args: readonly string[], input: string): Promise<Run> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  stdin.end(input)
  const io: CommandIo = { stdin, stdout, stderr, env: {}, now: () => beijingInstant(2026, 6, 1), zh: false }
  const code = await runEvaluate([...args, '-'], io)
  const lines = String(stdout.read() ?? '').split('\n')
  const rows = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>)
  return { code, rows, said: String(stderr.read() ?? '') }
}

const SUBJECTS: Readonly<Record<string, Subject>> = { 'aqhi-hk': 'aqhi', soil: 'soil-farmland' }
const csv = (facts: Readonly<Record<string, string>>): string => {
  const cell = (text: string): string => (text.includes(',') ? `"${text}"` : text)
  return `${Object.keys(facts).join(',')}\n${Object.values(facts).map(cell).join(',')}\n`
}

describe.each(Object.keys(KINDS))('evaluate %s', (kind) => {
  const facts = exampleFacts(SUBJECTS[kind] ?? (kind as Subject))

  test('judges the example of its fact sheet from a CSV row and from a JSON line alike', async () => {
    const fromCsv = await run([kind], csv(facts))
    const fromJson = await run([kind], JSON.stringify(facts))
    expect(fromCsv.code).toBe(0)
    expect(fromCsv.rows).toHaveLength(1)
    expect(fromCsv.rows[0]).not.toHaveProperty('why')
    expect(fromCsv.rows[0]).toMatchObject({ row: 1, edition: expect.any(String) })
    expect(fromJson.rows).toEqual(fromCsv.rows)
  })

  test('explains with --explain, and refuses an edition it does not know', async () => {
    const { rows } = await run([kind, '--explain'], csv(facts))
    expect(rows[0]?.explanation).toMatchObject({ zh: expect.any(String), children: expect.any(Array) })
    const refused = await run([kind, '--edition', 'GB0-1900'], csv(facts))
    expect([refused.code, refused.rows]).toEqual([2, []])
    expect(refused.said).toContain('There is no edition "GB0-1900" here; choose ')
  })

  test('a row of nonsense is printed with a reason and not lost', async () => {
    const names = Object.keys(facts)
    const { code, rows } = await run([kind], `${names.join(',')}\n${names.map(() => '?').join(',')}\n`)
    expect(code).toBe(0)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.why ?? rows[0]?.findings).toBeDefined()
  })
})

describe('columns', () => {
  test('are found by Chinese name and by factor code', async () => {
    const { rows } = await run(['groundwater'], '氨氮,高锰酸盐指数,pH\n0.51,1,7\n')
    expect(rows[0]).toMatchObject({ class: 'Ⅳ', worst: ['nh3n'], multiples: { nh3n: 0.02 } })
    const byCode = await run(['emission'], 'industry,grade,w01018,w21003\n城镇污水处理厂,1A,55,3\n')
    expect(byCode.rows[0]).toMatchObject({
      outcome: '超标',
      worst: ['cod'],
      items: { cod: { limit: '≤ 50 mg/L', edition: 'GB18918-2002' } },
    })
  })

  test('of soil tell building land from farmland row by row', async () => {
    const { rows } = await run(['soil'], 'land,use,ph,cd\n1,,,25\n,水田,5.5,0.31\n,,,0.2\n')
    expect(rows.map(({ edition, outcome }) => [edition, outcome])).toEqual([
      ['GB36600-2018', '须详细调查和风险评估'],
      ['GB15618-2018', '安全利用类'],
      ['GB15618-2018', null],
    ])
    expect(rows[2]?.why).toMatchObject({ code: 'limits.fact-unknown' })
  })

  test('of any name count as species', async () => {
    const { rows } = await run(['biodiversity'], 'time,甲,乙,丙\n2024-05-01,10,20,0\n')
    expect(rows[0]).toMatchObject({ value: 0.6365 })
  })
})

describe('evaluate noise', () => {
  const record = (level: (hour: number) => string): string =>
    Array.from({ length: 48 }, (_, hour) => {
      const day = 1 + Math.floor(hour / 24)
      return `2026-05-0${day} ${String(hour % 24).padStart(2, '0')}:00:00,${level(hour % 24)}`
    }).join('\n')
  const isDay = (hour: number): boolean => hour >= 6 && hour < 22

  test('prints one object a noise day, the night that crosses midnight in one piece', async () => {
    const { code, rows } = await run(['noise'], `time,laeq\n${record((hour) => (isDay(hour) ? '58.4' : '49.2'))}\n`)
    expect(code).toBe(0)
    expect(rows.map(({ date }) => date)).toEqual(['2026-04-30', '2026-05-01', '2026-05-02'])
    expect(rows[1]).toMatchObject({ ld: 58.4, ln: 49.2, ldn: 58.68, dayHours: 16, nightHours: 8 })
    expect(rows[0]).toMatchObject({ ld: null, ldn: null })
  })

  test('names the rows that gave no sample, and the columns that are absent', async () => {
    const { code, rows, said } = await run(
      ['noise'],
      'time,laeq\nyesterday,50\n2026-05-01 08:00:00,loud\n2026-05-01 09:00:00,--\n',
    )
    expect(code).toBe(1)
    expect(rows).toHaveLength(1)
    expect(said).toContain('Row 1: The time cannot be read')
    expect(said).toContain('Row 2: The level is no number')
    const absent = await run(['noise'], 'time,level\n2026-05-01 08:00:00,50\n')
    expect([absent.code, absent.said]).toEqual([2, 'The header lacks laeq\n'])
    expect((await run(['noise', '--edition', 'GB3096-2008'], 'time,laeq\n')).said).toContain('noise takes no --edition')
  })
})
