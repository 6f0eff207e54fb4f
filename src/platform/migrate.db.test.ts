// Migrations as files meet them: applied once, in order, and refused where the database is not ours to change.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, inject, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { MIGRATIONS_DIR, migrate } from './migrate.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'shanshui-migrations-'))
  await db.execute('alter table schema_migration rename to schema_migration_kept')
})
afterEach(async () => {
  await db.execute('drop table if exists schema_migration, one, two, three')
  await db.execute('alter table schema_migration_kept rename to schema_migration')
  await rm(dir, { recursive: true })
})

const write = (name: string, sql: string): Promise<void> => writeFile(join(dir, name), sql)
const hasTable = async (name: string): Promise<boolean> =>
  (await db.query<{ is: boolean }>('select to_regclass($1) is not null as is', [name]))[0]?.is === true

test('migrate() applies what is missing in name order, once', async () => {
  await write('2026-02-01-second.sql', 'create table two as select * from one')
  await write('2026-01-01-first.sql', 'create table one (n int)')
  expect(await migrate(db, dir)).toEqual(['2026-01-01-first.sql', '2026-02-01-second.sql'])
  await write('2026-03-01-third.sql', 'create table three (n int)')
  expect(await migrate(db, dir)).toEqual(['2026-03-01-third.sql'])
  expect(await migrate(db, dir)).toEqual([])
})

test('migrate() called twice at once applies each file once', async () => {
  await write('2026-01-01-first.sql', 'create table one (n int); select pg_sleep(0.1)')
  const both = await Promise.all([migrate(db, dir), migrate(db, dir)])
  expect(both.flat()).toEqual(['2026-01-01-first.sql'])
})

test('migrate() refuses a database of a newer version and leaves it as it is', async () => {
  await write('2026-01-01-first.sql', 'create table one (n int)')
  await migrate(db, dir)
  await db.execute(`insert into schema_migration (name, sha256) values ('2030-01-01-later.sql', 'x')`)
  await write('2026-02-01-second.sql', 'create table two (n int)')
  const refused = await migrate(db, dir)
  expect(refused).toMatchObject({ refused: 'store.newer-version' })
  expect(JSON.stringify(refused)).toContain('2030-01-01-later.sql')
  expect(await hasTable('two')).toBe(false)
})

test('migrate() refuses a file that was edited after it was applied', async () => {
  await write('2026-01-01-first.sql', 'create table one (n int)')
  await migrate(db, dir)
  await write('2026-01-01-first.sql', 'create table one (n bigint)')
  expect(await migrate(db, dir)).toMatchObject({ refused: 'store.migration-edited' })
})

test('migrate() names file and line of a statement that fails, undoes that file and keeps those before', async () => {
  await write('2026-01-01-first.sql', 'create table one (n int)')
  await write('2026-02-01-second.sql', '-- why\ncreate table two (n int);\ncreate table three (n nonsense);\n')
  await expect(migrate(db, dir)).rejects.toThrow(/2026-02-01-second\.sql, line 3: .*nonsense/)
  expect([await hasTable('one'), await hasTable('two')]).toEqual([true, false])
})

test('migrate() finds the test database in the newest shape', async () => {
  await db.execute('create table schema_migration as select * from schema_migration_kept')
  expect(await migrate(db, MIGRATIONS_DIR)).toEqual([])
})
