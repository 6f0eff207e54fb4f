// SensorThings over MQTT without a broker: topics are read, arrivals become publications, publications become observations.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { HOUR_MS } from '#kit/time.ts'
import { freshDatabase } from '../../../test/database.ts'
import { makeSite, storeMessages } from '../../../test/evaluation.ts'
import { loadModel } from './model.ts'
import { createFromTopic, parseTopic, publicationsSince, type Subscription, startCursor } from './mqtt-topics.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
const AT = Date.UTC(2026, 0, 10)
const url = 'http://sta.example'
const account = { id: 1, name: 'hub', displayName: '', role: 'officer', mustChangePassword: false } as const
let site = 0
let datastream = 0
beforeAll(async () => {
  site = await makeSite(db, { code: 'LG-1', kind: 'air' })
  await storeMessages(db, [{ siteId: site, at: AT, values: { 'PM2.5': 58, NO2: 30 } }])
  datastream = (await loadModel(db)).all('Datastream')[0]?.id ?? 0
})

const subscribe = (topic: string): Subscription => {
  const read = parseTopic(topic)
  if (isRefusal(read)) throw new Error(read.because)
  return read
}

test('parseTopic() takes observations of all, of one entity and a property of one, and nothing else', () => {
  for (const topic of [
    'v1.1/Observations',
    'v1.0/Datastreams(2)/Observations?$select=result',
    'v1.1/Observations(4)/result',
  ]) {
    expect(isRefusal(parseTopic(topic))).toBe(false)
  }
  for (const topic of [
    'Observations',
    'v1.1/#',
    'v1.1/Things',
    'v1.1/Observations?$top=1',
    'v1.1/Nosuch',
    'v2/Observations',
    '',
  ]) {
    expect([topic, isRefusal(parseTopic(topic))]).toEqual([topic, true])
  }
})

test('publicationsSince() tells each arrival once, to those who asked for it', async () => {
  const cursor = startCursor(Date.now())
  const subscriptions = [
    subscribe('v1.1/Observations'),
    subscribe(`v1.1/Datastreams(${datastream})/Observations?$select=result,phenomenonTime`),
    subscribe('v1.1/Datastreams(999999)/Observations'),
    subscribe(`v1.1/FeaturesOfInterest(${site * 2})/Observations`),
  ]
  await storeMessages(db, [{ siteId: site, at: AT + HOUR_MS, values: { 'PM2.5': 61, NO2: 33 } }])
  const told = await publicationsSince(db, { subscriptions, siteIds: [site], cursor, url })
  const counts = Map.groupBy(told, ({ topic }) => topic)
  expect(subscriptions.map(({ topic }) => counts.get(topic)?.length ?? 0)).toEqual([2, 1, 0, 2])
  const [one] = told.filter(({ topic }) => topic.includes('$select'))
  expect(JSON.parse(one?.payload ?? '')).toEqual({
    phenomenonTime: '2026-01-10T01:00:00.000Z/2026-01-10T02:00:00.000Z',
    result: expect.any(Number),
  })
  expect(await publicationsSince(db, { subscriptions, siteIds: [site], cursor, url })).toEqual([])
})

test('createFromTopic() stores what is published, as a POST would', async () => {
  const send = (topic: string, body: object) =>
    createFromTopic(db, {
      topic,
      payload: Buffer.from(JSON.stringify(body)),
      caller: { account, key: undefined },
      url,
      now: AT,
    })
  const made = await send(`v1.1/Datastreams(${datastream})/Observations`, {
    phenomenonTime: new Date(AT + 5 * HOUR_MS).toISOString(),
    result: 70,
  })
  expect(made).toMatchObject({ status: 201, body: { result: 70 } })
  expect(isRefusal(await send('v1.1/Things', { name: 'x' }))).toBe(true)
  expect(isRefusal(await send(`v1.1/Datastreams(${datastream})/Observations`, { result: 'x' }))).toBe(true)
  const rows = await db.query(`select 1 from reading as r where r.site_id = $1 and 70 = any (r.values)`, [site])
  expect(rows).toHaveLength(1)
})
