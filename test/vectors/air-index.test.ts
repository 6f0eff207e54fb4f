// Worked examples of the air quality index and of air statistics, each with the clause it stands for.
import { describe, expect, test } from 'vitest'
import { evaluateAir } from '#domain/standards/air-index.ts'
import { ambientLimit, exceedanceMultiple, keepsLimit } from '#domain/standards/ambient-air.ts'
import { HJ633_2012 } from '#domain/standards/catalog/hj633-2012.ts'
import { HJ633_2026 } from '#domain/standards/catalog/hj633-2026.ts'
import { HJ663_2013 } from '#domain/standards/catalog/hj663-2013.ts'
import { HJ663_2026 } from '#domain/standards/catalog/hj663-2026.ts'
import { mda8, percentage, percentile, percentileText } from '#domain/standards/statistics.ts'
import type { AirVerdict } from '#domain/standards/verdict.ts'
import { exactText, getDecimal, type Rational, roundRational, toRational, wholeNumber } from '#kit/rational.ts'
import { roundHalfEven } from '#kit/round.ts'
import { beijingInstant } from '#kit/time.ts'

const indexOf = (verdict: AirVerdict, key: string): number | null | undefined =>
  verdict.items.find((item) => item.key === key)?.iaqi

describe('sub-index of a daily mean (HJ 633—2012 表1, HJ 633—2026 表3)', () => {
  test.each([
    [HJ633_2012, 'PM2.5', 58, 79],
    [HJ633_2012, 'PM2.5', 96, 127],
    [HJ633_2012, 'PM2.5', 60, 82],
    [HJ633_2012, 'PM2.5', 75, 100],
    [HJ633_2026, 'PM2.5', 58, 96],
    [HJ633_2026, 'PM2.5', 96, 133],
    [HJ633_2026, 'PM2.5', 60, 100],
    [HJ633_2012, 'PM10', 135, 93],
    [HJ633_2012, 'O3_8h', 165, 105],
    [HJ633_2026, 'O3_8h', 165, 105],
  ])('$id: %s %s → %i', (edition, key, value, expected) => {
    expect(indexOf(evaluateAir(edition, 'air-day', { [key]: value }), key)).toBe(expected)
  })
})

describe('daily index (HJ 633—2012)', () => {
  test('seven indicators give 90 with eight-hour ozone as primary (日报规则)', () => {
    const facts = { SO2: 12, NO2: 38, PM10: 72, 'PM2.5': 41, CO: '0.9', O3_1h: 188, O3_8h: 147 }
    const verdict = evaluateAir(HJ633_2012, 'air-day', facts)
    expect(Object.fromEntries(verdict.items.map(({ key, iaqi }) => [key, iaqi]))).toEqual({
      SO2: 12,
      NO2: 48,
      PM10: 61,
      'PM2.5': 58,
      CO: 23,
      O3_1h: 85,
      O3_8h: 90,
    })
    expect([verdict.aqi, verdict.primary]).toEqual([90, ['O3_8h']])
  })

  test('a tie names both pollutants (首要污染物规则)', () => {
    const verdict = evaluateAir(HJ633_2012, 'air-day', { PM10: 100, 'PM2.5': 55 })
    expect([...verdict.primary].sort()).toEqual(['PM10', 'PM2.5'])
    expect([indexOf(verdict, 'PM10'), indexOf(verdict, 'PM2.5')]).toEqual([75, 75])
  })

  test('at 50 or below there is no primary pollutant (首要污染物规则)', () => {
    const verdict = evaluateAir(HJ633_2012, 'air-day', { 'PM2.5': 30, O3_8h: 90 })
    expect([verdict.aqi, verdict.primary, verdict.level]).toEqual([45, [], '优'])
  })
})

test('a published hour of 荔园, Shenzhen, 2020-04-02 08h, is reproduced (HJ 633—2012 实时报发布实践)', () => {
  const facts = { 'PM2.5': 45, PM10: 63, CO: 0.9, NO2: 24, O3_1h: 61, SO2: 8 }
  const verdict = evaluateAir(HJ633_2012, 'air-hour', facts)
  expect([verdict.aqi, verdict.primary, verdict.level]).toEqual([63, ['PM2.5'], '良'])
})

