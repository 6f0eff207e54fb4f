// The index under either edition: caps, gaps, nonsense, and properties that hold for every hour.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { getDecimal } from '#kit/rational.ts'
import { evaluateAir, levelOf, subIndex } from './air-index.ts'
import { HJ633_2012 } from './catalog/hj633-2012.ts'
import { HJ633_2026 } from './catalog/hj633-2026.ts'
import { reevaluate } from './evaluate.ts'
import { explain } from './explain.ts'
import type { Facts } from './verdict.ts'

const FULL: Facts = { 'PM2.5': 20, PM10: 40, SO2: 5, NO2: 20, CO: 0.5, O3_1h: 60 }
const EDITIONS = [HJ633_2012, HJ633_2026]
const itemOf = (facts: Facts, key: string, edition = HJ633_2012) =>
  evaluateAir(edition, 'air-hour', facts).items.find((item) => item.key === key)

describe('evaluateAir()', () => {
  test('gives 500 above the table and says so', () => {
    const verdict = evaluateAir(HJ633_2012, 'air-hour', { ...FULL, PM10: 765 })
    expect([verdict.aqi, verdict.level, verdict.primary]).toEqual([500, '严重污染', ['PM10']])
    expect(verdict.findings.map(({ code, item }) => [code, item])).toEqual([['value.above-table', 'PM10']])
  })

  test('gives one-hour sulphur dioxide above 800 no index in 2012 and 200 in 2026', () => {
    expect(itemOf({ ...FULL, SO2: 801 }, 'SO2')).toMatchObject({ iaqi: null, status: 'no-sub-index' })
    expect(itemOf({ ...FULL, SO2: 801 }, 'SO2', HJ633_2026)).toMatchObject({ iaqi: 200, status: 'above-top' })
    expect(itemOf({ ...FULL, SO2: 800 }, 'SO2')?.iaqi).toBe(200)
    expect(itemOf({ ...FULL, SO2: 801, SO2_24h: 475 }, 'SO2')).toMatchObject({ iaqi: 150, column: 'SO2_24h' })
  })

  test('gives eight-hour ozone above 800 no index in 2012 and 300 in 2026', () => {
    const day = { ...FULL, O3_8h: 801 }
    const old = evaluateAir(HJ633_2012, 'air-day', { ...day, O3_1h: 900 })
    expect(old.items.map(({ key, iaqi }) => [key, iaqi]).filter(([key]) => String(key).startsWith('O3'))).toEqual([
      ['O3_8h', null],
      ['O3_1h', 350],
    ])
    expect([old.aqi, old.primary]).toEqual([350, ['O3_1h']])
    expect(evaluateAir(HJ633_2026, 'air-day', day).aqi).toBe(300)
  })

  test('leaves the one-hour ozone out of the daily index where the caller wants eight hours only', () => {
    const facts = { ...FULL, O3_8h: 100, O3_1h: 300 }
    expect(evaluateAir(HJ633_2012, 'air-day', facts).aqi).toBe(150)
    expect(evaluateAir(HJ633_2012, 'air-day', facts, { dailyOzone: 'eight-hour' }).aqi).toBe(50)
    expect(evaluateAir(HJ633_2026, 'air-day', facts).aqi).toBe(50)
  })

  test('publishes on a gap under 2012 unless told to withhold, and withholds under 2026 whatever is said', () => {
    const gap = { ...FULL, PM10: null, 'PM2.5': 70 }
    expect(evaluateAir(HJ633_2012, 'air-hour', gap).aqi).toBe(94)
    expect(evaluateAir(HJ633_2012, 'air-hour', gap, { onGap: 'withhold' })).toMatchObject({ aqi: null, judged: false })
    expect(evaluateAir(HJ633_2026, 'air-hour', { ...gap, 'PM2.5': 50 }, { onGap: 'publish' }).aqi).toBeNull()
    expect(evaluateAir(HJ633_2026, 'air-hour', gap).aqi).toBe(110)
  })

  test('rounds inputs half to even before the index under 2026 only', () => {
    expect(itemOf({ ...FULL, 'PM2.5': '35.5' }, 'PM2.5', HJ633_2026)).toMatchObject({ used: '36', iaqi: 52 })
    expect(itemOf({ ...FULL, 'PM2.5': '34.5' }, 'PM2.5', HJ633_2026)).toMatchObject({ used: '34', iaqi: 49 })
    expect(itemOf({ ...FULL, 'PM2.5': '35.5' }, 'PM2.5')).toMatchObject({ iaqi: 51 })
    expect(itemOf({ ...FULL, CO: '0.25' }, 'CO', HJ633_2026)).toMatchObject({ used: '0.2', iaqi: 2 })
  })

  test('floors an all-zero hour at 1 under 2026 and leaves 0 under 2012', () => {
    const zero = Object.fromEntries(Object.keys(FULL).map((key) => [key, 0]))
    expect([evaluateAir(HJ633_2012, 'air-hour', zero).aqi, evaluateAir(HJ633_2026, 'air-hour', zero).aqi]).toEqual([
      0, 1,
    ])
  })

  test.each([
    [-1, 'value.negative'],
    ['abc', 'value.not-a-number'],
    ['<5', 'value.not-a-number'],
    [Number.POSITIVE_INFINITY, 'value.not-a-number'],
    ['1e9', 'value.out-of-range'],
  ])('takes %s as missing with finding %s', (value, code) => {
    const verdict = evaluateAir(HJ633_2012, 'air-hour', { ...FULL, SO2: value })
    expect(verdict.findings.map((finding) => finding.code)).toEqual([code])
    expect(verdict.items.find(({ key }) => key === 'SO2')).toMatchObject({ status: 'rejected', iaqi: null })
  })

  test('cannot judge where nothing is there', () => {
    for (const mark of ['', 'NA', '--', '*', '—', Number.NaN, null, undefined]) {
      const verdict = evaluateAir(HJ633_2012, 'air-hour', { SO2: mark })
      expect([verdict.judged, verdict.aqi, verdict.why?.code]).toEqual([false, null, 'air.no-values'])
      expect(verdict.findings).toEqual([])
    }
  })
})

