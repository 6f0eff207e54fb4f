// Indices in columns are those of the exact way, whatever the values.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateAirColumns } from './air-columns.ts'
import { type AirOptions, evaluateAir } from './air-index.ts'
import { HJ633_2012 } from './catalog/hj633-2012.ts'
import { HJ633_2026 } from './catalog/hj633-2026.ts'

const ITEMS = {
  'air-hour': ['PM2.5', 'PM10', 'SO2', 'NO2', 'CO', 'O3_1h'],
  'air-day': ['PM2.5', 'PM10', 'SO2', 'NO2', 'CO', 'O3_8h', 'O3_1h'],
} as const

/** What monitors report, what they should not, and values on the figures of the table. */
const value = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 900 }) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 3000 }).map((tenths) => tenths / 10) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 60_000 }).map((units) => units / 1000) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(35, 60, 75, 115, 120, 150, 160, 250, 500, 600, 800, 1200, 0.5, 34.5, 35.5, 59.5),
  },
  { weight: 2, arbitrary: fc.constant(Number.NaN) },
  { weight: 1, arbitrary: fc.constantFrom(-1, -0, 1e-9, 0.1 + 0.2, 1e9, 100_000.5, Number.POSITIVE_INFINITY) },
)
const options: fc.Arbitrary<AirOptions> = fc.record(
  {
    onGap: fc.constantFrom('publish' as const, 'withhold' as const),
    notMonitored: fc.subarray(['PM10', 'O3_8h', 'CO']),
    dailyOzone: fc.constant('eight-hour' as const),
  },
  { requiredKeys: [] },
)

describe.each([HJ633_2012, HJ633_2026])('evaluateAirColumns() under $id', (edition) => {
  test.each(['air-hour', 'air-day'] as const)('%s: is evaluateAir() row by row', (subject) => {
    const items = ITEMS[subject]
    fc.assert(
      fc.property(
        fc.array(fc.tuple(...items.map(() => value)), { minLength: 1, maxLength: 12 }),
        options,
        (rows, chosen) => {
          const columns = Object.fromEntries(
            items.map((item, at) => [item, Float64Array.from(rows, (row) => row[at] ?? 0)]),
          )
          const found = evaluateAirColumns(edition, subject, columns, { ...chosen, count: rows.length })
          rows.forEach((row, n) => {
            const facts = Object.fromEntries(items.map((item, at) => [item, Number.isNaN(row[at]) ? null : row[at]]))
            const exact = evaluateAir(edition, subject, facts, chosen)
            const primary = found.items.filter((_, at) => ((found.primary[n] ?? 0) >> at) & 1)
            expect([found.aqi[n], found.grade[n], primary.sort()]).toEqual([
              exact.aqi ?? -1,
              exact.grade ?? 0,
              [...exact.primary].sort(),
            ])
          })
        },
      ),
      { numRuns: 1500 },
    )
  })
})

test('evaluateAirColumns() takes absent columns as missing and replaces sulphur dioxide above 800 by the daily mean', () => {
  const columns = {
    SO2: Float64Array.of(900, 900),
    SO2_24h: Float64Array.of(300, Number.NaN),
    'PM2.5': Float64Array.of(20, 20),
  }
  const found = evaluateAirColumns(HJ633_2012, 'air-hour', columns, { count: 2 })
  expect([...found.aqi]).toEqual([124, 29])
})
