// A series has its number before its first reading is stored, and keeps it.
import { afterAll, expect, inject, test } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import type { ReadingMessage } from './batch.ts'
import { ensureSeries } from './series.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())

const message = (siteId: number, factors: number[], kind: ReadingMessage['kind'] = 'hour'): ReadingMessage => ({
  siteId,
  atMs: 0,
  kind,
  source: 1,
  factors,
  values: factors.map(() => 1),
  low: null,
  high: null,
  total: null,
  flags: 'N'.repeat(factors.length),
})
const stored = () =>
  db.query('select s.id, s.site_id as site, s.kind, s.factor_id as factor from series as s order by s.id')

test('ensureSeries() numbers each series once, whoever asks again', async () => {
  await ensureSeries(db, [message(1, [3, 4]), message(1, [4, 5]), message(2, [3]), message(1, [3], 'day')])
  const first = await stored()
  expect(first.map(({ site, kind, factor }) => `${site} ${kind} ${factor}`)).toEqual([
    '1 day 3',
    '1 hour 3',
    '1 hour 4',
    '1 hour 5',
    '2 hour 3',
  ])
  await ensureSeries(db, [message(1, [3, 4])])
  const another = { ...db }
  await ensureSeries(another, [message(1, [3, 4, 5]), message(2, [3, 9])])
  const then = await stored()
  expect(then.slice(0, 5)).toEqual(first)
  expect(then[5]).toMatchObject({ id: 6, site: 2, factor: 9 })
  expect(then).toHaveLength(6)
})
