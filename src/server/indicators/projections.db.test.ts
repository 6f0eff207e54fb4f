// Projections over stored values: which method is taken, from which years and days, and when there is none.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { listIndicators, readIndicator } from '#contract/indicators.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant, beijingYearStart, DAY_MS } from '#kit/time.ts'
import { timestamptz } from '#platform/database.ts'
import { freshDatabase } from '../../../test/database.ts'
import { loadPack } from '../plans/load-pack.ts'
import { readBoard, readOne } from './queries.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
const planId = 'longgang-14fyp'
const nowMs = beijingInstant(2025, 12, 1)

type Row = { id: string; year: number; value: string; basis?: string; isDemo?: boolean; inputs?: object[] }
const store = ({ id, year, value, basis = 'in-force', isDemo = false, inputs = [] }: Row) =>
  db.execute(
    `insert into indicator_value (at, known_from, plan_id, indicator_id, period, basis, value, assessed, completeness, status, is_demo, inputs_hash, body)
     values ($1, '2020-01-01', $2, $3, 'year', $4, $5::numeric, $5::numeric, 1, 'met', $6, 'h', $7)`,
    [timestamptz(beijingYearStart(year)), planId, id, basis, value, isDemo, JSON.stringify({ inputs })],
  )
const daysOf = (year: number, count: number, hit: (n: number) => boolean) =>
  Array.from({ length: count }, (_, n) => ({ at: beijingYearStart(year) + n * DAY_MS, counted: true, hit: hit(n) }))

function kept<T>(reply: T | Refusal): T {
  if (isRefusal(reply)) throw new Error(reply.because)
  return reply
}

beforeAll(async () => {
  await loadPack(db, join(import.meta.dirname, '../../../packs', planId))
  for (const [n, value] of ['90', '92', '91', '95'].entries()) await store({ id: 'ind.15', year: 2021 + n, value })
  for (const [n, value] of ['3', '7', '9'].entries()) await store({ id: 'ind.02', year: 2021 + n, value })
  const half = (n: number) => n < 334 || n % 2 === 0
  for (const year of [2023, 2024]) {
    await store({
      id: 'ind.04',
      year,
      value: '96',
      basis: 'HJ633-2012',
      inputs: daysOf(year, year === 2024 ? 366 : 365, half),
    })
    await store({ id: 'ind.04', year, value: '1', inputs: daysOf(year, 365, () => false) })
  }
  await store({ id: 'ind.04', year: 2025, value: '100', inputs: daysOf(2025, 334, () => true) })
  for (const year of [2021, 2022, 2023, 2024]) await store({ id: 'ind.10', year, value: '80', isDemo: year < 2024 })
})

const rowOf = async (id: string, asKnownAt?: number) => {
  const board = kept(await readBoard(db, { planId, year: undefined, nowMs, asKnownAt }))
  expect(listIndicators.reply.parse(board)).toEqual(board)
  return board.rows.find((row) => row.id === id)?.projection
}

test('the board projects each indicator by what it has', async () => {
  expect(await rowOf('ind.15')).toMatchObject({
    method: 'trend',
    year: 2025,
    value: '95.50',
    low: '91.18',
    high: '99.82',
  })
  expect(await rowOf('ind.02')).toMatchObject({ method: 'rate', value: '15.00', chance: null })
  // 334 good days, and 31 as the Decembers were by the edition in force now: not by those stored as in force then
  const days = await rowOf('ind.04')
  expect(days).toMatchObject({ method: 'days', isDemo: false, why: null })
  expect(Number(days?.value)).toBeGreaterThan(95)
  expect(Number(days?.value)).toBeLessThan(97)
  expect(days?.chance).toBeGreaterThan(0.2)
  expect(days?.chance).toBeLessThan(0.8)
})

test('too few years, simulated ones beside measured ones, and a year that is over give the reason instead', async () => {
  expect(await rowOf('ind.11')).toMatchObject({
    method: null,
    value: null,
    why: { en: expect.stringContaining('Fewer than 4') },
  })
  // one measured year: the three simulated ones before it say nothing of it
  expect(await rowOf('ind.10')).toMatchObject({ method: null })
  const after = kept(await readBoard(db, { planId, year: 2025, nowMs: beijingInstant(2026, 2, 1) }))
  expect(after.rows.map(({ projection }) => projection.why?.en)).toContain(
    'The year is over: its value stands and nothing is projected',
  )
})

test('as known before anything was stored nothing is projected', async () => {
  expect(await rowOf('ind.15', beijingInstant(2019, 6, 1))).toMatchObject({ method: null })
})

test('the page gives the chance of each wording of the target and what it rests on', async () => {
  const one = kept(await readOne(db, { planId, year: 2025, nowMs, id: 'ind.04' }))
  expect(readIndicator.reply.parse(one)).toEqual(one)
  expect(one.readingChances).toEqual([one.row.projection.chance, one.row.projection.chance])
  expect(one.projectionSteps?.formula).toContain('÷ 365')
  expect(JSON.stringify(one.projectionSteps)).toContain('HJ633-2012')
})
