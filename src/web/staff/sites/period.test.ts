// Periods of the site page.
import { expect, test } from 'vitest'
import { beijingInstant } from '#kit/time.ts'
import { readPeriod, spanOf, stepPeriod } from './period.ts'

const NEWEST = beijingInstant(2020, 4, 5, 10)

test('readPeriod() keeps to the lengths of the kind and to real days', () => {
  expect(readPeriod('hour', '7', '2020-04-03')).toEqual({ days: 7, on: '2020-04-03' })
  expect(readPeriod('hour', '90', '2020-02-31')).toEqual({ days: 3, on: undefined })
  expect(readPeriod('day', undefined, 'yesterday')).toEqual({ days: 90, on: undefined })
})

test('spanOf() ends with the newest data, or with the chosen day', () => {
  expect(spanOf({ days: 1, on: undefined }, NEWEST)).toEqual({ from: beijingInstant(2020, 4, 4, 10), until: NEWEST })
  expect(spanOf({ days: 1, on: '2020-04-03' }, NEWEST)).toEqual({
    from: beijingInstant(2020, 4, 3),
    until: beijingInstant(2020, 4, 4),
  })
  expect(spanOf({ days: 0.25, on: undefined }, NEWEST - 1).until).toBe(NEWEST)
})

test('stepPeriod() goes back a length and forward again to the newest', () => {
  const back = stepPeriod({ days: 1, on: undefined }, NEWEST, -1)
  expect(back).toEqual({ days: 1, on: '2020-04-04' })
  expect(stepPeriod(back, NEWEST, 1)).toEqual({ days: 1, on: undefined })
  expect(stepPeriod({ days: 7, on: '2020-04-01' }, NEWEST, -1).on).toBe('2020-03-25')
})
