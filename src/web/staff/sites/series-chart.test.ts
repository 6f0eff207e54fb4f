// The course of factors as a chart.
import { expect, test } from 'vitest'
import { beijingInstant } from '#kit/time.ts'
import { isLimitDrawn, periodLabel } from './series-chart.ts'

const at = beijingInstant(2020, 4, 3, 23)
const limit = (value: number) => ({ value, text: { zh: '', en: '' }, edition: '' })

test('periodLabel() names an hour by both ends, across midnight too', () => {
  expect(periodLabel(at, 'hour')).toBe('2020-04-03 23:00–00:00')
  expect(periodLabel(at, 'day')).toBe('2020-04-03')
  expect(periodLabel(at, 'minute')).toBe('2020-04-03 23:00')
})

test('isLimitDrawn() leaves out a limit that would flatten the course', () => {
  const points: [number, number | null, string][] = [
    [at, 40, 'N'],
    [at, null, 'M'],
  ]
  expect(isLimitDrawn({ points, limit: limit(75) })).toBe(true)
  expect(isLimitDrawn({ points, limit: limit(500) })).toBe(false)
  expect(isLimitDrawn({ points, limit: null })).toBe(false)
})
