// Month partitions that several processes need at the same moment.
import { afterAll, expect, inject, test } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { type Database, openDatabase } from '../database.ts'
import { ensurePartitions } from './partitions.ts'

const PROCESSES = 6
const MONTHS = 12
const db = await freshDatabase(inject('database'))
const pools: Database[] = Array.from({ length: PROCESSES }, () => openDatabase(db.url, { connections: 2 }))
afterAll(async () => {
  for (const pool of pools) await pool.close()
  await db.drop()
})

test('ensurePartitions() makes a month once, and no process that comes second is refused', async () => {
  // Each has looked for the table before, so that it remembers that there is none.
  for (let month = 0; month < MONTHS; month += 1) {
    const atMs = Date.UTC(2030, month, 15)
    const name = `reading_2030${String(month + 1).padStart(2, '0')}`
    await Promise.all(pools.map((pool) => pool.query('select to_regclass($1)', [name])))
    await Promise.all(pools.map((pool) => ensurePartitions(pool, 'reading', [atMs])))
  }
  const rows = await db.query(`select 1 from pg_inherits as i where i.inhparent = 'reading'::regclass`)
  expect(rows.length).toBeGreaterThanOrEqual(MONTHS)
})
