// The other ways in at work: MQTT and scheduled pulls, beside the server and the gateway.
import type { Database } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import type { OutboundRules } from '#platform/outbound.ts'
import { type Broker, startBroker, type TopicFeed } from './mqtt/broker.ts'
import { startBrokerClient } from './mqtt/client.ts'
import { startInbox } from './mqtt/inbox.ts'
import { startScheduler } from './pull/scheduler.ts'
import { BROKER_SETTING } from './queries.ts'

export type WaysInOptions = {
  db: Database
  log: Log
  now: () => number
  rules: OutboundRules
  /** Folders that may be pulled. */
  folders: readonly string[]
  /** An outer broker, an embedded one, or none. A port of 0 takes a free one. */
  mqtt: { url: string } | { host: string; port: number } | null
  /** Name under which an outer broker keeps our session; two at once would throw each other out. */
  clientId: string
  feed?: TopicFeed
}

export type WaysIn = { mqttPort: number | null; stop(): Promise<void> }

const TELL_EVERY_MS = 10_000

type BrokerState = {
  mode: 'off' | 'embedded' | 'external'
  address: string | null
  isConnected: boolean
  clients: number
}

export async function startWaysIn(options: WaysInOptions): Promise<WaysIn> {
  const { db, log, now } = options
  const inbox = await startInbox(db, { log: log.child('mqtt'), now })
  const scheduler = await startScheduler({ ...options, log: log.child('pull') })
  const { state, port, stop } = await startMqtt(options, inbox)
  const tell = (): Promise<unknown> =>
    db.execute(
      `insert into setting (key, value, changed_at) values ($1, $2, now())
       on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at`,
      [BROKER_SETTING, JSON.stringify({ ...state(), at: now() })],
    )
  const timer = setInterval(() => void tell().catch(() => undefined), TELL_EVERY_MS)
  await tell()
  return {
    mqttPort: port,
    async stop() {
      clearInterval(timer)
      await scheduler.stop()
      await stop()
      await inbox.stop()
    },
  }
}

type Mqtt = { state: () => BrokerState; port: number | null; stop: () => Promise<void> }

async function startMqtt(options: WaysInOptions, inbox: Awaited<ReturnType<typeof startInbox>>): Promise<Mqtt> {
  const { db, mqtt, clientId, feed } = options
  const log = options.log.child('mqtt')
  if (mqtt === null) {
    const off: BrokerState = { mode: 'off', address: null, isConnected: false, clients: 0 }
    return { state: () => off, port: null, stop: async () => undefined }
  }
  if ('url' in mqtt) {
    const client = startBrokerClient(mqtt.url, { inbox, log, clientId })
    const address = URL.parse(mqtt.url)?.host ?? ''
    const state = (): BrokerState => ({ mode: 'external', address, isConnected: client.isConnected(), clients: 0 })
    return { state, port: null, stop: client.stop }
  }
  const broker = await startFirstFree({ db, inbox, log, ...mqtt, ...(feed ? { feed } : {}) })
  const address = `${mqtt.host.includes(':') ? `[${mqtt.host}]` : mqtt.host}:${broker.port}`
  const state = (): BrokerState => ({ mode: 'embedded', address, isConnected: true, clients: broker.clients() })
  return { state, port: broker.port, stop: broker.stop }
}

/** Its usual port, or a free one where another broker has that. */
async function startFirstFree(options: Parameters<typeof startBroker>[0]): Promise<Broker> {
  try {
    return await startBroker(options)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    options.log.warn(`port ${options.port} is taken: the MQTT broker takes a free one`)
    return startBroker({ ...options, port: 0 })
  }
}
