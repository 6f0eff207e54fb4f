// Percentiles, ozone days and shares at their bounds: one value, ties, missing hours, the last window of the day.
import { describe, expect, test } from 'vitest'
import { exactText, getDecimal, type Rational, roundRational, toRational, wholeNumber } from '#kit/rational.ts'
import { HJ663_2013 } from './catalog/hj663-2013.ts'
import { mda8, percentage, percentile, percentileText } from './statistics.ts'

const rationals = (...values: string[]): Rational[] => values.map((value) => toRational(getDecimal(value)))
const at = (values: readonly Rational[], p: string): string | undefined => {
  const found = percentile(values, p)
  return found && exactText(found)
}

describe('percentile() (HJ 663—2013 百分位数计算方法: k = 1 + (n − 1)·p)', () => {
  const five = rationals('10', '20', '40', '80', '160')
  test.each([
    ['0', '10'],
    // k = 1.4 → 10 + 10 × 0.4
    ['0.1', '14'],
    ['0.25', '20'],
    ['0.5', '40'],
    // k = 4.6 → 80 + 80 × 0.6
    ['0.90', '128'],
    // k = 4.92 → 80 + 80 × 0.92
    ['0.98', '153.6'],
    ['1', '160'],
  ])('of five values at %s is %s', (p, expected) => expect(at(five, p)).toBe(expected))

  test('of one value is that value, of two lies between, of none is nothing', () => {
    expect([at(rationals('7'), '0'), at(rationals('7'), '0.95'), at(rationals('7'), '1')]).toEqual(['7', '7', '7'])
    expect(at(rationals('1', '2'), '0.98')).toBe('1.98')
    expect(percentile([], '0.5')).toBeUndefined()
    expect(at(rationals('3', '3', '3'), '0.9')).toBe('3')
  })

  test.each(['-0.1', '1.01', '2'])('throws at %s, even of nothing', (p) => {
    expect(() => percentile(five, p)).toThrow(`Cannot take percentile ${p} as it must be 0 to 1`)
    expect(() => percentile([], p)).toThrow(RangeError)
  })

  test('of texts sorts first and rounds half to even', () => {
    expect(percentileText(['100', '9', '20'], '0.5', 0)).toBe('20')
    expect(percentileText(['1', '2'], '0.5', 0)).toBe('2')
    expect(percentileText(['2', '3'], '0.5', 0)).toBe('2')
    expect(percentileText([], '0.5', 1)).toBeUndefined()
  })
})

describe('mda8() (HJ 663—2013 臭氧日最大8小时平均规则)', () => {
  const rule = HJ663_2013.ozoneDay
  const limit = wholeNumber(160)
  const day = (value: (hour: number) => number | undefined): (Rational | undefined)[] =>
    Array.from({ length: 24 }, (_, hour) => {
      const found = value(hour)
      return found === undefined ? undefined : wholeNumber(found)
    })
  const judge = (value: (hour: number) => number | undefined) => {
    const found = mda8(day(value), rule, limit)
    return [found.valid, found.windows, found.value && roundRational(found.value, 2), found.endHour]
  }

  test('the first window ends at 8 and the last at 24', () => {
    expect(judge((hour) => (hour < 8 ? 80 : 0))).toEqual([true, 17, '80.00', 8])
    expect(judge((hour) => (hour >= 16 ? 80 : 0))).toEqual([true, 17, '80.00', 24])
    expect(judge((hour) => (hour === 12 ? 80 : 0))).toEqual([true, 17, '10.00', 13])
  })

  test('of equal windows the first is named', () => expect(judge(() => 50)).toEqual([true, 17, '50.00', 8]))

  test('a window of six hours counts with the mean of its six, one of five does not', () => {
    // Hours 0 and 1 missing: the window that ends at 8 has six.
    expect(judge((hour) => (hour < 2 ? undefined : hour < 8 ? 90 : 0))).toEqual([true, 17, '90.00', 8])
    expect(judge((hour) => (hour < 3 ? undefined : 60))).toEqual([true, 16, '60.00', 9])
  })

  test('fourteen windows make a day, thirteen only above the limit, at which it is not', () => {
    // With the first n hours missing the first window of six ends at n + 6: 17 − (n − 2) windows.
    const missing = (n: number, value: number) => judge((hour) => (hour < n ? undefined : value))
    expect(missing(5, 100)).toEqual([true, 14, '100.00', 11])
    expect(missing(6, 160)).toEqual([false, 13, '160.00', 12])
    expect(missing(6, 161)).toEqual([true, 13, '161.00', 12])
  })

  test('a single window, and none', () => {
    expect(judge((hour) => (hour < 8 ? 100 : undefined))).toEqual([false, 3, '100.00', 8])
    expect(judge((hour) => (hour < 5 ? 100 : undefined))).toEqual([false, 0, undefined, undefined])
    expect(mda8([], rule, limit)).toEqual({ valid: false, windows: 0 })
  })
})

describe('percentage() (HJ 663—2013 达标率公式)', () => {
  test.each([
    [347, 360, 1, '96.4'],
    [1, 3, 2, '33.33'],
    [1, 16, 1, '6.2'],
    [3, 16, 1, '18.8'],
    [0, 5, 1, '0.0'],
    [5, 5, 1, '100.0'],
    [0, 0, 1, undefined],
  ])('%i of %i with %i decimals is %s', (part, whole, digits, expected) => {
    expect(percentage(part, whole, digits)).toBe(expected)
  })
})
