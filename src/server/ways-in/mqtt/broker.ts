// The embedded MQTT broker: lets in keys and devices, acknowledges after commit, hands observations to subscribers.
import { createServer, type Socket } from 'node:net'
import { Aedes, type AedesPublishPacket, type AuthenticateError, type Client } from 'aedes'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import type { Caller } from '../../http/serve.ts'
import { findMqttCaller, type MqttCaller } from './credentials.ts'
import type { Inbox } from './inbox.ts'
import type { MqttMessage } from './store-messages.ts'

/** Topics of an interface that others listen to and create at; what they are is not the broker's matter. */
export type TopicFeed = {
  /** Whether the topic can be listened to. */
  isTopic: (topic: string) => boolean
  /** Whether the topic is the interface's at all, and so no source's. */
  isOwn: (topic: string) => boolean
  /** Creates what is published to an own topic; gives the reason where it is refused. */
  create: (asked: { topic: string; payload: Uint8Array; caller: Caller }) => Promise<Refusal | undefined>
  /** The first listener came: what arrived before is not for it. */
  begin: () => void
  /** Payloads to send to each topic now that readings of these sites (empty: any) changed. */
  payloadsOf: (topics: readonly string[], siteIds: readonly number[]) => Promise<{ topic: string; payload: string }[]>
}

export type BrokerOptions = {
  db: Database
  inbox: Inbox
  host: string
  port: number
  log: Log
  feed?: TopicFeed
}

export type Broker = { port: number; clients: () => number; stop: () => Promise<void> }

const NOT_AUTHORIZED = 5
/** Wrong passwords of one address in a minute before it is no longer looked at. */
const MOST_FAILURES = 20
const FORGET_MS = 60_000

export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { db, inbox, host, port, log, feed } = options
  const callers = new WeakMap<Client, MqttCaller>()
  const failures = startFailures()
  const aedes = await Aedes.createBroker({
    connectTimeout: 10_000,
    drainTimeout: 10_000,
    maxClientsIdLength: 64,
    authenticate: (client, username, password, done) => {
      const from = addressOf(client)
      if (failures.isTooMany(from)) return done(refusedLogin(), null)
      findMqttCaller(db, username, password?.toString() ?? '').then(
        (caller) => {
          if (!caller) failures.add(from)
          else callers.set(client, caller)
          done(caller ? null : refusedLogin(), caller !== undefined)
        },
        (error: unknown) => {
          log.warn(`a client cannot be let in: ${(error as Error).message}`)
          done(refusedLogin(), null)
        },
      )
    },
    authorizePublish: (client, packet, done) => {
      const caller = client ? callers.get(client) : undefined
      if (!caller?.mayPublish || packet.topic.startsWith('$')) {
        return done(new Error(`Cannot publish to ${packet.topic}`))
      }
      const message: MqttMessage = {
        topic: packet.topic,
        payload: Buffer.from(packet.payload),
        ...caller,
        isRetained: false,
        isRepeated: packet.dup === true,
      }
      // What is in the store need not be kept by the broker too.
      packet.retain = false
      const isOwn = feed?.isOwn(packet.topic)
      // Listeners hear of what was created, not of what asked for it.
      if (isOwn) packet.topic = '$created'
      // MUST come after the commit: a sender that hears nothing sends again.
      const taken = feed && isOwn ? createByFeed({ feed, inbox, message }, caller) : inbox.take(message)
      taken.then(() => done(), done)
    },
    authorizeSubscribe: (client, subscription, done) => {
      const isOpen = callers.get(client)?.maySubscribe === true && feed?.isTopic(subscription.topic) === true
      done(null, isOpen ? subscription : null)
    },
  })
  aedes.on('clientError', (client, error) => log.info(`MQTT client ${client.id}: ${error.message}`))
  aedes.on('connectionError', (client, error) => log.info(`MQTT client ${client.id}: ${error.message}`))
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    aedes.handle(socket)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const stopFeed = feed ? await startFeed(db, aedes, feed, log) : async () => undefined
  return {
    port: (server.address() as { port: number }).port,
    clients: () => aedes.connectedClients,
    async stop() {
      await stopFeed()
      server.close()
      await new Promise<void>((resolve) => aedes.close(resolve))
      for (const socket of sockets) socket.destroy()
    },
  }
}

