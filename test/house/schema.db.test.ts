// `db/schema.sql` shows the shape that the migrations make; reviewers read its difference.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { listSchema } from './schema-listing.ts'

const SNAPSHOT = join(import.meta.dirname, '../../db/schema.sql')
const HEAD = `-- The shape of the store after all migrations, printed from the database: UPDATE_SCHEMA=1 npm test -- schema
-- Month partitions are left out; views are named with their columns.

`

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())

test('db/schema.sql is what the migrations make', async () => {
  const text = HEAD + (await listSchema(db))
  if (process.env.UPDATE_SCHEMA) await writeFile(SNAPSHOT, text)
  expect(await readFile(SNAPSHOT, 'utf8')).toBe(text)
})

test('listSchema() leaves out month partitions and shows a new column', async () => {
  const before = await listSchema(db)
  await db.query(`select ensure_month_partition('reading', '2026-01-15T00:00:00Z')`)
  expect(await listSchema(db)).toBe(before)
  await db.execute('alter table site add column extra text')
  expect(await listSchema(db)).not.toBe(before)
})
