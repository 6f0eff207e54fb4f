// Air from stored hours to verdicts and averages: late hours, repeats, withdrawn data, the change of edition.
import { afterAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { reevaluate } from '#domain/standards/evaluate.ts'
import type { Verdict } from '#domain/standards/verdict.ts'
import { canonicalText } from '#kit/canonical.ts'
import { beijingInstant, HOUR_MS, startOf } from '#kit/time.ts'
import { freshDatabase } from '../../../test/database.ts'
import {
  AIR,
  dayAfter,
  evaluateAll,
  hoursOfDays,
  makeDistrict,
  makeSite,
  storeMessages,
} from '../../../test/evaluation.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
beforeEach(async () => {
  await db.execute('truncate verdict, average, indicator_value, reading, reading_revision, latest, stale_day, setting')
  await db.execute('truncate site restart identity cascade')
})

const APRIL = beijingInstant(2025, 4, 1)
const LATER = beijingInstant(2027, 1, 1)

type Row = {
  subject: string
  at: number
  edition: string
  aqi: number | null
  judged: boolean
  inForce: boolean
  why: string | null
}
const verdicts = (siteId: number, subject: string) =>
  db.query<Row>(
    `select v.subject, v.at, v.edition, v.aqi, v.judged, v.in_force as "inForce", v.why from verdict as v
      where v.site_id = $1 and v.subject = $2 and v.known_until = 'infinity' order by v.at, v.edition`,
    [siteId, subject],
  )
const averageOf = async (siteId: number, period: string, item: string) => {
  const [row] = await db.query<{
    item: { value: string | null; used: number; valid: boolean; why?: { code: string } }
  }>(
    `select a.items -> $3 as item from average as a
      where a.site_id = $1 and a.period = $2 and a.known_until = 'infinity' order by a.at limit 1`,
    [siteId, period, item],
  )
  return row?.item
}
const counts = async () => {
  const [row] = await db.query<{ standing: number; closed: number }>(
    `select (select count(*)::int from verdict as v where v.known_until = 'infinity')
            + (select count(*)::int from average as a where a.known_until = 'infinity') as standing,
            (select count(*)::int from verdict as v where v.known_until < 'infinity')
            + (select count(*)::int from average as a where a.known_until < 'infinity') as closed`,
  )
  return row
}

describe('runStep() with air', () => {
  test('judges an hour as it arrives', async () => {
    const site = await makeSite(db, { code: 'a', kind: 'air' })
    await storeMessages(db, [{ siteId: site, at: APRIL + 8 * HOUR_MS, values: AIR }])
    await evaluateAll(db, APRIL + 9 * HOUR_MS)
    expect(await verdicts(site, 'air-hour')).toEqual([
      {
        subject: 'air-hour',
        at: APRIL + 8 * HOUR_MS,
        edition: 'HJ633-2012',
        aqi: 79,
        judged: true,
        inForce: true,
        why: null,
      },
    ])
    expect(await averageOf(site, 'day', 'PM2.5')).toMatchObject({
      valid: false,
      why: { code: 'average.day-in-progress' },
    })
    expect(await verdicts(site, 'air-day')).toMatchObject([{ judged: false }, { judged: false }])
  })

  test('leaves flagged values out of hours and days', async () => {
    const site = await makeSite(db, { code: 'a', kind: 'air' })
    const hours = hoursOfDays(site, { start: APRIL, days: 1 })
    await storeMessages(
      db,
      hours.map((hour, n) => (n < 5 ? { ...hour, flag: 'M' } : hour)),
    )
    await evaluateAll(db, LATER)
    expect(await averageOf(site, 'day', 'PM2.5')).toMatchObject({ used: 19, valid: false, value: '58' })
    expect((await verdicts(site, 'air-hour')).filter(({ judged }) => judged)).toHaveLength(19)
  })

  test('judges a day by both editions, the one of the day in force, and a month by its days', async () => {
    const site = await makeSite(db, { code: 'a', kind: 'air' })
    await storeMessages(db, hoursOfDays(site, { start: APRIL, days: 26 }))
    await evaluateAll(db, LATER)
    expect((await verdicts(site, 'air-day')).slice(0, 2)).toMatchObject([
      { edition: 'HJ633-2012', aqi: 79, inForce: true },
      { edition: 'HJ633-2026', aqi: 96, inForce: false },
    ])
    expect(await averageOf(site, 'month', 'PM2.5')).toMatchObject({ value: '58', used: 26, valid: false })
    await storeMessages(db, hoursOfDays(site, { start: dayAfter(APRIL, 26), days: 1 }))
    await evaluateAll(db, LATER)
    expect(await averageOf(site, 'month', 'PM2.5')).toMatchObject({ used: 27, valid: true })
    expect(await averageOf(site, 'year', 'PM2.5')).toMatchObject({ used: 27, valid: false })
  })

  test('changes edition with the first hour of 1 March 2026', async () => {
    const site = await makeSite(db, { code: 'a', kind: 'air' })
    const march = beijingInstant(2026, 3, 1)
    await storeMessages(db, hoursOfDays(site, { start: march - HOUR_MS * 24, days: 2 }))
    await evaluateAll(db, LATER)
    const hours = await verdicts(site, 'air-hour')
    expect(
      hours.filter(({ at }) => at < march).every(({ edition, aqi }) => edition === 'HJ633-2012' && aqi === 79),
    ).toBe(true)
    expect(
      hours.filter(({ at }) => at >= march).every(({ edition, aqi }) => edition === 'HJ633-2026' && aqi === 96),
    ).toBe(true)
    const inForce = (await verdicts(site, 'air-day')).filter((row) => row.inForce)
    expect(inForce.map(({ edition }) => edition)).toEqual(['HJ633-2012', 'HJ633-2026'])
  })

  test('judges days before any edition by the first, as not in force', async () => {
    const site = await makeSite(db, { code: 'a', kind: 'air' })
    await storeMessages(db, hoursOfDays(site, { start: beijingInstant(2013, 3, 1), days: 1 }))
    await evaluateAll(db, LATER)
    expect((await verdicts(site, 'air-hour'))[0]).toMatchObject({ edition: 'HJ633-2012', inForce: false })
    expect((await verdicts(site, 'air-day')).every(({ inForce }) => !inForce)).toBe(true)
  })

  test('writes nothing for an equal recomputation', async () => {
    const site = await makeSite(db, { code: 'a', kind: 'air' })
    await storeMessages(db, hoursOfDays(site, { start: APRIL, days: 3 }))
    await evaluateAll(db, LATER)
    const before = await counts()
    await db.execute('insert into stale_day (site_id, day) values ($1, $2)', [site, new Date(APRIL).toISOString()])
    expect(await evaluateAll(db, LATER)).toBe(1)
    expect(await counts()).toEqual(before)
    expect(before?.closed).toBe(0)
  })

  test('re-opens with a late hour exactly its hour, day, month and year, and keeps what was known', async () => {
    const site = await makeSite(db, { code: 'a', kind: 'air' })
    const hours = hoursOfDays(site, { start: APRIL, days: 3 })
    await storeMessages(db, hours.slice(1))
    await evaluateAll(db, LATER)
    const before = await counts()
    await storeMessages(db, [{ siteId: site, at: APRIL, values: { ...AIR, 'PM2.5': 130 } }])
    await evaluateAll(db, LATER)
    // The day's average with its month and year; the two verdicts of the day, whose mean moved from 58 to 61.
    expect(await counts()).toEqual({ standing: (before?.standing ?? 0) + 1, closed: 5 })
    const history = await db.query<{ at: number; closed: boolean; value: string }>(
      `select a.at, a.known_until < 'infinity' as closed, a.items -> 'PM2.5' ->> 'value' as value from average as a
        where a.period = 'day' and a.at = $1 order by a.known_from`,
      [new Date(APRIL).toISOString()],
    )
    expect(history).toEqual([
      { at: APRIL, closed: true, value: '58' },
      { at: APRIL, closed: false, value: '61' },
    ])
  })

  test('closes what stood on data that was withdrawn, and on a retired site', async () => {
    const site = await makeSite(db, { code: 'a', kind: 'air' })
    await storeMessages(db, hoursOfDays(site, { start: APRIL, days: 1 }))
    await evaluateAll(db, LATER)
    await db.execute('delete from reading')
    await db.execute('insert into stale_day (site_id, day) values ($1, $2)', [site, new Date(APRIL).toISOString()])
    await evaluateAll(db, LATER)
    expect(await counts()).toEqual({ standing: 0, closed: 24 + 2 + 3 })

    await storeMessages(db, hoursOfDays(site, { start: dayAfter(APRIL, 1), days: 1 }))
    await evaluateAll(db, LATER)
    await db.execute('update site set retired_at = now()')
    await db.execute('insert into stale_day (site_id, day) values ($1, $2)', [
      site,
      new Date(dayAfter(APRIL, 1)).toISOString(),
    ])
    await evaluateAll(db, LATER)
    expect(await counts()).toMatchObject({ standing: 0 })
  })

  test('makes the district’s day from its evaluation points, real and simulated apart', async () => {
    await makeDistrict(db)
    const values = (pm: number) => ({ ...AIR, 'PM2.5': pm })
    const real = await makeSite(db, { code: 'real', kind: 'air' })
    const demos = [
      await makeSite(db, { code: 'd1', kind: 'air', isDemo: true }),
      await makeSite(db, { code: 'd2', kind: 'air', isDemo: true }),
    ]
    const other = await makeSite(db, { code: 'no-point', kind: 'air', isPoint: false })
    await storeMessages(db, [
      ...hoursOfDays(real, { start: APRIL, days: 1, values: values(10) }),
      ...hoursOfDays(demos[0] ?? 0, { start: APRIL, days: 1, values: values(20) }),
      ...hoursOfDays(demos[1] ?? 0, { start: APRIL, days: 1, values: values(25) }),
      ...hoursOfDays(other, { start: APRIL, days: 1, values: values(300) }),
    ])
    await evaluateAll(db, LATER)
    const districts = await db.query<{ code: string; value: string; exact: string; is_demo: boolean; aqi: number }>(
      `select s.code, s.is_demo, a.items -> 'PM2.5' ->> 'value' as value, a.items -> 'PM2.5' ->> 'exact' as exact, v.aqi
         from site as s join average as a on a.site_id = s.id and a.period = 'day'
         join verdict as v on v.site_id = s.id and v.subject = 'air-day' and v.in_force
        where s.kind = 'district' order by s.code`,
    )
    expect(districts).toEqual([
      { code: 'district-440307', is_demo: false, value: '10', exact: '10', aqi: 55 },
      { code: 'district-440307-demo', is_demo: true, value: '22', exact: '22.5', aqi: 55 },
    ])
  })
})

test('a stored verdict is computed again byte for byte from its own inputs', async () => {
  const site = await makeSite(db, { code: 'a', kind: 'air' })
  const random = (n: number, most: number): number => (((n * 2654435761) % 4294967296) / 4294967296) * most
  const messages = hoursOfDays(site, { start: startOf('month', APRIL), days: 60 }).map((hour, n) => ({
    ...hour,
    values: {
      'PM2.5': Math.round(random(n, 700)) / (n % 3 ? 1 : 7),
      PM10: random(n + 7, 800),
      SO2: random(n + 1, 900),
      NO2: n % 11 ? random(n + 2, 400) : null,
      CO: random(n + 3, 30) / 10,
      O3: n % 13 ? random(n + 4, 1300) : -1,
    },
  }))
  await storeMessages(db, messages)
  await evaluateAll(db, LATER)
  const rows = await db.query<{ body: Verdict }>('select v.body from verdict as v')
  expect(rows.length).toBe(60 * 24 + 60 * 2)
  const changed = rows.filter(({ body }) => canonicalText(reevaluate(body)) !== canonicalText(body))
  expect(changed).toEqual([])
})
