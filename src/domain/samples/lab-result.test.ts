// Results of laboratories with their detection limits.
import { expect, test } from 'vitest'
import { readLabResult } from './lab-result.ts'

const read = (result: string, limit = '', unit = '') => readLabResult({ result, limit, unit }, 'mg/L')

test.each([
  ['0.31', '', { value: 0.31, limit: null, isBelow: false }],
  ['0.31', '0.025', { value: 0.31, limit: 0.025, isBelow: false }],
  ['<0.025', '', { value: null, limit: 0.025, isBelow: true }],
  ['0.025L', '0.025', { value: null, limit: 0.025, isBelow: true }],
  ['ND', '0.025', { value: null, limit: 0.025, isBelow: true }],
  ['未检出', '0.025', { value: null, limit: 0.025, isBelow: true }],
])('readLabResult(%s, limit %s)', (result, limit, expected) => {
  expect(read(result, limit)).toEqual(expected)
})

test('readLabResult() converts result and limit together', () => {
  expect(read('310', '25', 'ug/L')).toEqual({ value: 0.31, limit: 0.025, isBelow: false })
})

test.each([
  ['ND', '', '', 'samples.limit-missing'],
  ['<0.5', '0.3', '', 'samples.limits-differ'],
  ['0.2', '0.3', '', 'samples.below-own-limit'],
  ['wet', '', '', 'samples.result-unreadable'],
  ['', '', '', 'samples.result-missing'],
  ['0.2', '-1', '', 'samples.limit-unreadable'],
  ['0.2', '', 'dB', 'samples.unit-unfit'],
])('readLabResult(%s, limit %s, unit %s) refuses: %s', (result, limit, unit, refused) => {
  expect(read(result, limit, unit)).toMatchObject({ refused })
})
