// Places of record writers: one holder each, given up when it is silent.
import { afterAll, beforeEach, expect, inject, test } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { recordIds } from './record-id.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
beforeEach(() => db.execute('truncate record_writer'))

const NUMBERS_A_MS = 8192
const placeOf = (id: number): number => Math.floor((id % NUMBERS_A_MS) / 64)

test('confirm() keeps a free place', async () => {
  const ids = recordIds(5)
  expect(await ids.confirm(db)).toBe(true)
  expect(placeOf(ids.next(Date.UTC(2026, 0)))).toBe(5)
})

test('confirm() moves to another place where the first is held, and says so', async () => {
  const first = recordIds(5)
  const second = recordIds(5)
  await first.confirm(db)
  expect(await second.confirm(db)).toBe(false)
  expect(placeOf(second.next(Date.UTC(2026, 0)))).toBe(6)
})

test('confirm() takes the place of one that was silent for a minute', async () => {
  await recordIds(5).confirm(db)
  await db.execute(`update record_writer set used_at = used_at - interval '61 seconds'`)
  const second = recordIds(5)
  expect(await second.confirm(db)).toBe(true)
})

test('confirm() asks the store again only after a while', async () => {
  let nowMs = 0
  const ids = recordIds(5, () => nowMs)
  await ids.confirm(db)
  await db.execute(`update record_writer set token = 'another', used_at = clock_timestamp()`)
  expect(await ids.confirm(db)).toBe(true)
  nowMs = 20_000
  expect(await ids.confirm(db)).toBe(false)
})

test('confirm() gives 128 writers that begin at once 128 places, and refuses one more', async () => {
  const writers = Array.from({ length: 128 }, () => recordIds(0))
  await Promise.all(writers.map((ids) => ids.confirm(db)))
  const places = writers.map((ids) => placeOf(ids.next(Date.UTC(2026, 0))))
  expect(new Set(places).size).toBe(128)
  await expect(recordIds(0).confirm(db)).rejects.toThrow('all 128 writers')
})
