// MQTT against real brokers: the embedded one and, where it is installed, mosquitto.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { SourceMapping } from '#contract/ways-in.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../../test/database.ts'
import { createKey } from '../../access/api-keys.ts'
import { createSource, setSourceState } from '../commands.ts'
import { type Broker, startBroker } from './broker.ts'
import { startBrokerClient } from './client.ts'
import { type Inbox, startInbox } from './inbox.ts'

const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
const closers: (() => Promise<unknown>)[] = []
let inbox: Inbox
let broker: Broker
let secret = ''
let sourceId = 0

const MAPPING: SourceMapping = {
  format: 'auto',
  encoding: 'auto',
  rows: '',
  site: { from: 'topic', level: 2 },
  siteBy: 'code',
  sites: { st1: 'A1' },
  kind: { from: 'fixed', text: 'realtime' },
  time: { from: 'path', path: 't' },
  zone: '+08:00',
  stamp: 'start',
  values: [{ at: { from: 'path', path: 'pm' }, factor: { from: 'fixed', text: 'a34004' }, unit: null, flag: null }],
  entries: null,
  factors: {},
}

beforeAll(async () => {
  await db.execute(`insert into site (code, kind, name) values ('A1', 'air', '一号站'), ('A2', 'air', '二号站')`)
  await db.execute(
    `insert into device (mn, site_id, system_code, password) select 'MN1', s.id, '22', 'pw1' from site as s where s.code = 'A1'`,
  )
  const key = await createKey(db, { name: 'hub', may: ['data.write', 'site.read'], sites: null, by: 'x' })
  secret = 'secret' in key ? key.secret : ''
  const made = await createSource(
    db,
    { name: '空气', settings: { way: 'mqtt', topics: ['air/+/data'] }, mapping: MAPPING },
    'x',
  )
  sourceId = 'id' in made ? made.id : 0
  inbox = await startInbox(db, { log, now: Date.now })
  const feed = {
    isTopic: (topic: string) => topic.startsWith('v1.1/'),
    isOwn: (topic: string) => topic.startsWith('v1.1/'),
    create: async () => undefined,
    begin: () => undefined,
    payloadsOf: async (topics: readonly string[]) => topics.map((topic) => ({ topic, payload: '{"result":1}' })),
  }
  broker = await startBroker({ db, inbox, host: '127.0.0.1', port: 0, log, feed })
})
afterAll(async () => {
  for (const close of closers.reverse()) await close()
  await broker.stop()
  await inbox.stop()
  await db.drop()
})

async function client(
  options: IClientOptions = { username: 'key', password: secret },
  port = broker.port,
): Promise<MqttClient> {
  const connected = await connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0, ...options })
  connected.on('error', () => undefined)
  closers.push(() => connected.endAsync(true))
  return connected
}
const BEGUN = Date.now()
const at = (n: number): string => new Date(BEGUN - 3_600_000 - n * 60_000).toISOString().slice(0, 19)
const stored = async (): Promise<number> =>
  (await db.query<{ n: number }>(`select count(*)::int as n from raw_record as r where r.channel = 'mqtt'`))[0]?.n ?? 0
const codesOf = async (topic: string): Promise<string[]> =>
  (
    await db.query<{ findings: { code: string }[] | null }>(
      'select r.findings from raw_record as r where r.peer = $1 order by r.id desc limit 1',
      [topic],
    )
  )[0]?.findings?.map(({ code }) => code) ?? []
async function until(check: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    if (await check()) return
    await sleep(50)
  }
  throw new Error('it did not come')
}

test('a burst of 2,000 messages at QoS 1 is acknowledged after it is stored, each once, bytes as they came', async () => {
  const sender = await client()
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: 2000 }, (_, n) =>
      sender.publishAsync('air/st1/data', `{"t":"${at(n)}Z","pm":${n / 10}}`, { qos: 1 }),
    ),
  )
  console.log(`embedded broker: ${Math.round(2000 / ((performance.now() - begun) / 1000))} messages/s acknowledged`)
  // No waiting: acknowledged is stored.
  expect(await stored()).toBe(2000)
  const [count] = await db.query<{ n: number }>('select count(*)::int as n from reading')
  expect(count?.n).toBe(2000)
  const [run] = await db.query(
    'select r.rows, r.stored, r.quarantined, r.state from intake_run as r where r.source_id = $1',
    [sourceId],
  )
  expect(run).toEqual({ rows: 2000, stored: 2000, quarantined: 0, state: 'open' })
})

test('malformed, strange and unclaimed messages go into quarantine with their reason, repeats change nothing', async () => {
  const sender = await client()
  await sender.publishAsync('air/st1/data', '{"t":', { qos: 1 })
  expect(await codesOf('air/st1/data')).toEqual(['payload.malformed'])
  await sender.publishAsync('air/st9/data', `{"t":"${at(0)}Z","pm":1}`, { qos: 1 })
  expect(await codesOf('air/st9/data')).toEqual(['site.unknown'])
  await sender.publishAsync('other/topic', '1', { qos: 1 })
  expect(await codesOf('other/topic')).toEqual(['source.none'])
  await sender.publishAsync('air/st1/data', Buffer.alloc(1_100_000, 97), { qos: 1 })
  expect(await codesOf('air/st1/data')).toEqual(['payload.too-large'])
  const [before] = await db.query('select count(*)::int as n from reading')
  await sender.publishAsync('air/st1/data', `{"t":"${at(0)}Z","pm":0}`, { qos: 1, retain: true })
  expect(await db.query('select count(*)::int as n from reading')).toEqual([before])
})

