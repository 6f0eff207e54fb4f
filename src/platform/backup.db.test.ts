// A store into a file and out of it again.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { backup, restore } from './backup.ts'
import { listFiles, saveFile } from './files.ts'
import { storeBatch } from './intake/store-batch.ts'

const folder = await mkdtemp(join(tmpdir(), 'shanshui-backup-'))
const file = join(folder, 'store.ssb')
const fullFiles = join(folder, 'full')
const files = join(folder, 'restored')
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

const AT = Date.UTC(2025, 3, 2)

beforeAll(async () => {
  await full.execute(`insert into site (code, kind, name) values ('s1', 'air', '站')`)
  await full.execute(`insert into factor (code, name_zh, name_en, unit) values ('a34004', 'x', 'x', 'µg/m³')`)
  await full.query(`select append_event('site', 's1', 'SiteCreated', 'test', '{}')`)
  const message = {
    siteId: 1,
    atMs: AT,
    kind: 'hour' as const,
    source: 1,
    factors: [1],
    values: [35],
    low: null,
    high: null,
    total: null,
    flags: 'N',
  }
  await storeBatch(full, { records: [], messages: [message], reason: 'first', author: 'test' })
  await storeBatch(full, { records: [], messages: [{ ...message, values: [36] }], reason: 'late', author: 'test' })
  await saveFile(fullFiles, Readable.from([Buffer.from('a scanned letter')]), 1024)
  await backup(full, file, { filesDir: fullFiles, now: AT })
})

const contentOf = (db: FreshDatabase) =>
  db.query(
    `select (select json_agg(r) from reading as r) as reading, (select json_agg(v) from reading_revision as v) as revision,
            (select json_agg(e) from domain_event as e) as events, (select json_agg(s) from site as s) as sites`,
  )

test('restore() gives back readings, revisions and the event chain, and numbers go on after them', async () => {
  const db = await another()
  expect(await restore(db, file, files)).toMatchObject({ rows: expect.any(Number), files: 1 })
  expect(await listFiles(files)).toEqual(await listFiles(fullFiles))
  expect(await contentOf(db)).toEqual(await contentOf(full))
  const [next] = await db.query<{ id: number }>(
    `insert into site (code, kind, name) values ('s2', 'air', 'b') returning id`,
  )
  expect(next?.id).toBe(2)
})

test('restore() refuses a store with content and leaves it as it was', async () => {
  const before = await contentOf(full)
  expect(await restore(full, file, files)).toMatchObject({ refused: 'backup.store-not-empty' })
  expect(await contentOf(full)).toEqual(before)
})

test('restore() refuses a file that was cut, wherever it was cut, and writes nothing', async () => {
  const db = await another()
  const bytes = await readFile(file)
  for (const share of [0.1, 0.5, 0.95]) {
    const cut = join(folder, 'cut.ssb')
    await writeFile(cut, bytes.subarray(0, Math.floor(bytes.length * share)))
    expect(await restore(db, cut, files)).toMatchObject({ refused: 'backup.broken' })
  }
  expect(await db.query('select 1 from site')).toEqual([])
})

test('restore() refuses a file that is none', async () => {
  const other = join(folder, 'other.txt')
  await writeFile(other, 'no backup')
  expect(await restore(await another(), other, files)).toMatchObject({ refused: 'backup.broken' })
})
