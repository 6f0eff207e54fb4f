// Figures of the indicator board.
import { expect, test } from 'vitest'
import { differenceOf, listSummary } from './board.ts'

test('differenceOf() subtracts on digits and keeps the finer precision', () => {
  expect(differenceOf('96.16', '95.9')).toBe('+0.26')
  expect(differenceOf('20.4', '22')).toBe('−1.6')
  expect(differenceOf('0.3', '0.1')).toBe('+0.2')
  expect(differenceOf('-0.5', '0.25')).toBe('−0.75')
  expect(differenceOf('100', '100')).toBe('0')
  expect(differenceOf('60.00', '60')).toBe('0.00')
})

test('differenceOf() gives nothing where a value is missing', () => {
  expect(differenceOf(null, '1')).toBeUndefined()
  expect(differenceOf('1', undefined)).toBeUndefined()
  expect(differenceOf('<1', '1')).toBeUndefined()
})

test('listSummary() keeps the order of the states and drops empty ones', () => {
  expect(listSummary({ 'awaiting-city-target': 8, met: 3, 'not-met': 0 })).toEqual([
    { status: 'met', count: 3 },
    { status: 'awaiting-city-target', count: 8 },
  ])
})
