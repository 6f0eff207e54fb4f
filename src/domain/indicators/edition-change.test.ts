// Between the edition a target was set under and the one of today.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { beijingInstant } from '#kit/time.ts'
import { editionChangeOf } from './edition-change.ts'

const PACK = JSON.parse(
  readFileSync(new URL('../../../packs/longgang-14fyp/indicators.json', import.meta.url), 'utf8'),
) as { indicators: { id: string; formula: unknown }[] }
const changeOf = (id: string, now: number) =>
  editionChangeOf(PACK.indicators.find((one) => one.id === id)?.formula, beijingInstant(2021, 1, 1), now)
const LATER = beijingInstant(2026, 6, 1)

test('the index of 2026 draws the line of a good day lower for particles alone', () => {
  expect(changeOf('ind.04', LATER)).toEqual({
    family: 'aqi',
    readsTable: true,
    pinned: 'HJ633-2012',
    present: 'HJ633-2026',
    changes: [
      { zh: expect.stringContaining('PM10_24h'), en: 'PM10_24h: AQI 100 stood at 150 and stands at 120 µg/m³' },
      { zh: expect.stringContaining('PM2.5_24h'), en: 'PM2.5_24h: AQI 100 stood at 75 and stands at 60 µg/m³' },
    ].map((one) => expect.objectContaining(one)),
  })
})

test('before a new edition nothing differs, a mean reads no table, reported numbers rest on none', () => {
  expect(changeOf('ind.04', beijingInstant(2025, 6, 1))).toMatchObject({ present: 'HJ633-2012', changes: [] })
  expect(changeOf('ind.05', LATER)).toMatchObject({ pinned: 'GB3095-2012', readsTable: false, changes: [] })
  expect(changeOf('ind.06', LATER)).toMatchObject({ pinned: 'GB3838-2002', present: 'GB3838-2002' })
  expect(changeOf('ind.15', LATER)).toBeUndefined()
  expect(changeOf('ind.99', LATER)).toBeUndefined()
})
