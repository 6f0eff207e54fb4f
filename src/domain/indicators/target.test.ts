// The comparators of the plan at their edges.
import { expect, test } from 'vitest'
import { judgeTarget } from './target.ts'

test.each([
  ['>=', 96, 96, 'met'],
  ['>=', 95.99, 96, 'not-met'],
  ['<=', 22, 22, 'met'],
  ['<', 22, 22, 'not-met'],
  ['=', 0, 0, 'met'],
])('judgeTarget() of %s with %s against %s is %4$s', (comparator, value, target, status) => {
  expect(judgeTarget(Number(value), { comparator: String(comparator), value: Number(target), setBy: 'plan' })).toBe(
    status,
  )
})

test('judgeTarget() waits for the city and never passes what cannot be judged', () => {
  expect(judgeTarget(5, { comparator: null, value: null, setBy: 'city_assignment' })).toBe('awaiting-city-target')
  expect(judgeTarget(null, { comparator: '>=', value: 96, setBy: 'plan' })).toBe('cannot-judge')
  expect(judgeTarget(5, { comparator: null, value: 96, setBy: 'plan' })).toBe('cannot-judge')
})
