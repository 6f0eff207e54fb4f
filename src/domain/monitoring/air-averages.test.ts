// Means of a day: validity by counted hours, and the ozone day.
import { describe, expect, test } from 'vitest'
import { beijingInstant } from '#kit/time.ts'
import { type DayItem, dayAverage } from './air-averages.ts'

const DAY = beijingInstant(2025, 4, 2)
const hours = (valid: number, value = '30'): (string | undefined)[] =>
  Array.from({ length: 24 }, (_, hour) => (hour < valid ? value : undefined))
const over = (item: DayItem, values: (string | undefined)[]) => dayAverage(item, values, { start: DAY, isOver: true })

describe('dayAverage()', () => {
  test('needs twenty valid hours (GB 3095—2012)', () => {
    expect(over('PM2.5', hours(20))).toEqual({ value: '30', exact: '30', used: 20, expected: 24, valid: true })
    expect(over('PM2.5', hours(19))).toMatchObject({ value: '30', used: 19, valid: false })
    expect(over('PM2.5', hours(19)).why?.code).toBe('average.too-few-hours')
  })
  test('has no value without an hour', () => {
    expect(over('SO2', hours(0))).toMatchObject({ value: null, used: 0, valid: false })
  })
  test('takes the largest eight-hour mean of ozone', () => {
    const rising = Array.from({ length: 24 }, (_, hour) => String(10 * (hour + 1)))
    expect(over('O3_8h', rising)).toMatchObject({ exact: '205', used: 17, expected: 17, valid: true })
  })
  test('has a valid ozone day with few windows only where the largest exceeds the limit (HJ 663—2013)', () => {
    expect(over('O3_8h', hours(12, '150'))).toMatchObject({ used: 7, valid: false })
    expect(over('O3_8h', hours(12, '170'))).toMatchObject({ used: 7, valid: true, value: '170' })
  })
  test('keeps carbon monoxide to one decimal, half to even, and the exact mean beside it', () => {
    const mixed = Array.from({ length: 24 }, (_, hour) => (hour % 2 === 0 ? '0.8' : '0.9'))
    expect(over('CO', mixed)).toMatchObject({ value: '0.8', exact: '0.85' })
  })
  test('says that a running day cannot be judged yet', () => {
    const running = dayAverage('PM2.5', hours(9), { start: DAY, isOver: false })
    expect(running).toMatchObject({ valid: false, why: { code: 'average.day-in-progress' } })
    expect(dayAverage('PM2.5', hours(20), { start: DAY, isOver: false }).valid).toBe(true)
  })
})
