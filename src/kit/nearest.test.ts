// The nearest known word, and none where nothing is near.
import { expect, test } from 'vitest'
import { findNearest, likeable, likenessOf } from './nearest.ts'

test('findNearest() finds what was meant, and nothing where nothing is near', () => {
  expect(findNearest('pm25', ['PM2.5', 'PM10', 'SO2'])).toBe('PM2.5')
  expect(findNearest('percnt', ['mean', 'percent', 'reported'])).toBe('percent')
  expect(findNearest('=<', ['<=', '<', '>='])).toBe('<=')
  expect(findNearest('share', ['percent', 'change'])).toBeUndefined()
  expect(findNearest('wind', ['judged', 'aqi', 'class'])).toBeUndefined()
  expect(findNearest('x', [])).toBeUndefined()
})

test('likenessOf() is the share of pairs of letters that two texts have in common', () => {
  const of = (one: string, other: string): number => likenessOf(likeable(one), likeable(other))
  expect(of('天然林保护', '天然林修复')).toBe(0.5)
  expect(of('“一街一站”', '一街一站')).toBe(1)
  expect(of('PM2.5', 'pm25')).toBe(1)
  expect(of('水', '水')).toBe(0)
})
