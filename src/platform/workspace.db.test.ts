// The work on a plan into a folder, into an empty store, and out again byte for byte.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { saveFile } from './files.ts'
import { exportWorkspace, importWorkspace } from './workspace.ts'

const folder = await mkdtemp(join(tmpdir(), 'shanshui-workspace-'))
const files = join(folder, 'files')
const out = join(folder, 'out')
const full = await freshDatabase(inject('database'))
const opened: FreshDatabase[] = [full]
const another = async (): Promise<FreshDatabase> => {
  const db = await freshDatabase(inject('database'))
  opened.push(db)
  return db
}
afterAll(async () => {
  for (const db of opened) await db.drop()
  await rm(folder, { recursive: true, force: true })
})
let sha256 = ''

beforeAll(async () => {
  await full.execute(
    `insert into account (name, display_name, role, password_hash) values ('li', '李', 'officer', 'secret-of-li')`,
  )
  await full.execute(`insert into account_post (account_id, unit, role) values (1, '水务局', 'unit-head')`)
  await full.execute(
    `insert into plan (id, version, title_zh, title_en, content_hash, body) values ('p', '1.0.0', '规划“一”', 'Plan', 'h', '{"files":{}}')`,
  )
  await full.execute(
    `insert into indicator_report (plan_id, indicator_id, at, known_until, inputs, source, author)
     values ('p', 'ind.10', '2025-01-01 00:00:00.123456+08', 'infinity', '{"part":"270"}', '报表', 'li')`,
  )
  await full.query(`select append_event('plan', 'p', 'PlanLoaded', 'li', '{"version":"1.0.0","一":"“二”"}')`)
  await full.query(`select append_event('plan', 'p', 'PlanLoaded', 'li', '{"version":"1.0.1"}')`)
  const stored = await saveFile(files, Readable.from([Buffer.from('a scanned letter')]), 1024)
  if (isRefusal(stored)) throw new Error(stored.because)
  sha256 = stored.sha256
  await full.execute(
    `insert into evidence (plan_id, about_kind, about_ref, kind, name, file_sha256, file_bytes, media_type, author)
     values ('p', 'obligation', 'c01', 'document', '验收.pdf', $1, 16, 'application/pdf', 'li')`,
    [sha256],
  )
  // What is measured stays behind.
  await full.execute(`insert into site (code, kind, name) values ('s1', 'air', '站')`)
})

async function bytesOf(dir: string): Promise<Record<string, string>> {
  const names = await readdir(dir, { recursive: true, withFileTypes: true })
  const paths = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  const contents = await Promise.all(paths.map(async (path) => [path.slice(dir.length), await readFile(path, 'utf8')]))
  return Object.fromEntries(contents.sort())
}

test('a workspace goes into an empty store and comes out byte for byte, with its files and its event chain', async () => {
  expect(await exportWorkspace(full, out, files)).toMatchObject({ rows: 7, files: 1 })
  const db = await another()
  const here = join(folder, 'here')
  expect(await importWorkspace(db, out, here)).toMatchObject({ rows: 7, files: 1 })
  const again = join(folder, 'again')
  await exportWorkspace(db, again, here)
  expect(await bytesOf(again)).toEqual(await bytesOf(out))
  expect((await bytesOf(out))[`/files/${sha256}`]).toBe('a scanned letter')
  const [next] = await db.query<{ id: string }>(`select append_event('plan', 'p', 'PlanLoaded', 'li', '{}') as id`)
  expect(Number(next?.id)).toBe(3)
})

test('no password and no measurement is in it', async () => {
  const text = JSON.stringify(await bytesOf(out))
  expect(text).not.toContain('secret-of-li')
  expect(text).not.toContain('"s1"')
})

test('a store with content is left as it is, and a folder with content too', async () => {
  expect(await importWorkspace(full, out, files)).toMatchObject({ refused: 'workspace.store-not-empty' })
  expect(await exportWorkspace(full, out, files)).toMatchObject({ refused: 'workspace.folder-taken' })
})

const spoilt = async (spoil: (dir: string) => Promise<unknown>) => {
  const dir = await mkdtemp(join(folder, 'spoilt-'))
  await cp(out, dir, { recursive: true })
  await spoil(dir)
  const db = await another()
  const refused = await importWorkspace(db, dir, join(folder, 'nowhere'))
  const [left] = await db.query<{ n: number }>('select count(*)::int as n from plan')
  return { refused, left: left?.n }
}

test.each<[string, (dir: string) => Promise<unknown>, string]>([
  ['a table is missing', (dir) => rm(join(dir, 'tables/plan.jsonl')), 'tables/plan.jsonl'],
  ['a row is missing', (dir) => writeFile(join(dir, 'tables/evidence.jsonl'), ''), '0 / 1'],
  ['a row is no JSON', (dir) => writeFile(join(dir, 'tables/plan.jsonl'), '{"id":'), 'tables/plan.jsonl'],
  ['a file is missing', (dir) => rm(join(dir, 'files', sha256)), `files/${sha256}`],
  ['a file was changed', (dir) => writeFile(join(dir, 'files', sha256), 'forged'), `files/${sha256}`],
])('where %s nothing of it stays', async (_, spoil, named) => {
  const { refused, left } = await spoilt(spoil)
  expect(refused).toMatchObject({ refused: 'workspace.broken', because: expect.stringContaining(named) })
  expect(left).toBe(0)
})

test('another folder and another shape are refused in words', async () => {
  const db = await another()
  expect(await importWorkspace(db, join(folder, 'gone'), files)).toMatchObject({ refused: 'workspace.broken' })
  const dir = await mkdtemp(join(folder, 'shape-'))
  await cp(out, dir, { recursive: true })
  const manifest = JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8'))
  await writeFile(join(dir, 'manifest.json'), JSON.stringify({ ...manifest, migrations: ['2020'] }))
  expect(await importWorkspace(db, dir, files)).toMatchObject({ refused: 'workspace.other-shape' })
})

test('evidence that is not what it was is not exported as if it were', async () => {
  await expect(exportWorkspace(full, join(folder, 'lost'), join(folder, 'empty'))).resolves.toMatchObject({
    refused: 'workspace.file-broken',
  })
})
