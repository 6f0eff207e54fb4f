// Numbers of raw records: rising, never given twice, placed in time.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordIds, recordTimeRange } from './record-id.ts'

const NOW = Date.UTC(2026, 10, 24)
const instants = fc.array(fc.integer({ min: NOW - 5_000, max: NOW + 5_000 }), { minLength: 1, maxLength: 400 })

test('recordIds() rises whatever the clock does', () => {
  fc.assert(
    fc.property(fc.nat({ max: 127 }), instants, (place, times) => {
      const ids = recordIds(place)
      const given = times.map((now) => ids.next(now))
      expect(given.every((id, n) => n === 0 || id > (given[n - 1] ?? 0))).toBe(true)
      expect(given.every(Number.isSafeInteger)).toBe(true)
    }),
  )
})

test('recordIds() of 128 writers at the same moment never meet, nor in a burst', () => {
  const writers = Array.from({ length: 128 }, (_, place) => recordIds(place))
  const given = writers.flatMap((ids) => Array.from({ length: 200 }, () => ids.next(NOW)))
  expect(new Set(given).size).toBe(128 * 200)
})

test('recordIds() orders records of different writers by time', () => {
  fc.assert(
    fc.property(fc.nat({ max: 127 }), fc.nat({ max: 127 }), fc.integer({ min: 1, max: 1e9 }), (one, other, laterMs) => {
      expect(recordIds(one).next(NOW)).toBeLessThan(recordIds(other).next(NOW + laterMs))
    }),
  )
})

test('recordTimeRange() holds the arrival time, in a burst and with a clock set back', () => {
  const ids = recordIds(77)
  const isWithin = (now: number): boolean => {
    const { fromMs, untilMs } = recordTimeRange(ids.next(now))
    return fromMs <= now && now < untilMs
  }
  expect(Array.from({ length: 100_000 }, () => isWithin(NOW)).every(Boolean)).toBe(true)
  expect(Array.from({ length: 100 }, () => isWithin(NOW - 50 * 60_000)).every(Boolean)).toBe(true)
})
