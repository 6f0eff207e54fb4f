// The indicator board and page over stored values.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { z } from 'zod'
import { listIndicators, readIndicator } from '#contract/indicators.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { timestamptz } from '#platform/database.ts'
import { freshDatabase } from '../../../test/database.ts'
import { loadPack } from '../plans/load-pack.ts'
import { readBoard, readOne } from './queries.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
const planId = 'longgang-14fyp'
const nowMs = beijingInstant(2025, 6, 1)
const asked = { planId, year: undefined, nowMs }

function kept<T>(route: { reply: z.ZodType<T> }, reply: T | Refusal): T {
  if (isRefusal(reply)) throw new Error(reply.because)
  expect(route.reply.parse(reply)).toEqual(reply)
  return reply
}

type Value = {
  id: string
  at: number
  period?: string
  basis?: string
  value: string
  status: string
  why?: object
  inputs?: object[]
}
async function store({ id, at, period = 'year', basis = 'in-force', value, status, why, inputs = [] }: Value) {
  const body = {
    numerator: 1,
    denominator: 2,
    editions: ['HJ633-2012'],
    sureness: 'verified',
    steps: null,
    inputs,
    why,
  }
  await db.execute(
    `insert into indicator_value (at, known_from, plan_id, indicator_id, period, basis, value, assessed, completeness, status, inputs_hash, body)
     values ($1, now(), $2, $3, $4, $5, $6::numeric, $6::numeric, 0.5, $7, 'h', $8)`,
    [timestamptz(at), planId, id, period, basis, value, status, JSON.stringify(body)],
  )
}

beforeAll(async () => {
  await loadPack(db, join(import.meta.dirname, '../../../packs', planId))
})

test('readBoard() without any value gives the state of each of the 20 measurables', async () => {
  const board = kept(listIndicators, await readBoard(db, asked))
  expect(board).toMatchObject({ year: 2025, years: [2025] })
  expect(board.rows).toHaveLength(20)
  expect(board.summary).toEqual({
    met: 0,
    'not-met': 0,
    'cannot-judge': 12,
    'awaiting-city-target': 8,
    'no-formula': 0,
  })
})

test('readBoard() shows the newest year with values and the year before', async () => {
  await store({ id: 'ind.04', at: beijingInstant(2024, 1, 1), value: '97.10', status: 'met' })
  await store({ id: 'ind.04', at: beijingInstant(2023, 1, 1), value: '95.90', status: 'not-met' })
  const board = kept(listIndicators, await readBoard(db, asked))
  expect(board).toMatchObject({ year: 2024, years: [2024, 2023], summary: { met: 1, 'cannot-judge': 11 } })
  const row = board.rows.find(({ id }) => id === 'ind.04')
  expect(row).toMatchObject({
    value: { value: '97.10', ref: 'indicator/longgang-14fyp/ind.04/year/1704038400000/in-force', completeness: 0.5 },
    previous: { value: '95.90' },
    inconsistencies: 2,
  })
  expect(kept(listIndicators, await readBoard(db, { ...asked, year: 2021 }))).toMatchObject({
    years: [2024, 2023, 2021],
  })
})

