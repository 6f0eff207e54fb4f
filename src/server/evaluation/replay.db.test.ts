// Values made again: equal to what was stored then and now, and told where what was stored was not what the data gave.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant, beijingYearStart, HOUR_MS } from '#kit/time.ts'
import { timestamptz } from '#platform/database.ts'
import { freshDatabase } from '../../../test/database.ts'
import { AIR, evaluateAll, hoursOfDays, makeSite, storeMessages } from '../../../test/evaluation.ts'
import { loadPack } from '../plans/load-pack.ts'
import { replayIndicators } from './replay.ts'
import { replayDays } from './replay-days.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
const planId = 'longgang-14fyp'
const YEAR = beijingYearStart(2025)
const LATER = beijingInstant(2027, 1, 1)

async function instant(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 20))
  const [row] = await db.query<{ at: number }>('select clock_timestamp() as at')
  await new Promise((resolve) => setTimeout(resolve, 20))
  return row?.at ?? 0
}

let early = 0
let late = 0
beforeAll(async () => {
  const loaded = await loadPack(db, join(import.meta.dirname, '../../../packs', planId))
  if (isRefusal(loaded)) throw new Error(loaded.because)
  const sites = [await makeSite(db, { code: 'a1', kind: 'air' }), await makeSite(db, { code: 'a2', kind: 'air' })]
  const demo = await makeSite(db, { code: 'd1', kind: 'air', isDemo: true })
  for (const [n, site] of [...sites, demo].entries()) {
    const hours = hoursOfDays(site, { start: YEAR, days: 40 })
    const values = (day: number) => ({ ...AIR, 'PM2.5': 30 + ((day * 7 + n * 13) % 60) })
    await storeMessages(
      db,
      hours.map((hour, h) => ({ ...hour, values: values(Math.floor(h / 24)) })),
    )
  }
  for (const code of ['s1', 's2']) {
    const section = await makeSite(db, { code, kind: 'section', waterType: 'river' })
    await storeMessages(
      db,
      Array.from({ length: 12 }, (_, month) => ({
        siteId: section,
        at: beijingInstant(2025, month + 1, 8) + 9 * HOUR_MS,
        kind: 'sample' as const,
        values: { ph: 7.5, do: 7.2, codmn: 3, nh3n: code === 's1' ? 0.4 : 2.5, tp: 0.08 },
      })),
    )
  }
  await db.execute(
    `insert into indicator_report (plan_id, indicator_id, at, inputs, source, author)
     values ($1, 'ind.15', $2, '{"part": "116.61", "whole": "388.02"}', '变更调查', 'officer')`,
    [planId, timestamptz(YEAR)],
  )
  await db.execute(`insert into stale_period (period, at) values ('year', $1)`, [timestamptz(YEAR)])
  await evaluateAll(db, LATER)
  early = await instant()
  await storeMessages(db, [{ siteId: sites[0] ?? 0, at: YEAR, values: { 'PM2.5': 900 } }])
  await evaluateAll(db, LATER)
  late = await instant()
})

const pick = (values: Awaited<ReturnType<typeof replayIndicators>>['values'], id: string) =>
  values.find((one) => one.id === id && one.period === 'year' && one.basis === 'in-force')

test('every value of both instants is made again as it was stored', async () => {
  for (const asKnownAt of [early, late]) {
    const { values, unknown } = await replayIndicators(db, { asKnownAt })
    expect(unknown).toEqual([])
    expect(values.length).toBe(39)
    expect(values.filter(({ differs }) => differs.length > 0)).toEqual([])
  }
  const [then, now] = [
    await replayIndicators(db, { asKnownAt: early }),
    await replayIndicators(db, { asKnownAt: late }),
  ]
  expect(pick(then.values, 'ind.05')?.computed?.value).not.toBe(pick(now.values, 'ind.05')?.computed?.value)
  expect(pick(now.values, 'ind.06')?.computed).toMatchObject({ value: '50.00', numerator: 1, denominator: 2 })
  expect(pick(now.values, 'ind.15')?.computed).toMatchObject({ value: '30.05', status: 'met' })
})

test('averages of days are made again from the readings of their time, and a changed one is told', async () => {
  for (const asKnownAt of [early, late])
    expect(await replayDays(db, { asKnownAt, year: 2025 })).toEqual({ equal: 120, differing: [] })
  // a value that was changed behind the back of the store
  await db.execute(
    `update reading as r set values = array_replace(r.values, r.values[1], r.values[1] + 1)
      where r.site_id = (select s.id from site as s where s.code = 'a2') and r.at = $1`,
    [timestamptz(YEAR)],
  )
  expect(await replayDays(db, { asKnownAt: late, year: 2025 })).toEqual({
    equal: 119,
    differing: [{ site: 'a2', day: YEAR }],
  })
})

test('one year alone, and another plan alone, are asked for', async () => {
  expect((await replayIndicators(db, { asKnownAt: late, year: 2024 })).values).toEqual([])
  expect((await replayIndicators(db, { asKnownAt: late, planId: 'x' })).values).toEqual([])
})

test('a stored value that is not what the data give is told, and so is one that is missing', async () => {
  await db.execute(
    `update indicator_value as v set value = 99 where v.indicator_id = 'ind.05' and v.period = 'year' and v.known_until = 'infinity'`,
  )
  await db.execute(
    `delete from indicator_value as v where v.indicator_id = 'ind.07' and v.period = 'year' and v.known_until = 'infinity'`,
  )
  const { values } = await replayIndicators(db, { asKnownAt: late })
  expect(
    values
      .filter(({ differs }) => differs.length > 0)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['ind.05', 'ind.07'])
  expect(pick(values, 'ind.05')).toMatchObject({ differs: ['value'], stored: { value: '99' } })
  expect(pick(values, 'ind.07')).toMatchObject({ stored: null, computed: { value: '50.00' } })
})
