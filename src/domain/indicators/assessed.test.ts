// What is compared with a target: the whole value, unless the formula rounds for the assessment.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareRationals, getDecimal, ratio, toRational } from '#kit/rational.ts'
import { assessedText } from './assessed.ts'
import { judgeTarget } from './target.ts'

test('assessedText() keeps the digits that a page does not show', () => {
  expect(assessedText(ratio(84996n, 1000n), { decimals: 2 })).toBe('84.996')
  expect(assessedText(ratio(85n, 1n), { decimals: 2 })).toBe('85.00')
  expect(assessedText(ratio(35000n, 365n), { decimals: 2 })).toBe('95.890410958904')
  expect(assessedText(ratio(221n, 10n), { decimals: 1, assess: { decimals: 0 } })).toBe('22')
})

test('a share is judged as the fraction itself is, for any count up to a million and any target in hundredths', () => {
  const million = fc.integer({ min: 1, max: 1_000_000 })
  fc.assert(
    fc.property(million, fc.nat(1_000_000), fc.integer({ min: 1, max: 10_000 }), (whole, some, hundredths) => {
      const part = Math.min(some, whole)
      const exact = ratio(BigInt(part) * 100n, BigInt(whole))
      const target = { comparator: '>=', value: hundredths / 100, setBy: 'plan' }
      const status = judgeTarget(Number(assessedText(exact, { decimals: 2 })), target)
      const limit = toRational(getDecimal((hundredths / 100).toFixed(2)))
      expect(status).toBe(compareRationals(exact, limit) >= 0 ? 'met' : 'not-met')
    }),
  )
})
