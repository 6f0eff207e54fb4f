// `plan import` reads text in the encodings Chinese offices write, and says plainly what it cannot read.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, test } from 'vitest'
import { runPlanImport } from './plan-import.ts'

const FOLDER = mkdtempSync(join(tmpdir(), 'plan-import-'))
afterAll(() => rmSync(FOLDER, { recursive: true }))

const PLAN = '第一章 行动\n第一节 河流\n清理河面垃圾。每日巡河，龘字也在。\n修建沿河步道。全长十里。\n'

async function run(args: string[], { zh = true, input = '' } = {}) {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const code = await runPlanImport(args, { stdin: Readable.from([input]), stdout, stderr, zh })
  stdout.end()
  stderr.end()
  return { code, out: await text(stdout), err: await text(stderr) }
}

function save(name: string, bytes: string | Uint8Array): string {
  const path = join(FOLDER, name)
  writeFileSync(path, bytes)
  return path
}

describe('runPlanImport()', () => {
  const encodings: [string, string | Uint8Array][] = [
    ['UTF-8', PLAN],
    ['UTF-8 with a byte-order mark', `\uFEFF${PLAN}`],
    ['GB18030', iconv.encode(PLAN, 'gb18030')],
  ]
  for (const [name, bytes] of encodings)
    test(`reads ${name}`, async () => {
      const { code, out, err } = await run([save(`${name}.txt`, bytes)])
      expect(code).toBe(0)
      const [chapter] = JSON.parse(out).chapters
      expect(chapter.sections[0].measures).toEqual([
        expect.objectContaining({
          headline: '清理河面垃圾',
          paragraphs: [expect.objectContaining({ id: 'c01.s01.m01.p1', text: '每日巡河，龘字也在。' })],
        }),
        expect.objectContaining({ headline: '修建沿河步道' }),
      ])
      expect(err).toMatch(/^1 章 1 节 2 措施 0 项指标\n/)
    })

  test('writes to --out and then nothing to standard output', async () => {
    const out = join(FOLDER, 'plan.json')
    const result = await run([save('plan.txt', PLAN), '--out', out])
    expect(result).toMatchObject({ code: 0, out: '' })
    expect(JSON.parse(readFileSync(out, 'utf8')).chapters).toHaveLength(1)
  })

  test('reads standard input for -', async () => {
    expect((await run(['-'], { input: PLAN })).code).toBe(0)
  })

  test('answers 2 with a reason for what it cannot read', async () => {
    const cases: [string[], RegExp][] = [
      [[], /缺少规划文本文件/],
      [['a.txt', 'b.txt'], /一次只读一个文件/],
      [['--oot', 'x', 'a.txt'], /参数有误/],
      [[join(FOLDER, 'absent.txt')], /无法读取/],
      [[save('plan.pdf', '%PDF-1.7 …')], /不是纯文本/],
      [[save('plan.docx', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))], /不是纯文本/],
      [[save('letter.txt', '今天天气很好。')], /没有找到“第…章”标题/],
      [[save('ok.txt', PLAN), '--out', join(FOLDER, 'no/such/folder.json')], /无法写入/],
    ]
    for (const [args, because] of cases) {
      const { code, out, err } = await run(args)
      expect([code, out]).toEqual([2, ''])
      expect(err).toMatch(because)
    }
  })

  test('tells of characters that no encoding explains', async () => {
    const bytes = Buffer.concat([iconv.encode(PLAN, 'gb18030'), Buffer.from([0xff, 0xff])])
    expect((await run([save('damaged.txt', bytes)])).err).toMatch(/^有 \d+ 个字符无法解码/)
  })

  test('speaks English where asked, also in its help', async () => {
    expect((await run(['--help'], { zh: false })).out).toMatch(/^Usage: shanshui plan import/)
    expect((await run([save('en.txt', PLAN)], { zh: false })).err).toMatch(/^1 chapters, 1 sections, 2 measures/)
  })
})

const SHARED = process.env.SHANSHUI_SHARED ?? join(import.meta.dirname, '../../../shared')
const OFFICIAL = join(SHARED, 'plan/longgang-14fyp.txt')
const isThere = existsSync(OFFICIAL)
if (!isThere) console.log(`skipped: the official text of the Longgang plan is not at ${OFFICIAL}`)

test.skipIf(!isThere)('runPlanImport() sums up the plan of 龙岗区 as 13 章 42 节 103 措施 17 项指标', async () => {
  const { code, err } = await run([OFFICIAL, '--out', join(FOLDER, 'longgang.json')])
  expect(code).toBe(0)
  expect(err.split('\n')[0]).toBe('13 章 42 节 103 措施 17 项指标')
})
