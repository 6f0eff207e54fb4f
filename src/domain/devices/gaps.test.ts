// Missing periods: at the ends, in the middle, around midnight in Beijing, and never one that is there.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beijingInstant, DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { fetchRequests, findGaps, lookBackSpan, subtractSpans } from './gaps.ts'

const NOON = beijingInstant(2026, 11, 25, 12)
const hours = (...of: number[]): number[] => of.map((n) => NOON + n * HOUR_MS)
const day = { from: NOON, until: NOON + 6 * HOUR_MS }

describe('findGaps()', () => {
  test('finds what is missing at the begin, in the middle and at the end', () => {
    expect(findGaps({ intervalMs: HOUR_MS, span: day, present: hours(1, 2, 4) })).toEqual([
      { from: NOON, until: NOON + HOUR_MS },
      { from: NOON + 3 * HOUR_MS, until: NOON + 4 * HOUR_MS },
      { from: NOON + 5 * HOUR_MS, until: NOON + 6 * HOUR_MS },
    ])
  })

  test('is quiet where everything is there, once or twice, and beside the grid', () => {
    const present = hours(0, 0, 1, 2, 3, 4, 5).map((at, n) => at + n * 1000)
    expect(findGaps({ intervalMs: HOUR_MS, span: day, present })).toEqual([])
  })

  test('days begin at midnight in Beijing', () => {
    const from = beijingInstant(2026, 11, 20)
    const span = { from, until: from + 3 * DAY_MS }
    expect(findGaps({ intervalMs: DAY_MS, span, present: [from, from + 2 * DAY_MS] })).toEqual([
      { from: from + DAY_MS, until: from + 2 * DAY_MS },
    ])
  })

  test('gaps and what is there fill the span exactly, whatever is missing', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (there) => {
        const span = { from: NOON, until: NOON + there.length * 10 * MINUTE_MS }
        const present = there.flatMap((is, n) => (is ? [NOON + n * 10 * MINUTE_MS] : []))
        const gaps = findGaps({ intervalMs: 10 * MINUTE_MS, span, present })
        const missing = gaps.flatMap(({ from, until }) =>
          Array.from({ length: (until - from) / (10 * MINUTE_MS) }, (_, n) => from + n * 10 * MINUTE_MS),
        )
        expect(missing).toEqual(there.flatMap((is, n) => (is ? [] : [NOON + n * 10 * MINUTE_MS])))
      }),
    )
  })
})

test('subtractSpans() leaves what no other covers', () => {
  const span = { from: 0, until: 10 }
  expect(
    subtractSpans(
      [span],
      [
        { from: 6, until: 20 },
        { from: 2, until: 4 },
      ],
    ),
  ).toEqual([
    { from: 0, until: 2 },
    { from: 4, until: 6 },
  ])
  expect(subtractSpans([span], [{ from: 0, until: 10 }])).toEqual([])
})

test('lookBackSpan() ends with the last period that is due and has had its grace', () => {
  const ask = (minutes: number) =>
    lookBackSpan({ kind: 'hour', intervalMs: HOUR_MS, nowMs: NOON + minutes * MINUTE_MS, since: 0 }).until
  expect(ask(19)).toBe(NOON - HOUR_MS)
  expect(ask(20)).toBe(NOON)
  const since = NOON - 3 * HOUR_MS
  expect(lookBackSpan({ kind: 'hour', intervalMs: HOUR_MS, nowMs: NOON, since }).from).toBe(since)
})

test('fetchRequests() names first and last period, a day of minutes at a time', () => {
  const span = { from: NOON, until: NOON + DAY_MS + 10 * MINUTE_MS }
  expect(fetchRequests('minute', span, 10 * MINUTE_MS)).toEqual([
    { begin: NOON, end: NOON + DAY_MS - 10 * MINUTE_MS },
    { begin: NOON + DAY_MS, end: NOON + DAY_MS },
  ])
})
