// Rounding on decimal digits: half to even, and up.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ceilDecimal, roundHalfEven } from './round.ts'

describe('roundHalfEven()', () => {
  test.each([
    ['12.5', 0, '12'],
    ['13.5', 0, '14'],
    ['12.51', 0, '13'],
    ['0.25', 1, '0.2'],
    ['0.35', 1, '0.4'],
    ['22.5', 0, '22'],
    ['23.5', 0, '24'],
    ['-2.5', 0, '-2'],
    ['15.4546', 0, '15'],
    ['1.050', 1, '1.0'],
    ['7', 2, '7.00'],
    ['-0.4', 0, '0'],
    ['2.5e1', 0, '25'],
    ['99999999999999999999.5', 0, '100000000000000000000'],
  ])('rounds %s to %i places as %s', (text, digits, expected) => {
    expect(roundHalfEven(text, digits)).toBe(expected)
  })

  test('refuses what is no decimal number', () => {
    expect(() => roundHalfEven('1,5', 0)).toThrow('Cannot round "1,5"')
    expect(() => roundHalfEven('', 0)).toThrow(RangeError)
  })

  test('never moves a value by more than half of the last place', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9_999_999, max: 9_999_999 }),
        fc.integer({ min: 0, max: 3 }),
        (thousandths, digits) => {
          const sign = thousandths < 0 ? '-' : ''
          const magnitude = String(Math.abs(thousandths)).padStart(4, '0')
          const rounded = roundHalfEven(`${sign}${magnitude.slice(0, -3)}.${magnitude.slice(-3)}`, digits)
          const moved = Math.abs(Math.round(Number(rounded) * 1000) - thousandths)
          expect(moved).toBeLessThanOrEqual(Math.floor(10 ** (3 - digits) / 2))
        },
      ),
    )
  })
})

describe('ceilDecimal()', () => {
  test.each([
    ['96', '96'],
    ['96.000', '96'],
    ['96.0000000000000000001', '97'],
    ['-1.5', '-1'],
    ['0', '0'],
  ])('rounds %s up to %s', (text, expected) => {
    expect(ceilDecimal(text)).toBe(expected)
  })
})
