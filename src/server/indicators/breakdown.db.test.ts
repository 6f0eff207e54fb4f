// Parts of an indicator over days and sections that were judged: values, completeness, and the note on their sum.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { readBreakdown as route } from '#contract/indicators.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant, HOUR_MS } from '#kit/time.ts'
import { freshDatabase } from '../../../test/database.ts'
import { AIR, evaluateAll, hoursOfDays, makeSite, storeMessages } from '../../../test/evaluation.ts'
import { loadPack } from '../plans/load-pack.ts'
import { readBreakdown } from './breakdown.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
const planId = 'longgang-14fyp'
const YEAR = beijingInstant(2025, 1, 1)
const LATER = beijingInstant(2027, 1, 1)
const WATER = { ph: 7.5, do: 7.2, codmn: 3, nh3n: 0.4, tp: 0.08 }

beforeAll(async () => {
  await loadPack(db, join(import.meta.dirname, '../../../packs', planId))
  const placed = async (code: string, kind: string, place: { street?: string; basin?: string }) => {
    const id = await makeSite(db, { code, kind, ...(kind === 'section' ? { waterType: 'river' } : {}) })
    await db.execute('update site as s set street = $2, basin = $3 where s.id = $1', [
      id,
      place.street ?? null,
      place.basin ?? null,
    ])
    return id
  }
  const [clean, dirty, nowhere] = [
    await placed('a1', 'air', { street: '平湖街道' }),
    await placed('a2', 'air', { street: '布吉街道' }),
    await placed('a3', 'air', {}),
  ]
  const days = (site: number, count: number, pm: number) =>
    hoursOfDays(site, { start: YEAR, days: count, values: { ...AIR, 'PM2.5': pm } })
  await storeMessages(db, [...days(clean, 40, 20), ...days(dirty, 20, 90), ...days(nowhere, 40, 30)])
  for (const [n, basin] of ['龙岗河', '龙岗河', '坪山河'].entries()) {
    const id = await placed(`s${n}`, 'section', { basin })
    await storeMessages(
      db,
      Array.from({ length: 12 }, (_, month) => ({
        siteId: id,
        at: beijingInstant(2025, month + 1, 8) + 9 * HOUR_MS,
        kind: 'sample' as const,
        values: n === 1 ? { ...WATER, nh3n: 2.5 } : WATER,
      })),
    )
  }
  await evaluateAll(db, LATER)
})

async function partsOf(id: string, by: 'month' | 'street' | 'basin' | 'site', asKnownAt?: number) {
  const reply = await readBreakdown(db, { planId, id, year: 2025, by, nowMs: LATER, asKnownAt })
  if (isRefusal(reply)) throw new Error(reply.because)
  expect(route.reply.parse(reply)).toEqual(reply)
  return reply
}
const brief = ({ rows }: Awaited<ReturnType<typeof partsOf>>) =>
  rows.map(({ place, value, numerator, denominator }) => [place, value, numerator, denominator])

test('days by street are counted at the stations, those without a street last, and do not make the district', async () => {
  const parts = await partsOf('ind.04', 'street')
  expect(brief(parts)).toEqual([
    ['布吉街道', '0.00', 0, 20],
    ['平湖街道', '100.00', 40, 40],
    [null, '100.00', 40, 40],
  ])
  expect(parts.rows[0]?.completeness).toBeCloseTo(20 / 365, 4)
  expect(parts.note).toMatchObject({ addsUp: false, en: expect.stringContaining('day by day') })
  expect(parts.whole?.denominator).toBe(40)
})

test('means by street and by station', async () => {
  expect(brief(await partsOf('ind.05', 'street'))).toEqual([
    ['布吉街道', '90.0', null, 20],
    ['平湖街道', '20.0', null, 40],
    [null, '30.0', null, 40],
  ])
  expect((await partsOf('ind.05', 'site')).rows.map(({ code, sites }) => [code, sites])).toEqual([
    ['a1', 1],
    ['a2', 1],
    ['a3', 1],
  ])
})

test('sections by basin make the district; by month they do not', async () => {
  const parts = await partsOf('ind.06', 'basin')
  expect(brief(parts)).toEqual([
    ['坪山河', '100.00', 1, 1],
    ['龙岗河', '50.00', 1, 2],
  ])
  expect(parts.note).toMatchObject({ addsUp: true, en: 'The parts add up to the district: 2 ÷ 3' })
  const months = await partsOf('ind.06', 'month')
  expect(months.rows).toHaveLength(12)
  expect(months.rows[0]).toMatchObject({ place: '2025-01', value: '66.67', ref: expect.stringContaining('month') })
  expect(months.note.addsUp).toBe(false)
})

test('as known before, there were no sites; what units report has no parts', async () => {
  expect((await partsOf('ind.04', 'street', beijingInstant(2020, 1, 1))).rows).toEqual([])
  expect(await partsOf('ind.15', 'street')).toMatchObject({ choices: [], rows: [] })
  expect(await readBreakdown(db, { planId, id: 'ind.99', year: 2025, nowMs: LATER })).toMatchObject({
    refused: 'indicators.not-found',
  })
})
