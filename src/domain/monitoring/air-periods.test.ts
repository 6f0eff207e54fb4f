// Months and years: how many days make them, and what their value is.
import { describe, expect, test } from 'vitest'
import { beijingInstant, DAY_MS } from '#kit/time.ts'
import { type DayAverages, dayShortage, periodAverages } from './air-periods.ts'
import { districtAverages, leastPoints } from './district-average.ts'

const day = (at: number, exact: string, valid = true): DayAverages => ({
  at,
  items: {
    'PM2.5': { value: exact, exact, used: 24, expected: 24, valid },
    O3_8h: { value: exact, exact, used: 17, expected: 17, valid },
  },
})
const days = (start: number, count: number, exact = '30'): DayAverages[] =>
  Array.from({ length: count }, (_, n) => day(start + n * DAY_MS, exact))

const APRIL = beijingInstant(2025, 4, 1)
const FEBRUARY = beijingInstant(2025, 2, 1)
const YEAR = beijingInstant(2025, 1, 1)

describe('periodAverages()', () => {
  test('needs 27 days of a month: 26 are not valid (GB 3095—2012)', () => {
    expect(periodAverages('month', APRIL, days(APRIL, 26))['PM2.5']).toMatchObject({
      value: '30',
      used: 26,
      expected: 30,
      valid: false,
      why: { code: 'average.too-few-days-in-month' },
    })
    expect(periodAverages('month', APRIL, days(APRIL, 27))['PM2.5']?.valid).toBe(true)
  })
  test('needs 25 days of February', () => {
    expect(periodAverages('month', FEBRUARY, days(FEBRUARY, 25))['PM2.5']?.valid).toBe(true)
    expect(periodAverages('month', FEBRUARY, days(FEBRUARY, 24))['PM2.5']?.valid).toBe(false)
  })
  test('passes over days that are not valid', () => {
    const mixed = [...days(APRIL, 27, '20'), day(APRIL + 27 * DAY_MS, '900', false)]
    expect(periodAverages('month', APRIL, mixed)['PM2.5']).toMatchObject({ exact: '20', used: 27 })
  })
  test('needs 324 days of a year and 27 in every month', () => {
    const count = (least: number, february: number): Map<number, number> =>
      new Map(
        Array.from({ length: 12 }, (_, n) => [beijingInstant(2025, n + 1, 1), n === 1 ? february : least] as const),
      )
    expect(dayShortage('year', YEAR, count(27, 27))).toBeUndefined()
    expect(dayShortage('year', YEAR, count(27, 26))?.code).toBe('average.too-few-days')
    expect(dayShortage('year', YEAR, count(28, 24))?.code).toBe('average.too-few-days-in-month')
  })
  test('takes the 90th percentile of ozone days', () => {
    const tenths = ['60', '72', '85', '90', '98', '110', '121', '135', '150', '176']
    const ozone = tenths.map((exact, n) => day(APRIL + n * DAY_MS, exact))
    expect(periodAverages('month', APRIL, ozone).O3_8h).toMatchObject({ exact: '152.6', valid: false })
  })
})

describe('districtAverages()', () => {
  const items = (exact: string, valid = true) => day(APRIL, exact, valid).items
  test('is the mean of the points’ unrounded means', () => {
    const points = [items('20.4'), items('20.5'), items('22')]
    expect(districtAverages(APRIL, points, 3)['PM2.5']).toMatchObject({ value: '21', exact: '20.966667', used: 3 })
  })
  test('needs three of four points, and half of fewer', () => {
    expect(leastPoints(11, APRIL)).toBe(9)
    expect(leastPoints(4, APRIL)).toBe(3)
    expect(leastPoints(3, APRIL)).toBe(2)
    expect(leastPoints(1, APRIL)).toBe(1)
    const points = [items('20'), items('20'), items('20', false), items('20', false)]
    expect(districtAverages(APRIL, points, 4)['PM2.5']).toMatchObject({
      valid: false,
      why: { code: 'average.too-few-points' },
    })
  })
})