describe('a missing pollutant (HJ 633—2026 5.3.1)', () => {
  const others = { SO2: 5, NO2: 20, CO: 0.5, 'PM2.5': 20 }
  test('withholds the index at 95', () => {
    const verdict = evaluateAir(HJ633_2026, 'air-day', { ...others, O3_8h: 154 })
    expect([indexOf(verdict, 'O3_8h'), verdict.aqi, verdict.judged]).toEqual([95, null, false])
    expect(verdict.why?.code).toBe('air.pollutant-missing')
  })
  test('publishes it at 105', () => {
    expect(evaluateAir(HJ633_2026, 'air-day', { ...others, O3_8h: 165 }).aqi).toBe(105)
  })
  test('does not count what is not monitored by design', () => {
    const verdict = evaluateAir(HJ633_2026, 'air-day', { ...others, O3_8h: 154 }, { notMonitored: ['PM10'] })
    expect(verdict.aqi).toBe(95)
  })
})

describe('statistics of a year (HJ 663—2013)', () => {
  const days = ['60', '72', '85', '90', '98', '110', '121', '135', '150', '176']
  test('the 90th percentile of ten ozone days is 152.6, evaluated as 153 (百分位数计算方法)', () => {
    expect(percentileText(days, '0.9', 1)).toBe('152.6')
    expect(percentileText(days, '0.9', 0)).toBe('153')
    expect(keepsLimit(getDecimal('153'), 160)).toBe(true)
  })
  test('the 95th percentile of 1 to 324 is 307.85 (百分位数计算方法)', () => {
    const values = Array.from({ length: 324 }, (_, at) => wholeNumber(at + 1))
    const found = percentile(values, '0.95')
    expect(found && exactText(found)).toBe('307.85')
  })
  test('347 good days of 360 valid ones are 96.4 % (达标率公式)', () => {
    expect(percentage(347, 360)).toBe('96.4')
    expect(percentage(347, 365)).toBe('95.1')
    expect(percentage(0, 0)).toBeUndefined()
  })
  test('the exceedance multiple has two decimals (超标倍数公式)', () => {
    expect(exceedanceMultiple(getDecimal('92'), 75)).toBe('0.23')
    expect(exceedanceMultiple(getDecimal('92'), 60)).toBe('0.53')
    expect(exceedanceMultiple(getDecimal('75'), 75)).toBeUndefined()
  })
})

describe('ozone day with 13 windows (HJ 663—2013 臭氧规则, HJ 663—2026 6.1.2)', () => {
  // The first six hours are missing, so the windows that end at 08 to 11 have too few hours.
  const day = (value: number): (Rational | undefined)[] =>
    Array.from({ length: 24 }, (_, hour) => (hour < 6 ? undefined : wholeNumber(hour < 16 ? 100 : value)))
  const limit = wholeNumber(160)

  test.each([HJ663_2013, HJ663_2026])('$id: 158 is no valid day, 172 is', ({ ozoneDay }) => {
    expect(mda8(day(158), ozoneDay, limit)).toMatchObject({ valid: false, windows: 13 })
    const high = mda8(day(172), ozoneDay, limit)
    expect(high.valid && [high.windows, roundRational(high.value, 0), high.endHour]).toEqual([13, '172', 24])
  })

  test('with all hours there are 17 windows and 158 is valid', () => {
    const whole = day(158).map((value) => value ?? wholeNumber(100))
    expect(mda8(whole, HJ663_2013.ozoneDay, limit)).toMatchObject({ valid: true, windows: 17 })
  })

  test('a day without any window has no value', () => {
    expect(mda8([], HJ663_2013.ozoneDay, limit)).toEqual({ valid: false, windows: 0 })
  })
})

test('a yearly PM2.5 of 32 passes in 2025 and fails in 2026 and 2031 (GB 3095—2012 表1, GB 3095—2026 表1)', () => {
  const judge = (year: number) => {
    const limit = ambientLimit('PM2.5', 'year', beijingInstant(year, 6, 1))?.grade2 ?? 0
    return [limit, keepsLimit(getDecimal('32'), limit)]
  }
  expect([judge(2025), judge(2026), judge(2031)]).toEqual([
    [35, true],
    [30, false],
    [25, false],
  ])
  expect(ambientLimit('PM2.5', 'year', beijingInstant(2030, 12, 31, 23))?.grade2).toBe(30)
  expect(ambientLimit('PM2.5', 'year', beijingInstant(2031, 1, 1))?.grade2).toBe(25)
})

test('NO2 of 50 at 273.15 K is 45.8075 at 298.15 K, rounded 46 (GB 3095—2012 修改单)', () => {
  const converted = { n: toRational(getDecimal('50')).n * 27315n, d: 29815n }
  expect(roundRational(converted, 4)).toBe('45.8075')
  expect(roundHalfEven(roundRational(converted, 4), 0)).toBe('46')
})
