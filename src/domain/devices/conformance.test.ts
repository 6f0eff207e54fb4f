// The score of a device: worked examples, and bounds whatever the findings.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CONFORMANCE_RULES, scoreConformance } from './conformance.ts'

test('scoreConformance() is 100 without findings and unknown without frames', () => {
  expect(scoreConformance([[], []])).toEqual({ score: 100, frames: 2, deductions: [] })
  expect(scoreConformance([]).score).toBeNull()
})

test('scoreConformance() takes the weight of a rule times the share of frames, and names both', () => {
  const { score, deductions } = scoreConformance([['crc.modbus'], [], ['crc.lower-case'], []])
  // 40 × 1/4 and 3 × 1/4, the latter 0.8 after rounding.
  expect(deductions.map(({ rule, points, frames }) => ({ rule, points, frames }))).toEqual([
    { rule: 'crc', points: 10, frames: 1 },
    { rule: 'text', points: 0.8, frames: 1 },
  ])
  expect(score).toBe(89.2)
})

test('two findings of one rule in one frame cost once', () => {
  expect(scoreConformance([['crc.stale', 'crc.impossible']]).deductions).toMatchObject([{ points: 40, frames: 1 }])
})

test('the score stays within 0 and 100', () => {
  const codes = CONFORMANCE_RULES.flatMap((rule) => rule.codes)
  fc.assert(
    fc.property(fc.array(fc.subarray(codes), { minLength: 1, maxLength: 30 }), (frames) => {
      const { score } = scoreConformance(frames)
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(100)
    }),
  )
})
