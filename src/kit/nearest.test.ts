// The nearest known word, and none where nothing is near.
import { expect, test } from 'vitest'
import { findNearest } from './nearest.ts'

test('findNearest() finds what was meant, and nothing where nothing is near', () => {
  expect(findNearest('pm25', ['PM2.5', 'PM10', 'SO2'])).toBe('PM2.5')
  expect(findNearest('percnt', ['mean', 'percent', 'reported'])).toBe('percent')
  expect(findNearest('=<', ['<=', '<', '>='])).toBe('<=')
  expect(findNearest('share', ['percent', 'change'])).toBeUndefined()
  expect(findNearest('wind', ['judged', 'aqi', 'class'])).toBeUndefined()
  expect(findNearest('x', [])).toBeUndefined()
})
