// Means of a day: validity by counted hours, and the ozone day.
import { describe, expect, test } from 'vitest'
import { beijingInstant } from '#kit/time.ts'
import { dayAverage } from './air-averages.ts'

const DAY = beijingInstant(2025, 4, 2)
const hours = (valid: number, value = '30'): (string | undefined)[] =>
  Array.from({ length: 24 }, (_, hour) => (hour < valid ? value : undefined))

describe('dayAverage()', () => {
  test('needs twenty valid hours (GB 3095—2012)', () => {
    expect(dayAverage('PM2.5', hours(20), DAY)).toMatchObject({ value: '30', used: 20, expected: 24, valid: true })
    expect(dayAverage('PM2.5', hours(19), DAY)).toMatchObject({ value: '30', used: 19, valid: false })
    expect(dayAverage('PM2.5', hours(19), DAY)?.why?.code).toBe('average.too-few-hours')
  })

  test('has no value without an hour', () => {
    expect(dayAverage('SO2', hours(0), DAY)).toMatchObject({ value: null, exact: null, valid: false })
  })

  test('takes the largest eight-hour mean of ozone', () => {
    const rising = Array.from({ length: 24 }, (_, hour) => String(10 * (hour + 1)))
    expect(dayAverage('O3_8h', rising, DAY)).toMatchObject({ exact: '205', used: 17, expected: 17, valid: true })
  })
})
