// A year of air at the bounds of its rules: days that suffice, percentiles between two days, limits by grade, good days.
import { describe, expect, test } from 'vitest'
import { exactText } from '#kit/rational.ts'
import {
  type AirDay,
  areaMean,
  DUST_ITEMS,
  evaluateAirYear,
  evaluateAirYearBothWays,
  threeYearMean,
} from './air-year.ts'
import { HJ663_2013 } from './catalog/hj663-2013.ts'
import type { FactValue } from './verdict-parts.ts'

const CLEAN = { SO2: '10', NO2: '20', PM10: '40', 'PM2.5': '20', CO: '0.8', O3: '120' }
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const two = (n: number): string => String(n).padStart(2, '0')

/** Days of a common year, as many of each month as `lengths` says; `change` gives other values to the day of that number. */
function yearOf(
  year: number,
  {
    lengths = LENGTHS,
    change,
  }: { lengths?: readonly number[]; change?: (at: number) => Record<string, FactValue> } = {},
): AirDay[] {
  const dates = lengths.flatMap((length, month) =>
    Array.from({ length }, (_, day) => `${year}-${two(month + 1)}-${two(day + 1)}`),
  )
  return dates.map((date, at) => ({ date, values: { ...CLEAN, ...change?.(at) } }))
}
const itemOf = (days: readonly AirDay[], item: string, statistic: string, year = 2025) =>
  evaluateAirYear(days, year)?.items.find((row) => row.item === item && row.statistic === statistic)

