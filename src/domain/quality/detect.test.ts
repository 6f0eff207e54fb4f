// Each test of the rules on worked examples, and what must hold of any series.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beijingInstant, DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { checkQuality } from './check-quality.ts'
import type { QualityRule, RuleTest } from './rule.ts'
import type { Point, QualityWindow } from './window.ts'

const DAY = beijingInstant(2026, 3, 1)
const NOW = DAY + 10 * DAY_MS

type Value = number | null | Partial<Point>
const pointsOf = (values: readonly (Value | undefined)[], start = DAY): Point[] =>
  values.flatMap((value, n) => {
    if (value === undefined) return []
    const at = start + n * HOUR_MS
    const plain: Point = {
      at,
      value: null,
      low: null,
      high: null,
      total: null,
      flag: 'N',
      knownAt: at + HOUR_MS + MINUTE_MS,
    }
    return [typeof value === 'object' && value !== null ? { ...plain, ...value } : { ...plain, value }]
  })

const ruleOf = (check: RuleTest, factor = 'a'): QualityRule => ({
  id: 'r',
  version: 1,
  titleZh: '',
  titleEn: '',
  factor,
  sites: [],
  siteKinds: [],
  kinds: ['hour'],
  state: 'suspect',
  basis: { zh: '', en: '', sureness: 'ours' },
  check,
})

const windowOf = (series: Record<string, readonly Point[]>, part: Partial<QualityWindow> = {}): QualityWindow => ({
  siteCode: 's',
  siteKind: 'air',
  kind: 'hour',
  series: new Map(Object.entries(series)),
  entered: [],
  neighbours: new Map(),
  now: NOW,
  ...part,
})

/** Hours of the day that were found, as `5` or `5-7` (end excluded). */
function found(check: RuleTest, series: Record<string, readonly Point[]>, part: Partial<QualityWindow> = {}): string[] {
  const findings = checkQuality([ruleOf(check)], windowOf(series, part), { from: DAY, until: DAY + DAY_MS })
  return findings.map(({ from, until }) => {
    const [a, b] = [(from - DAY) / HOUR_MS, (until - DAY) / HOUR_MS]
    return b - a === 1 ? String(a) : `${a}-${b}`
  })
}

describe('range', () => {
  const check: RuleTest = { test: 'range', least: 0, most: 10 }
  test('takes its ends in, and leaves what the device has flagged', () => {
    expect(found(check, { a: pointsOf([0, 10, -0.1, 10.1, { value: 99, flag: 'M' }, null]) })).toEqual(['2-4'])
  })
  test('finds exactly the values outside, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 30 }), { maxLength: 24 }), (values) => {
        const findings = checkQuality([ruleOf(check)], windowOf({ a: pointsOf(values) }), {
          from: DAY,
          until: DAY + DAY_MS,
        })
        values.forEach((value, n) => {
          const at = DAY + n * HOUR_MS
          const isFound = findings.some(({ from, until }) => at >= from && at < until)
          expect(isFound).toBe(value < 0 || value > 10)
        })
      }),
    )
  })
})

test('rate tells the value after the leap, and only of neighbours near enough', () => {
  const check: RuleTest = { test: 'rate', mostPerHour: 10, withinHours: 2 }
  expect(found(check, { a: pointsOf([1, 12, 13, undefined, 33, undefined, undefined, 90]) })).toEqual(['1'])
  expect(found(check, { a: pointsOf([1, undefined, 22]) })).toEqual(['2'])
})

describe('persistence', () => {
  const check: RuleTest = { test: 'persistence', hours: 4, tolerance: 0, ignoreUpTo: 2 }
  test('needs the full time, lets small values rest, and a gap ends a run', () => {
    expect(found(check, { a: pointsOf([5, 5, 5, 6, 7, 7, 7, 7, 8, 1, 1, 1, 1, 1]) })).toEqual(['4-8'])
    expect(found(check, { a: pointsOf([5, 5, undefined, undefined, 5, 5]) })).toEqual([])
  })
  test('does not depend on where the day is cut out of a longer series', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 3, max: 4 }), { minLength: 120, maxLength: 120 }), (values) => {
        const all = pointsOf(values, DAY - 2 * DAY_MS)
        const near = all.filter(({ at }) => at >= DAY - DAY_MS && at < DAY + 2 * DAY_MS)
        expect(found(check, { a: near })).toEqual(found(check, { a: all }))
      }),
    )
  })
})

describe('gap', () => {
  const check: RuleTest = { test: 'gap', everyMinutes: 60, graceMinutes: 30 }
  test('tells missing periods after the first value, up to now less the grace', () => {
    const part = { now: DAY + 6 * HOUR_MS + 29 * MINUTE_MS }
    expect(found(check, { a: pointsOf([undefined, 1, undefined, 3]) }, part)).toEqual(['2', '4'])
    expect(found(check, { a: pointsOf([undefined, 1, undefined, 3]) }, { now: part.now + MINUTE_MS })).toEqual([
      '2',
      '4-6',
    ])
  })
  test('leaves who has been silent for a day to the scorecard', () => {
    expect(found(check, { a: pointsOf([1], DAY - 2 * DAY_MS) })).toEqual([])
    const apart = [...pointsOf([1], DAY - DAY_MS + 2 * HOUR_MS), ...pointsOf([1], DAY + 20 * HOUR_MS)]
    expect(found(check, { a: apart })).toEqual(['0-3', '21-24'])
  })
})

