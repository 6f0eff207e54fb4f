// SensorThings over a real broker: a subscriber hears what arrives another way in, and of what is created by publishing.
import { setTimeout as sleep } from 'node:timers/promises'
import { connectAsync } from 'mqtt'
import { afterAll, expect, inject, test } from 'vitest'
import { createLog } from '#platform/log.ts'
import { parseOutboundRules } from '#platform/outbound.ts'
import { createKey } from '#server/access/api-keys.ts'
import { loadModel } from '#server/sensorthings/model.ts'
import { createSource } from '#server/ways-in/commands.ts'
import { startWaysIn } from '#server/ways-in/process.ts'
import { freshDatabase } from '../../../test/database.ts'
import { sensorThingsFeed } from './sensorthings-feed.ts'

const db = await freshDatabase(inject('database'))
const waysIn = await startWaysIn({
  db,
  log: createLog('test', { level: 'error' }),
  now: Date.now,
  rules: parseOutboundRules(''),
  folders: [],
  mqtt: { host: '127.0.0.1', port: 0 },
  clientId: 'test',
  feed: sensorThingsFeed(db, { url: 'http://here', now: Date.now }),
})
afterAll(async () => {
  await waysIn.stop()
  await db.drop()
})

async function until(check: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !check(); i += 1) await sleep(50)
}

/** The datastream of the one series there is. */
async function readStream(): Promise<{ '@iot.id': number }> {
  const all = (await loadModel(db)).all('Datastream')
  return { '@iot.id': all[0]?.id ?? 0 }
}

test('who listens to v1.1/Observations hears a reading that came by MQTT, once', async () => {
  await db.execute(`insert into site (code, kind, name) values ('A1', 'air', '一号站')`)
  const mapping = {
    format: 'auto',
    encoding: 'auto',
    rows: '',
    site: { from: 'fixed', text: 'A1' },
    siteBy: 'code',
    sites: {},
    kind: { from: 'fixed', text: 'realtime' },
    time: { from: 'arrival' },
    zone: '+08:00',
    stamp: 'start',
    values: [{ at: { from: 'path', path: '' }, factor: { from: 'fixed', text: 'a34004' }, unit: null, flag: null }],
    entries: null,
    factors: {},
  } as const
  await createSource(
    db,
    { name: 'pm', settings: { way: 'mqtt', topics: ['pm'] }, mapping: { ...mapping, values: [...mapping.values] } },
    'x',
  )
  const key = await createKey(db, { name: 'hub', may: ['data.write', 'site.read'], sites: null, by: 'x' })
  const password = 'secret' in key ? key.secret : ''
  const client = await connectAsync(`mqtt://127.0.0.1:${waysIn.mqttPort}`, {
    username: 'key',
    password,
    reconnectPeriod: 0,
  })
  const heard: { result: number }[] = []
  client.on('message', (_, payload) => void heard.push(JSON.parse(payload.toString()) as { result: number }))
  await client.publishAsync('pm', '30', { qos: 1 })
  await sleep(300)
  await client.subscribeAsync('v1.1/Observations', { qos: 1 })
  await client.publishAsync('pm', '31.5', { qos: 1 })
  await until(() => heard.length > 0)
  await sleep(300)
  expect(heard.map(({ result }) => result)).toEqual([31.5])
  // What cannot be created is acknowledged and kept with its reason: unanswered it would come for ever.
  await client.publishAsync('v1.1/Datastreams(987)/Observations', '{"result": 1}', { qos: 1 })
  const [kept] = await db.query<{ state: string; findings: { code: string }[] }>(
    `select r.state, r.findings from raw_record as r where r.peer = 'v1.1/Datastreams(987)/Observations'`,
  )
  expect(kept?.state).toBe('quarantined')
  expect(kept?.findings[0]?.code).toMatch(/^sensorthings\./)
  const { '@iot.id': id } = await readStream()
  await client.publishAsync(`v1.1/Datastreams(${id})/Observations`, '{"result": 33}', { qos: 1 })
  await until(() => heard.length === 2)
  expect(heard[1]?.result).toBe(33)
  await client.endAsync(true)
})