describe('evaluateAirYear() (HJ 663—2013 年评价项目表)', () => {
  test('an item says everything about itself', () => {
    expect(itemOf(yearOf(2025), 'SO2', 'mean')).toEqual({
      item: 'SO2',
      statistic: 'mean',
      unit: 'µg/m³',
      days: 365,
      isValid: true,
      clause: 'HJ 663—2013 年评价项目表',
      value: '10',
      exact: '10',
      judged: '10',
      limit: 60,
      meets: true,
    })
    expect(itemOf(yearOf(2025), 'CO', 'percentile')).toMatchObject({ p: '0.95', unit: 'mg/m³', value: '0.8', limit: 4 })
    expect(itemOf(yearOf(2025), 'O3', 'percentile')).toMatchObject({ p: '0.90', value: '120', limit: 160, meets: true })
  })

  test('a percentile between two days: of eight days of 200 the 98th of SO2 is 10 + 190 × 0.72', () => {
    // k = 1 + 364 × 0.98 = 357.72, and the 358th value is the first high one.
    const days = yearOf(2025, { change: (at) => (at < 8 ? { SO2: '200' } : {}) })
    expect(itemOf(days, 'SO2', 'percentile')).toMatchObject({ exact: '146.8', judged: '147', limit: 150, meets: true })
    const seven = yearOf(2025, { change: (at) => (at < 7 ? { SO2: '200' } : {}) })
    expect(itemOf(seven, 'SO2', 'percentile')).toMatchObject({ exact: '10' })
    const higher = yearOf(2025, { change: (at) => (at < 8 ? { SO2: '210' } : {}) })
    // 10 + 200 × 0.72 = 154, which is 0.03 over 150.
    expect(itemOf(higher, 'SO2', 'percentile')).toMatchObject({ judged: '154', meets: false, multiple: '0.03' })
  })

  test('judges the rounded value: a mean of 35.5 is 36 and fails, of 34.5 is 34 and passes', () => {
    const mean = (odd: string, even: string) =>
      itemOf(yearOf(2025, { change: (at) => ({ 'PM2.5': at % 2 === 0 ? even : odd }) }).slice(0, 364), 'PM2.5', 'mean')
    expect(mean('36', '35')).toMatchObject({ exact: '35.5', judged: '36', meets: false, multiple: '0.03' })
    expect(mean('35', '34')).toMatchObject({ exact: '34.5', judged: '34', meets: true })
    expect(mean('35', '34')?.multiple).toBeUndefined()
  })

  test('keeps six decimals of a mean that does not end', () => {
    const days = yearOf(2025, { change: (at) => (at === 0 ? { SO2: '11' } : {}) })
    // 10 + 1 ÷ 365 = 10.00273972…
    expect(itemOf(days, 'SO2', 'mean')?.exact).toBe('10.002740')
  })

  test('the text of 2026 keeps one decimal more of the period', () => {
    const days = yearOf(2026, { change: (at) => ({ 'PM2.5': at % 2 === 0 ? '22' : '23', CO: '0.85' }) }).slice(0, 364)
    expect(itemOf(days, 'PM2.5', 'mean', 2026)).toMatchObject({ value: '22.5', limit: 30 })
    expect(itemOf(days, 'CO', 'percentile', 2026)).toMatchObject({ value: '0.85', judged: '0.8' })
  })

  test('grade one has its own limits', () => {
    const verdict = evaluateAirYear(yearOf(2025), 2025, { grade: 1 })
    expect(verdict?.items.map(({ limit }) => limit)).toEqual([20, 50, 40, 80, 40, 50, 15, 35, 4, 100])
    expect([verdict?.complies, verdict?.allComply]).toEqual([
      { SO2: true, NO2: true, PM10: true, 'PM2.5': false, CO: true, O3: false },
      false,
    ])
  })

  test('takes the edition asked for with the limits of the date, and none before there was one', () => {
    expect(evaluateAirYear(yearOf(2025), 2025, { edition: 'HJ663-2026' })?.edition).toBe('HJ663-2026')
    expect(evaluateAirYear(yearOf(2025), 2025, { edition: 'HJ633-2012' })).toBeUndefined()
    expect(evaluateAirYear(yearOf(2015), 2015)).toBeUndefined()
    expect(
      evaluateAirYear([], 2025)?.items.map(({ value, exact, judged, meets, days }) => [
        value,
        exact,
        judged,
        meets,
        days,
      ])[0],
    ).toEqual([null, null, null, null, 0])
    expect(evaluateAirYear([], 2025)?.items[0]?.limit).toBe(60)
  })

  test('sums single indices, the larger of mean and percentile over their limits (附录 综合指数)', () => {
    // SO2 10/60, NO2 20/40, PM10 40/70, PM2.5 20/35, CO 0.8/4, O3 120/160: 2.7595…
    const verdict = evaluateAirYear(yearOf(2025), 2025)
    expect(verdict?.composite).toEqual({ sum: '2.76', largest: '0.75', largestItem: 'O3' })
    // Thirty days of PM10 300: mean (335·40 + 30·300)/365 = 61.37 → 0.8767; the percentile of 300 over 150 is 2.
    const dusty = evaluateAirYear(yearOf(2025, { change: (at) => (at < 30 ? { PM10: '300' } : {}) }), 2025)
    expect(dusty?.composite).toEqual({ sum: '4.19', largest: '2.00', largestItem: 'PM10' })
    expect(evaluateAirYear(yearOf(2025, { change: () => ({ CO: '--' }) }), 2025)?.composite).toBeNull()
    expect(evaluateAirYear(yearOf(2025).slice(0, 300), 2025)?.composite).toBeNull()
  })

  test('an item without values leaves the whole open, one that fails decides it', () => {
    const open = evaluateAirYear(yearOf(2025, { change: () => ({ O3: 'NA' }) }), 2025)
    expect([open?.complies.O3, open?.allComply]).toEqual([null, null])
    const failed = evaluateAirYear(yearOf(2025, { change: () => ({ O3: 'NA', NO2: '90' }) }), 2025)
    expect([failed?.complies, failed?.allComply]).toEqual([
      { SO2: true, NO2: false, PM10: true, 'PM2.5': true, CO: true, O3: null },
      false,
    ])
  })

  test('is as sure as the least sure of its rules', () => {
    expect([evaluateAirYear(yearOf(2025), 2025)?.sureness, evaluateAirYear(yearOf(2026), 2026)?.sureness]).toEqual([
      'memory',
      'memory',
    ])
  })
})