test('a spike stands out from both sides on the same side', () => {
  const check: RuleTest = { test: 'spike', mostStep: 10, ratio: 2, withinHours: 2 }
  expect(found(check, { a: pointsOf([5, 30, 6, 7, 30, 45, 60, 3, 4]) })).toEqual(['1'])
  expect(found(check, { a: pointsOf([30, 5, 29]) })).toEqual(['1'])
})

test('PM2.5 above PM10 of the same hour is told; equal is not (倒挂)', () => {
  const check: RuleTest = { test: 'order', partner: 'b', share: 0, tolerance: 0 }
  expect(found(check, { a: pointsOf([35, 60, 70]), b: pointsOf([50, 60, 69]) })).toEqual(['2'])
})

test('pH rests while COD moves', () => {
  const check: RuleTest = { test: 'frozen-partner', partner: 'b', hours: 4, tolerance: 0, leastMove: 0.5 }
  const still = pointsOf([7, 7, 7, 7, 7, 7])
  expect(found(check, { a: still, b: pointsOf([40, 90, 30, 80, 35, 60]) })).toEqual(['0-6'])
  expect(found(check, { a: still, b: pointsOf([40, 41, 40, 41, 40, 41]) })).toEqual([])
  expect(found(check, { a: pointsOf([7, 7.1, 7, 7.2, 7, 7.1]), b: pointsOf([40, 90, 30, 80, 35, 60]) })).toEqual([])
})

test('no flow with a load', () => {
  const check: RuleTest = { test: 'zero-flow', partner: 'b', zero: 0, leastPartner: 30 }
  expect(found(check, { a: pointsOf([0, 0, 5]), b: pointsOf([80, 10, 80]) })).toEqual(['0'])
})

test('a mean outside its least and greatest value', () => {
  const check: RuleTest = { test: 'mean-extremes', share: 0 }
  const point = (value: number, low: number, high: number) => ({ value, low, high })
  expect(found(check, { a: pointsOf([point(5, 1, 9), point(10, 1, 9), point(5, 9, 1), 5]) })).toEqual(['1-3'])
})

test('the amount is mean × flow: 50 mg/L in 120 m³ is 6 kg', () => {
  const check: RuleTest = { test: 'amount', partner: 'b', scale: 0.001, share: 0.1 }
  const cod = pointsOf([{ value: 50, total: 6 }, { value: 50, total: 5.5 }, { value: 50, total: 3 }, 50])
  const flow = pointsOf([1, 1, 1, 1].map(() => ({ value: 33, total: 120 })))
  expect(found(check, { a: cod, b: flow })).toEqual(['2'])
})

test('a site unlike the median of its neighbours', () => {
  const check: RuleTest = { test: 'neighbour', radiusKm: 10, leastNeighbours: 2, mostStep: 50, ratio: 1 }
  const near = (distanceKm: number, value: number) => ({ distanceKm, points: pointsOf([value, value, value]) })
  const neighbours = new Map([['a', [near(3, 40), near(5, 50), near(30, 900)]]])
  expect(found(check, { a: pointsOf([60, 200, 45]) }, { neighbours })).toEqual(['1'])
  expect(found(check, { a: pointsOf([60, 200, 45]) }, { neighbours: new Map([['a', [near(3, 40)]]]) })).toEqual([])
})

describe('window', () => {
  const check: RuleTest = { test: 'window', recoveryHours: 1, mostHours: 3 }
  test('tells the hour after service, by the device’s letters and by what a person entered', () => {
    const flagged = pointsOf([1, { value: 2, flag: 'C' }, 3, 4])
    expect(found(check, { a: flagged })).toEqual(['2'])
    const entered = [{ factor: null, from: DAY, until: DAY + 2 * HOUR_MS, state: 'maintenance' as const }]
    expect(found(check, { a: pointsOf([1, 2, 3, 4]) }, { entered })).toEqual(['2'])
  })
  test('tells service that lasts too long', () => {
    const long = pointsOf([1, ...Array.from({ length: 4 }, () => ({ value: 2, flag: 'M' })), 3])
    expect(found(check, { a: long })).toEqual(['1-6'])
  })
})

describe('clock', () => {
  const check: RuleTest = { test: 'clock', aheadMinutes: 10, behindMinutes: 60 }
  const late = (minutes: number, n: number) => ({ value: 1, knownAt: DAY + (n + 1) * HOUR_MS + minutes * MINUTE_MS })
  test('a value that arrives before its period is over proves a clock ahead', () => {
    expect(found(check, { a: pointsOf([late(1, 0), late(-15, 1), late(-9, 2)]) })).toEqual(['1'])
  })
  test('a whole day that lags evenly is a clock behind, a line that was down is not', () => {
    const even = Array.from({ length: 8 }, (_, n) => late(90 + (n % 3), n))
    expect(found(check, { a: pointsOf(even) })).toEqual(['0-8'])
    const down = Array.from({ length: 8 }, (_, n) => late(480 - n * 60, n))
    expect(found(check, { a: pointsOf(down) })).toEqual([])
  })
})

test('findings are cut at midnight and keep within the days asked', () => {
  const check: RuleTest = { test: 'range', least: 0, most: 10 }
  const points = pointsOf([99, 99, 99, 99], DAY + 22 * HOUR_MS)
  expect(found(check, { a: points })).toEqual(['22-24'])
})
