// Packs out of the stream into the store: a writer holds some lanes, stores what they bring, and acknowledges after the commit.
import { type Consumer, type ConsumerMessages, type JsMsg, jetstream } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import type { Database } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import { Writer } from '../writer.ts'
import { ACK_WAIT_MS, consumerOf, LANES, MOST_PENDING, PACK_HEADER, STREAM } from './frame-stream.ts'
import { holdLane } from './lane-lock.ts'
import { prunePacks, type StreamItem, storeOnce } from './once.ts'
import { parsePack } from './pack.ts'

export type StreamReaderOptions = { connection: NatsConnection; db: Database; log: Log }

export type StreamReader = { stop(): Promise<void> }

/** Packs are handed on as they come; only a request without any lasts so long. */
const FETCH_WAIT_MS = 5_000
const AGAIN_MS = 500
/** Told to the stream while a pack waits for the store, so that nobody else gets it meanwhile. */
const STILL_AT_IT_MS = ACK_WAIT_MS / 4
const UNREADABLE_AGAIN_MS = 30_000
const PRUNE_MS = 600_000

/** Serves the lanes that no other writer holds, and those of writers that die. */
export function startStreamReader({ connection, db, log }: StreamReaderOptions): StreamReader {
  const state: Lane['state'] = { isStopped: false, isFull: false, open: new Set() }
  const writer = new Writer<StreamItem>({
    db,
    log,
    store: storeOnce,
    onFull: () => (state.isFull = true),
    onDrained: () => (state.isFull = false),
  })
  const held = new Set<JsMsg>()
  const lanes = Array.from({ length: LANES }, (_, lane) =>
    serveLane({ lane, connection, db, log, state, take: (message) => takePack(message, writer, held, log) }),
  )
  const timers = [
    setInterval(() => {
      for (const message of held) message.working()
    }, STILL_AT_IT_MS),
    setInterval(() => {
      prunePacks(db).catch((error: unknown) => log.warn('old packs cannot be taken away', error))
    }, PRUNE_MS),
  ]
  return {
    async stop() {
      state.isStopped = true
      for (const messages of state.open) messages.stop()
      await Promise.all(lanes)
      await writer.stop()
      for (const timer of timers) clearInterval(timer)
    },
  }
}

type Lane = {
  lane: number
  connection: NatsConnection
  db: Database
  log: Log
  state: { isStopped: boolean; isFull: boolean; open: Set<ConsumerMessages> }
  take: (message: JsMsg) => void
}

async function serveLane(at: Lane): Promise<void> {
  const { lane, connection, db, log, state } = at
  // Not all at once: writers that start together share the lanes.
  await sleep(Math.random() * AGAIN_MS * LANES)
  while (!state.isStopped) {
    try {
      await holdLane(db, lane, async (isHeld) => {
        const consumer = await jetstream(connection).consumers.get(STREAM, consumerOf(lane))
        await waitForOthers(consumer, state)
        while (!state.isStopped && isHeld()) await fetchSome(consumer, at)
      })
    } catch (error) {
      log.warn(`lane ${lane} of the stream waits`, error)
    }
    if (!state.isStopped) await sleep(AGAIN_MS)
  }
}

/** What a writer that is gone had under way comes again first: newer packs MUST NOT overtake it. */
async function waitForOthers(consumer: Consumer, state: Lane['state']): Promise<void> {
  const { num_ack_pending: pending } = await consumer.info()
  const until = performance.now() + (pending > 0 ? ACK_WAIT_MS : 0)
  while (performance.now() < until && !state.isStopped) await sleep(100)
}

async function fetchSome(consumer: Consumer, { state, take, log, lane }: Lane): Promise<void> {
  if (state.isFull) return sleep(10)
  try {
    const messages = await consumer.fetch({ max_messages: MOST_PENDING, expires: FETCH_WAIT_MS })
    state.open.add(messages)
    for await (const message of messages) take(message)
    state.open.delete(messages)
  } catch (error) {
    // The lane is kept: a server that is slow or changes its leader is asked again.
    log.warn(`lane ${lane} of the stream hears nothing and asks again`, error)
    await sleep(AGAIN_MS)
  }
}

/** A pack that cannot be read is kept in the stream and told: it needs a person, and the others do not wait for it. */
function takePack(message: JsMsg, writer: Writer<StreamItem>, held: Set<JsMsg>, log: Log): void {
  const pack = message.headers?.get(PACK_HEADER) || `seq ${message.seq}`
  let frames: ReturnType<typeof parsePack>
  try {
    frames = parsePack(message.data)
  } catch (error) {
    log.error(`pack ${message.seq} of the stream cannot be read and is tried again`, error)
    message.nak(UNREADABLE_AGAIN_MS)
    return
  }
  held.add(message)
  let left = frames.length
  const onStored = (): void => {
    left -= 1
    if (left > 0) return
    held.delete(message)
    // MUST come after the commit of every part: what is acknowledged is gone from the stream.
    message.ack()
  }
  frames.forEach((frame, part) => {
    writer.put({ ...frame, pack, part, parts: frames.length, onStored })
  })
}

const sleep = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms))