describe('the days of a year (GB 3095—2012 数据有效性)', () => {
  const whyOf = (lengths: readonly number[]) => itemOf(yearOf(2025, { lengths }), 'NO2', 'mean')?.why
  const month = (at: number, length: number) => LENGTHS.map((whole, other) => (other === at ? length : whole))

  test('324 days suffice where each month has its 27', () => {
    expect(whyOf(LENGTHS.map(() => 27))).toBeUndefined()
  })

  test('323 do not', () => {
    expect(whyOf(LENGTHS.map((_, at) => (at === 0 ? 26 : 27)))).toEqual({
      code: 'air.too-few-days',
      zh: '有效日 323 天，少于 324 天，年统计值无效',
      en: '323 valid days where 324 are needed, so the year is invalid',
    })
  })

  test.each([0, 2, 3, 10, 11])('month %i needs 27', (at) => {
    expect(whyOf(month(at, 27))).toBeUndefined()
    expect(whyOf(month(at, 26))).toEqual({
      code: 'air.too-few-days-in-month',
      zh: `${at + 1} 月有效日 26 天，少于 27 天，年统计值无效`,
      en: `Month ${at + 1} has 26 valid days where 27 are needed, so the year is invalid`,
    })
  })

  test('February needs 25', () => {
    expect(whyOf(month(1, 25))).toBeUndefined()
    expect(whyOf(month(1, 24))).toMatchObject({ zh: '2 月有效日 24 天，少于 25 天，年统计值无效' })
  })

  test('an invalid year has its value and judges nothing', () => {
    const high = yearOf(2025, { lengths: month(1, 24), change: () => ({ NO2: '90' }) })
    expect(itemOf(high, 'NO2', 'mean')).toMatchObject({
      isValid: false,
      value: '90',
      limit: 40,
      meets: null,
      days: 361,
    })
    expect(itemOf(high, 'NO2', 'mean')?.multiple).toBeUndefined()
  })

  test('days of other years, of no date, of nonsense and told twice do not count', () => {
    const days: AirDay[] = [
      ...yearOf(2025, { change: (at) => ({ SO2: [-1, 'x', '--', ' 10 '][at] ?? '10' }) }),
      { date: '2025-01-05', values: { SO2: '900' } },
      { date: '2024-12-31', values: { SO2: '900' } },
      { date: '2026-01-01', values: { SO2: '900' } },
      { date: '2025-06-01T00:00', values: { SO2: '900' } },
      { date: 'x2025-06-01', values: { SO2: '900' } },
    ]
    expect(itemOf(days, 'SO2', 'mean')).toMatchObject({ days: 362, exact: '10' })
  })

  test('zero is a value', () => {
    expect(itemOf(yearOf(2025, { change: () => ({ SO2: 0 }) }), 'SO2', 'mean')).toMatchObject({ days: 365, exact: '0' })
  })
})

describe('dust (环监测〔2016〕120号)', () => {
  test('leaves out the items named and no others, and does not make the year incomplete', () => {
    const days = yearOf(2025, { change: (at) => (at < 60 ? { PM10: '900', SO2: '70' } : {}) }).map((day, at) =>
      at < 60 ? { ...day, excluded: DUST_ITEMS } : day,
    )
    const both = evaluateAirYearBothWays(days, 2025)
    const [assessed, original] = [both?.assessed, both?.original].map((verdict) =>
      ['PM10', 'SO2'].map((item) => verdict?.items.find((row) => row.item === item)),
    )
    expect(DUST_ITEMS).toEqual(['PM10', 'PM2.5'])
    expect(assessed?.map((row) => [row?.days, row?.isValid, row?.value])).toEqual([
      [305, true, '40'],
      [365, true, '20'],
    ])
    // (60 × 900 + 305 × 40) ÷ 365 = 181.4 and (60 × 70 + 305 × 10) ÷ 365 = 19.9.
    expect(original?.map((row) => [row?.days, row?.judged])).toEqual([
      [365, '181'],
      [365, '20'],
    ])
    expect(evaluateAirYearBothWays(days, 2010)).toBeUndefined()
  })
})

describe('means of years and of areas', () => {
  test.each<[(string | null)[], number | undefined, string | undefined]>([
    [['20', '21', '23'], undefined, '21.3'],
    [['20.5', '21', '23'], 0, '22'],
    [['1', '1', '2'], 2, '1.33'],
    [['20', null, '23'], undefined, undefined],
    [['20', 'x', '23'], undefined, undefined],
    [['20', '23'], undefined, undefined],
    [['20', '21', '22', '23'], undefined, undefined],
    [['20', '21', '22', null], undefined, undefined],
    [[], undefined, undefined],
  ])('three years %j with %s decimals: %s', (values, digits, expected) => {
    expect(digits === undefined ? threeYearMean(values) : threeYearMean(values, digits)).toBe(expected)
  })

  // 75 % of the points, 50 % of fewer than four (HJ 663—2013 多点位评价规则).
  test.each<[FactValue[], string | undefined]>([
    [[1, 2, 3, null], '2'],
    [[1, 2, null, null], undefined],
    [[1, 2, 3, 4, 5, 6, null, null], '3.5'],
    [[1, 2, 3, 4, 5, null, null, null], undefined],
    [[1, null], '1'],
    [[1, 3, null], '2'],
    [[1, null, null], undefined],
    [[7], '7'],
    [[-1], undefined],
    [['x'], undefined],
    [[], undefined],
  ])('area %j: %s', (points, expected) => {
    const mean = areaMean(points, HJ663_2013)
    expect(mean && exactText(mean)).toBe(expected)
  })
})