const tenths = (most: number) => fc.integer({ min: 0, max: most * 10 }).map((value) => String(value / 10))
const facts = fc.record({
  'PM2.5': tenths(700),
  PM10: tenths(900),
  SO2: tenths(900),
  NO2: tenths(4000),
  CO: tenths(200),
  O3_1h: tenths(1500),
})
const anything = fc.dictionary(
  fc.constantFrom(...Object.keys(FULL), 'O3_8h', 'SO2_24h'),
  fc.oneof(fc.double(), fc.string(), fc.constantFrom(null, undefined), tenths(900)),
)

describe('for every set of facts', () => {
  test('the index is never below any sub-index and lies within 0 to 500', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...EDITIONS), (given, edition) => {
        const { aqi, items } = evaluateAir(edition, 'air-hour', given)
        if (aqi === null) return
        expect(aqi).toBeGreaterThanOrEqual(edition.floor)
        expect(aqi).toBeLessThanOrEqual(500)
        for (const { iaqi } of items) if (iaqi !== null) expect(aqi).toBeGreaterThanOrEqual(iaqi)
      }),
    )
  })

  test('a sub-index never falls as the concentration rises', () => {
    const pair = fc.tuple(fc.nat(9_000), fc.nat(9_000))
    fc.assert(
      fc.property(pair, fc.constantFrom(...EDITIONS), ([a, b], edition) => {
        for (const { item } of edition.limits) {
          const [low, high] = [Math.min(a, b), Math.max(a, b)].map((value) =>
            subIndex(edition, item, getDecimal(value / 10)),
          )
          if (low !== null && low !== undefined && high !== null && high !== undefined)
            expect(low).toBeLessThanOrEqual(high)
        }
      }),
    )
  })

  test('the level is the one whose range holds the index', () => {
    for (const edition of EDITIONS) {
      for (let aqi = edition.floor; aqi <= 500; aqi += 1) {
        const { least, most } = levelOf(edition, aqi)
        expect(least <= aqi && (most === null || aqi <= most)).toBe(true)
      }
    }
  })

  test('nonsense gives findings, never an exception or NaN; inputs give the same verdict again; it can be explained', () => {
    const subject = fc.constantFrom('air-hour' as const, 'air-day' as const)
    fc.assert(
      fc.property(anything, fc.constantFrom(...EDITIONS), subject, (given, edition, of) => {
        const verdict = evaluateAir(edition, of, given)
        const text = JSON.stringify(verdict)
        expect(verdict.aqi === null || Number.isInteger(verdict.aqi)).toBe(true)
        expect(JSON.stringify(reevaluate(verdict))).toBe(text)
        expect(JSON.stringify(explain(JSON.parse(text)))).toBe(JSON.stringify(explain(verdict)))
      }),
    )
  })
})
