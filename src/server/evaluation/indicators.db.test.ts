// From hours and samples to the plan's indicators: counts, completeness, status, bases, and what was known when.
import { afterAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { IndicatorBody } from '#domain/indicators/value-body.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant, HOUR_MS } from '#kit/time.ts'
import { freshDatabase } from '../../../test/database.ts'
import { AIR, evaluateAll, hoursOfDays, makeSite, storeMessages, type TestMessage } from '../../../test/evaluation.ts'
import { loadPack } from '../plans/load-pack.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
beforeEach(async () => {
  await db.execute('truncate verdict, average, indicator_value, reading, reading_revision, latest, stale_day')
  await db.execute('truncate site restart identity cascade')
})
const loaded = await loadPack(db, new URL('../../../packs/longgang-14fyp', import.meta.url).pathname)
if (isRefusal(loaded)) throw new Error(loaded.because)

const YEAR = beijingInstant(2025, 1, 1)
const LATER = beijingInstant(2027, 1, 1)

type Value = {
  id: string
  period: string
  basis: string
  value: string | null
  assessed: string | null
  completeness: string
  status: string
  why: string | null
  isDemo: boolean
  body: IndicatorBody
}
const values = (id: string, period = 'year') =>
  db.query<Value>(
    `select v.indicator_id as id, v.period, v.basis, v.value, v.assessed, v.completeness, v.status, v.why,
            v.is_demo as "isDemo", v.body
       from indicator_value as v
      where v.indicator_id = $1 and v.period = $2 and v.known_until = 'infinity' order by v.at, v.basis`,
    [id, period],
  )

/** A year of days whose PM2.5 is 20, and on every tenth day 70: 94 under the edition of 2012, 110 under that of 2026. */
const yearOfHours = (siteId: number): TestMessage[] =>
  hoursOfDays(siteId, { start: YEAR, days: 365 }).map((hour, n) => ({
    ...hour,
    values: { ...AIR, 'PM2.5': Math.floor(n / 24) % 10 === 0 ? 70 : 20 },
  }))

describe('indicators of air', () => {
  test('count good days on each basis, equal to an independent count', async () => {
    const site = await makeSite(db, { code: 'point', kind: 'air' })
    await storeMessages(db, yearOfHours(site))
    await evaluateAll(db, LATER)
    const rows = await values('ind.04')
    expect(rows).toMatchObject([
      { basis: 'HJ633-2012', value: '100.00', status: 'met', isDemo: false },
      { basis: 'HJ633-2026', value: '89.86', status: 'not-met' },
      { basis: 'in-force', value: '100.00', status: 'met', completeness: '1.0000' },
    ])
    // when the same is counted by a plain query over hours, without any verdict
    const [plain] = await db.query<{ good: number; days: number }>(
      `select count(*) filter (where m.pm <= 60)::int as good, count(*)::int as days from (
         select date_trunc('day', r.at, 'Asia/Shanghai') as day, round(avg(r.value)) as pm
           from reading_value as r where r.factor = 'a34004' group by 1 having count(*) >= 20) as m`,
    )
    const byNewEdition = rows[1]?.body
    expect({ good: byNewEdition?.numerator, days: byNewEdition?.denominator }).toEqual(plain)
    expect(byNewEdition?.inputs).toHaveLength(365)
    const months = await values('ind.04', 'month')
    expect(months).toHaveLength(36)
  })

  test('give the PM2.5 mean with one decimal and assess it as a whole number', async () => {
    const site = await makeSite(db, { code: 'point', kind: 'air' })
    await storeMessages(db, yearOfHours(site))
    await evaluateAll(db, LATER)
    // 37 days of 70 and 328 of 20: 25.068…
    expect(await values('ind.05')).toMatchObject([{ value: '25.1', assessed: '25', status: 'not-met' }])
  })

  test('use simulated points only where no real one is judged, and say so', async () => {
    const demo = await makeSite(db, { code: 'demo', kind: 'air', isDemo: true })
    await storeMessages(db, hoursOfDays(demo, { start: YEAR, days: 30 }))
    await evaluateAll(db, LATER)
    expect((await values('ind.04'))[2]).toMatchObject({
      isDemo: true,
      status: 'cannot-judge',
      why: 'indicator.too-few-days',
    })
    expect((await values('ind.04', 'month'))[2]).toMatchObject({ isDemo: true, status: 'met', completeness: '0.9677' })
    const real = await makeSite(db, { code: 'real', kind: 'air' })
    await storeMessages(db, hoursOfDays(real, { start: YEAR, days: 1 }))
    await evaluateAll(db, LATER)
    expect((await values('ind.04', 'month'))[2]).toMatchObject({
      isDemo: false,
      status: 'cannot-judge',
      body: { denominator: 1, numerator: 1 },
    })
  })

  test('re-open with a late hour and keep what was known before', async () => {
    const site = await makeSite(db, { code: 'point', kind: 'air' })
    const hours = hoursOfDays(site, { start: YEAR, days: 28, values: { ...AIR, 'PM2.5': 74 } })
    await storeMessages(db, hours)
    await evaluateAll(db, LATER)
    expect((await values('ind.04', 'month'))[2]).toMatchObject({ value: '100.00' })
    await storeMessages(db, [{ siteId: site, at: YEAR, values: { 'PM2.5': 900 } }])
    await evaluateAll(db, LATER)
    expect((await values('ind.04', 'month'))[2]).toMatchObject({ value: '96.43' })
    const history = await db.query<{ value: string; closed: boolean }>(
      `select v.value, v.known_until < 'infinity' as closed from indicator_value as v
        where v.indicator_id = 'ind.04' and v.period = 'month' and v.basis = 'in-force' order by v.known_from`,
    )
    expect(history).toEqual([
      { value: '100.00', closed: true },
      { value: '96.43', closed: false },
    ])
    const [edges] = await db.query<{ same: boolean }>(
      `select a.known_until = b.known_from as same from indicator_value as a join indicator_value as b
           on b.indicator_id = a.indicator_id and b.period = a.period and b.basis = a.basis and b.at = a.at
        where a.indicator_id = 'ind.04' and a.period = 'month' and a.basis = 'in-force'
          and a.known_until < 'infinity' and b.known_until = 'infinity'`,
    )
    expect(edges?.same).toBe(true)
  })

  test('go when nothing is left to count', async () => {
    const site = await makeSite(db, { code: 'point', kind: 'air' })
    await storeMessages(db, hoursOfDays(site, { start: YEAR, days: 1 }))
    await evaluateAll(db, LATER)
    expect((await values('ind.04')).length).toBe(3)
    await db.execute('delete from reading')
    await db.execute('insert into stale_day (site_id, day) values ($1, $2)', [site, new Date(YEAR).toISOString()])
    await evaluateAll(db, LATER)
    expect(await values('ind.04')).toEqual([])
    expect(await values('ind.05')).toEqual([])
  })
})

describe('indicators of water', () => {
  const WATER = { ph: 7.5, do: 7.2, codmn: 3, nh3n: 0.4, tp: 0.08 }
  const samples = (siteId: number, { months, values: at }: { months: number; values: TestMessage['values'] }) =>
    Array.from(
      { length: months },
      (_, n): TestMessage => ({
        siteId,
        at: beijingInstant(2025, n + 1, 8) + 9 * HOUR_MS,
        kind: 'sample',
        values: at,
      }),
    )

  test('judge sections by the year’s means and leave out what has too few months', async () => {
    const good = await makeSite(db, { code: 's1', kind: 'section', waterType: 'river' })
    const bad = await makeSite(db, { code: 's2', kind: 'section', waterType: 'river' })
    const lake = await makeSite(db, { code: 's3', kind: 'reservoir', waterType: 'lake' })
    const few = await makeSite(db, { code: 's4', kind: 'section', waterType: 'river' })
    await storeMessages(db, [
      ...samples(good, { months: 12, values: WATER }),
      ...samples(bad, { months: 12, values: { ...WATER, nh3n: 2.5 } }),
      // 0.08 mg/L of phosphorus is class Ⅱ in a river and Ⅳ in a lake.
      ...samples(lake, { months: 12, values: WATER }),
      ...samples(few, { months: 5, values: WATER }),
    ])
    await evaluateAll(db, LATER)
    expect(await values('ind.06')).toMatchObject([
      { value: '33.33', status: 'not-met', completeness: '0.7500', body: { numerator: 1, denominator: 3 } },
    ])
    expect(await values('ind.07')).toMatchObject([{ value: '33.33', status: 'not-met' }])
    expect((await values('ind.06', 'month')).length).toBe(12)
    expect((await values('ind.06'))[0]?.body.inputs[3]).toMatchObject({
      site: 's4',
      counted: false,
      why: { code: 'water.core-missing' },
    })
    const grades = await db.query<{ grade: number | null }>(
      `select v.grade from verdict as v where v.subject = 'water-year' and v.known_until = 'infinity' order by v.site_id`,
    )
    expect(grades).toEqual([{ grade: 2 }, { grade: 6 }, { grade: 4 }, { grade: null }])
  })

  test('follow a corrected sample through month and year', async () => {
    const section = await makeSite(db, { code: 's1', kind: 'section', waterType: 'river' })
    await storeMessages(db, samples(section, { months: 6, values: WATER }))
    await evaluateAll(db, LATER)
    expect(await values('ind.06')).toMatchObject([{ value: '100.00', status: 'met' }])
    await storeMessages(db, samples(section, { months: 1, values: { ...WATER, nh3n: 20 } }))
    await evaluateAll(db, LATER)
    expect(await values('ind.06')).toMatchObject([{ value: '0.00', status: 'not-met' }])
    const [count] = await db.query<{ closed: number }>(
      `select count(*)::int as closed from verdict as v where v.known_until < 'infinity'`,
    )
    expect(count?.closed).toBe(3)
  })

  test('weigh a station that sends every four hours as one sampled once a month', async () => {
    const section = await makeSite(db, { code: 's1', kind: 'section', waterType: 'river' })
    await storeMessages(
      db,
      Array.from(
        { length: 90 },
        (_, n): TestMessage => ({ siteId: section, at: YEAR + n * 4 * HOUR_MS, values: WATER }),
      ),
    )
    await evaluateAll(db, LATER)
    expect(await values('ind.06', 'month')).toMatchObject([{ value: '100.00', status: 'met' }])
    expect(await values('ind.06')).toMatchObject([{ value: null, status: 'cannot-judge', why: 'indicator.no-data' }])
  })
})
