// Averages of dense series: sums of ended days are kept, and a late value makes them new.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { nextRecordId } from '#platform/intake/record-id.ts'
import { storeBatch } from '#platform/intake/store-batch.ts'
import { freshDatabase } from '../../../test/database.ts'
import { makeSite, storeMessages } from '../../../test/evaluation.ts'
import { encoded, NOW, sensorThingsService, valuesOf } from '../../../test/sensorthings.ts'

const db = await freshDatabase(inject('database'))
const service = await sensorThingsService(db)
afterAll(async () => {
  await service.close()
  await db.drop()
})

/** Beijing midnight. */
const START = Date.UTC(2026, 0, 9, 16)
let site = 0
let factor = 0
let path = ''

/** A value each ten minutes from `from` for `count` of them. */
async function store(from: number, count: number, value: (n: number) => number, flag = 'N'): Promise<void> {
  await storeBatch(db, {
    records: [],
    messages: Array.from({ length: count }, (_, n) => ({
      siteId: site,
      atMs: from + n * 10 * MINUTE_MS,
      kind: 'minute' as const,
      source: nextRecordId(from),
      factors: [factor],
      values: [value(n)],
      low: null,
      high: null,
      total: null,
      flags: flag,
    })),
    reason: 'late',
    author: 'test',
  })
}

beforeAll(async () => {
  site = await makeSite(db, { code: 'LG-1', kind: 'air' })
  await storeMessages(db, [{ siteId: site, at: START - DAY_MS, values: { 'PM2.5': 1 } }])
  const [row] = await db.query<{ id: number }>(`select f.id from factor as f where f.code = 'a34004'`)
  factor = row?.id ?? 0
  // From the second hour on, for two days and a half.
  await store(START + HOUR_MS, 59 * 6, (n) => n % 6)
  const filter = encoded("properties/kind eq 'minute'")
  const [datastream] = valuesOf(await service.get(`Datastreams?$filter=${filter}`))
  path = `Datastreams(${datastream?.['@iot.id']})/Observations`
})

const ask = async (unit: string, filter = '') =>
  valuesOf(
    await service.get(
      `${path}?$aggregation=${unit}&$orderby=phenomenonTime&$top=1000${filter === '' ? '' : `&$filter=${encoded(filter)}`}`,
    ),
  ).map(({ result, resultQuality, parameters }) => ({
    result,
    ...(resultQuality as { valid: number; received: number; expected: number }),
    ...(parameters as { low: number; high: number }),
  }))
const kept = async () => (await db.query('select d.day from series_day as d')).length

test('hours and days are averaged alike, whether summed up now or kept', async () => {
  const first = await ask('hour')
  expect(first).toHaveLength(59)
  expect(first[0]).toMatchObject({ result: 2.5, valid: 6, received: 6, expected: 6, low: 0, high: 5 })
  expect(await kept()).toBeGreaterThan(0)
  expect(await ask('hour')).toEqual(first)
  expect((await ask('day')).map(({ valid, expected, result }) => [valid, expected, result])).toEqual([
    [23 * 6, 144, 2.5],
    [144, 144, 2.5],
    [12 * 6, 144, 2.5],
  ])
  expect((await ask('month'))[0]).toMatchObject({ valid: 59 * 6, result: 2.5 })
})

test('a span that begins and ends within days has the values of that span alone', async () => {
  const from = new Date(START + 90 * MINUTE_MS).toISOString()
  const until = new Date(START + 2 * DAY_MS + 90 * MINUTE_MS).toISOString()
  const hours = await ask('hour', `during(phenomenonTime, ${from}/${until})`)
  expect(hours.reduce((sum, { valid }) => sum + valid, 0)).toBe((2 * DAY_MS) / (10 * MINUTE_MS))
  expect(hours[0]).toMatchObject({ valid: 3, result: 4 })
})

test('a late or changed value of an ended day is in the next answer', async () => {
  await store(START + DAY_MS, 1, () => 600)
  const [, second] = await ask('day')
  expect(second).toMatchObject({ high: 600, result: (143 * 2.5 + 2.5 + 600) / 144 })
  // One whose flag says that it does not count is received and not averaged.
  await store(START + DAY_MS, 1, () => 600, 'M')
  expect((await ask('day'))[1]).toMatchObject({ valid: 143, received: 144, high: 5 })
  await store(START, 6, () => 0)
  expect((await ask('day'))[0]).toMatchObject({ valid: 144, received: 144 })
  expect(NOW).toBeGreaterThan(START + 3 * DAY_MS)
})