test('a device speaks for its own site only, strangers and readers are turned away', async () => {
  const device = await client({ username: 'MN1', password: 'pw1' })
  await device.publishAsync('air/A2/data', `{"t":"${at(0)}Z","pm":1}`, { qos: 1 })
  expect(await codesOf('air/A2/data')).toEqual(['site.not-yours'])
  const [record] = await db.query(`select r.mn, r.site_id as site from raw_record as r where r.peer = 'air/A2/data'`)
  expect(record).toEqual({ mn: 'MN1', site: 0 })
  await expect(client({ username: 'MN1', password: 'pw2' })).rejects.toThrow(/authorized/i)
  await expect(client({})).rejects.toThrow(/authorized/i)
})

test('what a paused source claims waits in quarantine under it', async () => {
  await setSourceState(db, { id: sourceId, state: 'paused', by: 'x' })
  await until(async () => inbox.sources()[0]?.state === 'paused')
  const sender = await client()
  await sender.publishAsync('air/st1/data', `{"t":"${at(5000)}Z","pm":1}`, { qos: 1 })
  expect(await codesOf('air/st1/data')).toEqual(['source.paused'])
  await setSourceState(db, { id: sourceId, state: 'active', by: 'x' })
  await until(async () => inbox.sources()[0]?.state === 'active')
})

test('a subscriber hears observations and may not listen to anything else', async () => {
  const reader = await client()
  const heard: string[] = []
  reader.on('message', (topic) => void heard.push(topic))
  await reader.subscribeAsync('v1.1/Datastreams(1)/Observations')
  await expect(reader.subscribeAsync('#')).rejects.toThrow()
  await db.query(`select pg_notify('readings', '{"siteIds":[1]}')`)
  await until(async () => heard.length > 0)
  expect(heard[0]).toBe('v1.1/Datastreams(1)/Observations')
})

test('while the store is away nothing is acknowledged; it is when the store is back', async () => {
  const sender = await client()
  await db.execute('alter table intake_run rename to intake_run_away')
  let isAnswered = false
  const sent = sender.publishAsync('air/st1/data', `{"t":"${at(7000)}Z","pm":1}`, { qos: 1 }).then(() => {
    isAnswered = true
  })
  await sleep(700)
  expect(isAnswered).toBe(false)
  await db.execute('alter table intake_run_away rename to intake_run')
  await sent
  expect(isAnswered).toBe(true)
})

const hasMosquitto = spawnSync('mosquitto', ['-h']).error === undefined
if (!hasMosquitto) console.log('mosquitto is not installed: the client of an outer broker is not tested')

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

test.skipIf(!hasMosquitto)(
  'the client of an outer broker stores each message once, also those sent while it was away',
  async () => {
    const port = await freePort()
    const folder = mkdtempSync(join(tmpdir(), 'mosquitto-'))
    writeFileSync(join(folder, 'c'), `listener ${port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 10000\n`)
    const server = spawn('mosquitto', ['-c', join(folder, 'c')], { stdio: 'ignore' })
    closers.push(async () => server.kill())
    await sleep(300)
    const options = { inbox, log, clientId: 'shanshui-test' }
    let receiver = startBrokerClient(`mqtt://127.0.0.1:${port}`, options)
    await until(async () => receiver.isConnected())
    await sleep(300)
    const sender = await client({}, port)
    const before = await stored()
    // Other tests have sent on this topic.
    const [{ n: sentBefore } = { n: 0 }] = await db.query<{ n: number }>(
      `select count(*)::int as n from raw_record as w where w.peer = 'air/A2/data'`,
    )
    const send = (from: number, many: number) =>
      Promise.all(
        Array.from({ length: many }, (_, n) =>
          sender.publishAsync('air/A2/data', `{"t":"${at(from + n)}Z","pm":${n}}`, { qos: 1 }),
        ),
      )
    const begun = performance.now()
    await send(0, 500)
    await until(async () => (await stored()) === before + 500)
    console.log(`outer broker: ${Math.round(500 / ((performance.now() - begun) / 1000))} messages/s stored`)
    await receiver.stop()
    await send(500, 200)
    receiver = startBrokerClient(`mqtt://127.0.0.1:${port}`, options)
    closers.push(() => receiver.stop())
    await until(async () => (await stored()) >= before + 700)
    await sleep(300)
    // At least once: what the broker sends again says so, and changes nothing.
    const [first] = await db.query<{ n: number }>(
      `select count(*)::int as n from raw_record as w
        where w.peer = 'air/A2/data' and not coalesce(w.findings @> '[{"code":"mqtt.repeated"}]', false)`,
    )
    expect(first?.n).toBe(sentBefore + 700)
    const [count] = await db.query<{ n: number }>(
      `select count(*)::int as n from reading as r join site as s on s.id = r.site_id where s.code = 'A2'`,
    )
    expect(count?.n).toBe(700)
  },
)
