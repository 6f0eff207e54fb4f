// Series, verdicts and indicators as they stood at a past instant, after late, changed and withdrawn data.
import { afterAll, expect, inject, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant, HOUR_MS } from '#kit/time.ts'
import { loadPack } from '#server/plans/load-pack.ts'
import { freshDatabase } from '../../test/database.ts'
import { AIR, evaluateAll, hoursOfDays, makeSite, storeMessages } from '../../test/evaluation.ts'
import { readBoard } from './indicators/queries.ts'
import { findSite, listVerdicts } from './sites/queries.ts'
import { readSeries } from './sites/series.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())

const APRIL = beijingInstant(2025, 4, 1)
const LATER = beijingInstant(2027, 1, 1)
const PM = 'a34004'

/** The database's clock, a little after what was done and before what comes. */
async function moment(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 5))
  const [row] = await db.query<{ at: number }>('select clock_timestamp() as at')
  await new Promise((resolve) => setTimeout(resolve, 5))
  return row?.at ?? 0
}

async function pmAt(asKnownAt?: number): Promise<(number | null)[]> {
  const site = await findSite(db, 'a')
  if (isRefusal(site)) throw new Error(site.because)
  const span = { from: APRIL, until: APRIL + 4 * HOUR_MS }
  const reply = await readSeries(db, site, { kind: 'hour', factors: PM, points: 500, ...span, asKnownAt }, LATER)
  if (isRefusal(reply)) throw new Error(reply.because)
  return reply.series[0]?.points.map(([, value]) => value) ?? []
}

async function aqiAt(siteId: number, asKnownAt?: number): Promise<(number | null)[]> {
  const asked = { page: 1, pageSize: 10, subject: 'air-hour' as const, until: APRIL + 3 * HOUR_MS, asKnownAt }
  return (await listVerdicts(db, siteId, asked)).rows.map(({ aqi }) => aqi)
}

test('each instant shows what was known then', async () => {
  await loadPack(db, new URL('../../packs/longgang-14fyp', import.meta.url).pathname)
  const siteId = await makeSite(db, { code: 'a', kind: 'air' })
  const values = (pm: number) => ({ ...AIR, 'PM2.5': pm })
  const empty = await moment()
  await storeMessages(db, [
    { siteId, at: APRIL, values: values(10) },
    { siteId, at: APRIL + 2 * HOUR_MS, values: values(30) },
  ])
  await evaluateAll(db, LATER)
  const first = await moment()
  await storeMessages(db, [
    { siteId, at: APRIL, values: values(115) },
    { siteId, at: APRIL + HOUR_MS, values: values(20) },
    ...hoursOfDays(siteId, { start: beijingInstant(2025, 5, 1), days: 20 }),
  ])
  await evaluateAll(db, LATER)
  const second = await moment()

  expect(await pmAt(empty)).toEqual([])
  expect(await pmAt(first)).toEqual([10, 30])
  expect(await pmAt(second)).toEqual([115, 20, 30])
  expect(await pmAt()).toEqual([115, 20, 30])
  expect(await aqiAt(siteId, empty)).toEqual([])
  expect(await aqiAt(siteId, first)).toHaveLength(2)
  expect((await aqiAt(siteId, second))[2]).toBe(150)
  expect(await aqiAt(siteId)).toEqual(await aqiAt(siteId, second))

  const days = async (asKnownAt?: number) => {
    const board = await readBoard(db, { planId: 'longgang-14fyp', year: 2025, nowMs: LATER, asKnownAt })
    if (isRefusal(board)) throw new Error(board.because)
    return board.rows.filter(({ value }) => value !== null && value.value !== null).length
  }
  expect(await days(empty)).toBe(0)
  expect(await days(second)).toBeGreaterThan(0)
  expect(await days()).toBe(await days(second))
})