test('readOne() judges every wording of the target for itself, at exactly 22 too', async () => {
  const why = { code: 'x', zh: '数据不足', en: 'Too few data' }
  await store({ id: 'ind.05', at: beijingInstant(2024, 1, 1), value: '22', status: 'met' })
  await store({ id: 'ind.05', at: beijingInstant(2023, 1, 1), value: '21', status: 'cannot-judge', why })
  await store({ id: 'ind.05', at: beijingInstant(2024, 3, 1), period: 'month', value: '30', status: 'not-met' })
  await store({ id: 'ind.05', at: beijingInstant(2023, 3, 1), period: 'month', value: '31', status: 'not-met' })
  await store({ id: 'ind.05', at: beijingInstant(2024, 1, 1), basis: 'HJ663-2026', value: '23', status: 'not-met' })
  const one = kept(readIndicator, await readOne(db, { ...asked, id: 'ind.05' }))
  expect(one.targetReadings.map(({ text, status }) => [text, status])).toEqual([
    ['≤22', 'met'],
    ['低于22', 'not-met'],
    ['不高于22', 'met'],
  ])
  expect(one.targetReadings[2]?.source).toBe('第五章（未写“年均”）')
  expect(one.years.map(({ value }) => value)).toEqual(['21', '22'])
  expect(one.months.map(({ value }) => value)).toEqual(['30'])
  expect(one.editions?.rows.map(({ role, value, change }) => [role, value.basis, value.value, change])).toEqual([
    ['in-force', 'in-force', '22', '0'],
    ['other', 'HJ663-2026', '23', '1'],
  ])
  expect(one.obligations.map(({ id }) => id)).toEqual(['c05.s01.m01.t06'])
  expect(one.inconsistencies.map(({ id }) => id)).toContain('inc.01')
  const before = kept(readIndicator, await readOne(db, { ...asked, id: 'ind.05', year: 2023 }))
  expect(before.row.value).toMatchObject({ value: '21', why: { zh: '数据不足' } })
  expect(new Set(before.targetReadings.map(({ status }) => status))).toEqual(new Set(['cannot-judge']))
})

test('readOne() sets the edition of the target beside the one of today, and names the days that part them', async () => {
  const day = (n: number, hit: boolean, value: string) => ({
    site: 'district-440307-demo',
    at: beijingInstant(2026, 3, n),
    counted: true,
    hit,
    value,
  })
  const at = beijingInstant(2026, 1, 1)
  await store({ id: 'ind.04', at, value: '100', status: 'met' })
  await store({
    id: 'ind.04',
    at,
    basis: 'HJ633-2012',
    value: '100.00',
    status: 'met',
    inputs: [day(1, true, '90'), day(2, true, '60')],
  })
  await store({
    id: 'ind.04',
    at,
    basis: 'HJ633-2026',
    value: '50.00',
    status: 'not-met',
    inputs: [day(1, false, '110'), day(2, true, '65')],
  })
  const one = kept(
    readIndicator,
    await readOne(db, { ...asked, id: 'ind.04', year: 2026, nowMs: beijingInstant(2026, 6, 1) }),
  )
  expect(one.editions).toMatchObject({
    pinned: 'HJ633-2012',
    present: 'HJ633-2026',
    readsTable: true,
    lost: 1,
    gained: 0,
  })
  expect(one.editions?.rows.map(({ role, change }) => [role, change])).toEqual([
    ['in-force', '0'],
    ['pinned', '0'],
    ['present', '-50.00'],
  ])
  expect(one.editions?.days).toMatchObject([
    { pinned: '90', present: '110', ref: expect.stringContaining('HJ633-2026') },
  ])
  expect(one.editions?.changes).toHaveLength(2)
  await db.execute(`delete from indicator_value as v where v.at = $1`, [timestamptz(at)])
})

test('readOne() shows assumed comparators, pending targets and hints', async () => {
  const water = kept(readIndicator, await readOne(db, { ...asked, id: 'ind.06' }))
  expect(water.row.target).toMatchObject({ comparator: '>=', assumed: true, text: '60' })
  const city = kept(readIndicator, await readOne(db, { ...asked, id: 'ind.01' }))
  expect(city).toMatchObject({
    formula: { definition: { op: 'reported', result: { ratio: ['water', 'gdp'] } } },
    formulaHint: expect.any(String),
    row: { baseline: { comparable: false } },
  })
})

test('what is not there is refused', async () => {
  expect(await readBoard(db, { ...asked, planId: 'x' })).toMatchObject({ refused: 'plans.not-found' })
  expect(await readOne(db, { ...asked, id: 'ind.99' })).toMatchObject({ refused: 'indicators.not-found' })
})
