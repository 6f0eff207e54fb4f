// `shanshui plan load` and `plan export` on a real store: one line of JSON out, sentences on standard error, exit codes.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, expect, inject, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { runPlan } from './plan.ts'

const PACK = join(import.meta.dirname, '../../packs/longgang-14fyp')
const db = await freshDatabase(inject('database'))
const folder = mkdtempSync(join(tmpdir(), 'plan-cli-'))
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await db.drop()
})

async function run(...args: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const env = { DATABASE_URL: db.url }
  const code = await runPlan(args, { stdin: Readable.from(['']), stdout, stderr, env, now: () => 0, zh: true })
  stdout.end()
  stderr.end()
  return { code, out: await text(stdout), err: await text(stderr) }
}

test('runPlan() loads a pack, says that a second load changes nothing, and exports the same bytes', async () => {
  expect(await run('export', '--out', folder)).toMatchObject({ code: 1, out: '' })
  const first = await run('load', PACK)
  expect([first.code, JSON.parse(first.out)]).toEqual([
    0,
    expect.objectContaining({ id: 'longgang-14fyp', changed: true }),
  ])
  expect(JSON.parse((await run('load', PACK)).out)).toMatchObject({ changed: false, counts: { obligations: 592 } })
  const out = join(folder, 'pack')
  expect((await run('export', '--out', out)).code).toBe(0)
  for (const name of readdirSync(PACK).filter((file) => file.endsWith('.json')))
    expect(readFileSync(join(out, name))).toEqual(readFileSync(join(PACK, name)))
})

test('runPlan() loads the next plan beside the first, and then asks which one to export', async () => {
  const next = await run('load', join(PACK, '../example-15fyp'))
  expect([next.code, JSON.parse(next.out)]).toEqual([
    0,
    expect.objectContaining({ id: 'example-15fyp', changed: true }),
  ])
  const unnamed = await run('export', '--out', join(folder, 'which'))
  expect(unnamed.code).toBe(1)
  expect(unnamed.err).toContain('example-15fyp, longgang-14fyp')
  const named = await run('export', '--out', join(folder, 'next'), '--plan', 'example-15fyp')
  expect(JSON.parse(named.out)).toMatchObject({ id: 'example-15fyp' })
})

test('runPlan() answers 1 for a broken pack and 2 for wrong usage, each with a sentence', async () => {
  const broken = await run('load', folder)
  expect([broken.code, broken.out]).toEqual([1, ''])
  expect(broken.err).toContain('pack.json $: the pack must contain this file')
  for (const args of [[], ['fly'], ['load'], ['load', 'a', 'b'], ['export'], ['export', '--oot', 'x']]) {
    const { code, out, err } = await run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('用法')
  }
  expect(await run('--help')).toMatchObject({ code: 0, err: '' })
})
