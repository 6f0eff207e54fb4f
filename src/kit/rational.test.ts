// Exact arithmetic: reading, comparing, averaging without a binary float.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ceilRational,
  compareDecimals,
  exactText,
  floorRational,
  formatDecimal,
  getDecimal,
  meanOf,
  parseDecimal,
  ratio,
  roundRational,
  toRational,
  trimZeros,
} from './rational.ts'

test('parseDecimal() reads plain and scientific texts and nothing else', () => {
  expect(parseDecimal('0.50')).toEqual({ units: 50n, scale: 2 })
  expect(parseDecimal('.5')).toEqual({ units: 5n, scale: 1 })
  expect(parseDecimal('2.8e-6')).toEqual({ units: 28n, scale: 7 })
  expect(parseDecimal('1e3')).toEqual({ units: 1000n, scale: 0 })
  for (const text of ['', '.', '-', 'e5', '1,000', '1 2', 'NaN', 'Infinity', '0x1f', '1e9999']) {
    expect(parseDecimal(text)).toBeUndefined()
  }
})

test('formatDecimal() gives back what parseDecimal() read', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.integer({ min: 0, max: 12 }), (units, scale) => {
      expect(parseDecimal(formatDecimal({ units, scale }))).toEqual({ units, scale })
    }),
  )
})

test('compareDecimals() sees through trailing zeros and beyond the digits of a float', () => {
  expect(compareDecimals(getDecimal('1.50'), getDecimal('1.5'))).toBe(0)
  expect(compareDecimals(getDecimal('0.30000000000000004'), getDecimal('0.3'))).toBe(1)
  expect(compareDecimals(getDecimal('-1'), getDecimal('0.1'))).toBe(-1)
})

test('ceilRational() and floorRational() enclose the fraction', () => {
  expect([ceilRational(ratio(7n, 2n)), floorRational(ratio(7n, 2n))]).toEqual([4n, 3n])
  expect([ceilRational(ratio(-7n, 2n)), floorRational(ratio(-7n, 2n))]).toEqual([-3n, -4n])
  expect([ceilRational(ratio(6n, -2n)), floorRational(ratio(6n, -2n))]).toEqual([-3n, -3n])
})

test('roundRational() and exactText() agree where the decimals end', () => {
  expect(roundRational(ratio(1n, 3n), 4)).toBe('0.3333')
  expect(roundRational(ratio(1n, 8n), 2)).toBe('0.12')
  expect(exactText(ratio(1n, 8n))).toBe('0.125')
  expect(exactText(ratio(1n, 3n))).toBeUndefined()
  expect(trimZeros('100')).toBe('100')
})

test('meanOf() is exact and needs a value', () => {
  expect(roundRational(meanOf(['0.1', '0.2', '0.3'].map((text) => toRational(getDecimal(text)))), 1)).toBe('0.2')
  expect(() => meanOf([])).toThrow('at least one value')
})