type Creation = { feed: TopicFeed; inbox: Inbox; message: MqttMessage }

/** What is refused goes into quarantine: unacknowledged it would be sent again for ever. */
async function createByFeed({ feed, inbox, message }: Creation, { caller }: MqttCaller): Promise<void> {
  const { topic, payload } = message
  const refusal = caller
    ? await feed.create({ topic, payload, caller })
    : refuse('access.not-for-devices', { zh: '设备不能在此创建', en: 'A device cannot create here' })
  if (!refusal) return
  const { refused: code, because: en, zh = en } = refusal
  await inbox.take({ ...message, fault: { code, severity: 'error', zh, en } })
}

const addressOf = (client: Client): string => (client.conn as Socket).remoteAddress ?? ''
const refusedLogin = (): AuthenticateError =>
  Object.assign(new Error('Cannot let the client in: wrong name or password'), { returnCode: NOT_AUTHORIZED })

function startFailures(): { add: (from: string) => void; isTooMany: (from: string) => boolean } {
  let counts = new Map<string, number>()
  let sinceMs = performance.now()
  const refresh = (): void => {
    if (performance.now() - sinceMs < FORGET_MS) return
    counts = new Map()
    sinceMs = performance.now()
  }
  return {
    add(from) {
      refresh()
      counts.set(from, (counts.get(from) ?? 0) + 1)
    },
    isTooMany(from) {
      refresh()
      return (counts.get(from) ?? 0) >= MOST_FAILURES
    },
  }
}

/** Sends what changed to the topics somebody listens to, one change after the other. */
async function startFeed(db: Database, aedes: Aedes, feed: TopicFeed, log: Log): Promise<() => Promise<void>> {
  const listeners = new Map<string, number>()
  const count = (topic: string, by: number): void => {
    const left = (listeners.get(topic) ?? 0) + by
    if (left > 0) listeners.set(topic, left)
    else listeners.delete(topic)
  }
  const own = new WeakMap<Client, Set<string>>()
  aedes.on('subscribe', (subscriptions, client) => {
    const topics = own.get(client) ?? new Set<string>()
    own.set(client, topics)
    for (const { topic } of subscriptions) {
      if (topics.has(topic)) continue
      topics.add(topic)
      if (listeners.size === 0) feed.begin()
      count(topic, 1)
    }
  })
  aedes.on('unsubscribe', (topics, client) => {
    for (const topic of topics) if (own.get(client)?.delete(topic)) count(topic, -1)
  })
  aedes.on('clientDisconnect', (client) => {
    for (const topic of own.get(client) ?? []) count(topic, -1)
    own.delete(client)
  })
  let turn = Promise.resolve()
  const tell = (siteIds: readonly number[]): void => {
    if (listeners.size === 0) return
    turn = turn
      .then(async () => {
        for (const { topic, payload } of await feed.payloadsOf([...listeners.keys()], siteIds)) {
          aedes.publish(packetOf(topic, payload), () => undefined)
        }
      })
      .catch((error: unknown) => log.warn(`observations cannot be handed on: ${(error as Error).message}`))
  }
  const listener = await db.listen(
    'readings',
    (payload) => tell((JSON.parse(payload) as { siteIds: number[] }).siteIds),
    () => tell([]),
  )
  return async () => {
    await listener.stop()
    await turn
  }
}

const packetOf = (topic: string, payload: string): AedesPublishPacket => ({
  cmd: 'publish',
  brokerId: '',
  brokerCounter: 0,
  topic,
  payload,
  qos: 1,
  retain: false,
  dup: false,
})
