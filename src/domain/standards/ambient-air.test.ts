// Limits of ambient air at the midnights on which they change, multiples over them, and which days are good.
import { describe, expect, test } from 'vitest'
import { getDecimal } from '#kit/rational.ts'
import { beijingInstant } from '#kit/time.ts'
import { goodDayShare } from './air-year.ts'
import { ambientLimit, exceedanceMultiple, keepsLimit } from './ambient-air.ts'

describe('goodDayShare() (环监测〔2016〕120号, 优良天数比例)', () => {
  const day = (aqi: number | null, iaqi: Record<string, number | null> = {}, isDust?: boolean) => ({
    verdict: {
      aqi,
      items: Object.entries(iaqi).map(([key, sub]) => ({
        key,
        column: key,
        iaqi: sub,
        value: '1',
        unit: 'µg/m³',
        status: 'ok' as const,
        clause: '',
      })),
    },
    ...(isDust === undefined ? {} : { isDust }),
  })
  const original = (...days: ReturnType<typeof day>[]) => goodDayShare(days).original

  test('100 is good, 101 is not, a day without index is not valid', () => {
    expect(original(day(100), day(101), day(null), day(0))).toEqual({ good: 2, valid: 3, share: '66.7' })
    expect(original()).toEqual({ good: 0, valid: 0 })
    expect(original(day(null))).toEqual({ good: 0, valid: 0 })
  })

  test.each([
    ['particles alone', { PM10: 150, 'PM2.5': 120, O3_8h: 100 }, true, 0],
    ['ozone too', { PM10: 150, O3_8h: 101 }, true, 1],
    ['ozone alone', { PM10: 100, O3_8h: 150 }, true, 1],
    ['nothing above 100', { PM10: 100 }, true, 1],
    ['no sub-index', { PM10: null }, true, 1],
    ['particles, not confirmed', { PM10: 150 }, false, 1],
    ['particles, nothing said', { PM10: 150 }, undefined, 1],
    ['particles, a gas missing', { PM10: 150, SO2: null }, true, 0],
  ])('a dust day with %s', (_says, iaqi, isDust, valid) => {
    expect(goodDayShare([day(150, iaqi, isDust)]).assessed.valid).toBe(valid)
    expect(goodDayShare([day(150, iaqi, isDust)]).original.valid).toBe(1)
  })
})

describe('ambientLimit() and exceedanceMultiple() (GB 3095—2012, GB 3095—2026)', () => {
  test('limits change at Beijing midnight of 1 March 2026 and of 1 January 2031', () => {
    const at = (...date: [number, number, number]) => beijingInstant(...date)
    const pm10 = (instant: number) => ambientLimit('PM10', 'day', instant)?.grade2
    expect([pm10(at(2016, 1, 1)), pm10(at(2026, 3, 1) - 1), pm10(at(2026, 3, 1))]).toEqual([150, 150, 120])
    expect([pm10(at(2031, 1, 1) - 1), pm10(at(2031, 1, 1)), pm10(at(2050, 1, 1))]).toEqual([120, 100, 100])
    expect(pm10(at(2016, 1, 1) - 1)).toBeUndefined()
    expect(ambientLimit('PM10', 'hour', at(2025, 1, 1))).toBeUndefined()
    expect(ambientLimit('XYZ', 'day', at(2025, 1, 1))).toBeUndefined()
    expect(ambientLimit('NO2', 'hour', at(2025, 1, 1))).toMatchObject({ grade1: 200, grade2: 200 })
  })

  test.each([
    ['75', 75, true, undefined],
    ['75.0001', 75, false, '0.00'],
    ['92', 75, false, '0.23'],
    ['150', 60, false, '1.50'],
    ['0', 75, true, undefined],
  ])('%s against %i: kept %s, multiple %s', (value, limit, kept, multiple) => {
    expect([keepsLimit(getDecimal(value), limit), exceedanceMultiple(getDecimal(value), limit)]).toEqual([
      kept,
      multiple,
    ])
  })
})
