// A key is told from its eightieth day on and over with its ninetieth.
import { expect, test } from 'vitest'
import { DAY_MS } from '#kit/time.ts'
import { keyAge } from './key-age.ts'

test.each([
  [0, 90, 'good'],
  [79.9, 11, 'good'],
  [80, 10, 'ending'],
  [89.99, 1, 'ending'],
  [90, 0, 'over'],
  [93, -3, 'over'],
])('keyAge() after %s days: %s left, %s', (days, daysLeft, state) => {
  expect(keyAge(1_000, 1_000 + days * DAY_MS)).toEqual({ daysLeft, state })
})
