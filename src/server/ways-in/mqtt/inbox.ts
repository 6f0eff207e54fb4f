// Messages of MQTT on their way into the store: gathered, stored in one transaction, and only then acknowledged.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import { SOURCES_CHANGED } from '../commands.ts'
import { type Source, sourcesOf } from '../sources.ts'
import { type MqttMessage, storeMessages, storeRefused } from './store-messages.ts'

export type Inbox = {
  /** Resolves once the message is in the store; rejects where there is no room or the inbox was stopped. */
  take(message: MqttMessage): Promise<void>
  /** Sources of MQTT as they stand now. */
  sources(): readonly Source[]
  onSources(listener: () => void): void
  stop(): Promise<void>
}

type Item = MqttMessage & { receivedAtMs: number; done: PromiseWithResolvers<void> }

const MOST_MESSAGES = 500
const MOST_BATCH_BYTES = 4 * 1024 * 1024
/** What waits while the store is away; beyond it senders are not answered and send again later. */
const MOST_WAITING_BYTES = 32 * 1024 * 1024
const MOST_WAITING = 50_000
const RETRY_FIRST_MS = 200
const RETRY_MOST_MS = 10_000

export async function startInbox(db: Database, options: { log: Log; now: () => number }): Promise<Inbox> {
  const { log, now } = options
  const waiting: Item[] = []
  const listeners: (() => void)[] = []
  let waitingBytes = 0
  let sources: Source[] = []
  let isStopped = false
  let working: Promise<void> | undefined

  const refresh = async (): Promise<void> => {
    sources = await sourcesOf(db, 'mqtt')
    for (const listener of listeners) listener()
  }
  const refreshSoon = (): void => void refresh().catch((error: unknown) => log.error('sources cannot be read', error))
  await refresh()
  const listener = await db.listen(SOURCES_CHANGED, refreshSoon, refreshSoon)

  async function work(): Promise<void> {
    while (waiting.length > 0 && !isStopped) {
      const batch = takeBatch(waiting)
      waitingBytes -= bytesOf(batch)
      await storeWhenPossible(batch)
    }
  }

  async function storeWhenPossible(batch: readonly Item[]): Promise<void> {
    let waitMs = RETRY_FIRST_MS
    while (!(await isSettled(batch))) {
      await sleep(waitMs)
      waitMs = Math.min(waitMs * 2, RETRY_MOST_MS)
    }
  }

  /** False where the store is away and the batch is to be tried again. */
  async function isSettled(batch: readonly Item[]): Promise<boolean> {
    try {
      await storeMessages(db, batch, sources)
      for (const { done } of batch) done.resolve()
      return true
    } catch (error) {
      if (isDataFault(error)) {
        await storeApart(batch, error)
        return true
      }
      log.warn(`messages wait as the store does not take them: ${(error as Error).message}`)
      if (isStopped) rejectAll(batch)
      return isStopped
    }
  }

  /** One message that the store refuses MUST NOT keep the others out. */
  async function storeApart(batch: readonly Item[], error: unknown): Promise<void> {
    const [only] = batch
    if (batch.length === 1 && only) {
      log.error(`a message on ${only.topic} cannot be stored`, error)
      await storeRefused(db, only)
      return only.done.resolve()
    }
    const half = Math.ceil(batch.length / 2)
    await storeWhenPossible(batch.slice(0, half))
    await storeWhenPossible(batch.slice(half))
  }

  return {
    take(message) {
      const size = message.payload.length
      if (isStopped || waiting.length >= MOST_WAITING || waitingBytes + size > MOST_WAITING_BYTES) {
        return Promise.reject(new Error('Cannot take the message as too many wait for the store'))
      }
      const item: Item = { ...message, receivedAtMs: now(), done: Promise.withResolvers<void>() }
      waiting.push(item)
      waitingBytes += size
      working ??= work().finally(() => {
        working = undefined
      })
      return item.done.promise
    },
    sources: () => sources,
    onSources: (heard) => void listeners.push(heard),
    async stop() {
      isStopped = true
      await listener.stop()
      await working
      rejectAll(waiting.splice(0))
    },
  }
}

const bytesOf = (items: readonly Item[]): number => items.reduce((sum, { payload }) => sum + payload.length, 0)

function rejectAll(items: readonly Item[]): void {
  for (const { done } of items) done.reject(new Error('Cannot take the message as the inbox is closed'))
}

function takeBatch(waiting: Item[]): Item[] {
  let bytes = 0
  let count = 0
  for (const { payload } of waiting) {
    if (count > 0 && (count === MOST_MESSAGES || bytes + payload.length > MOST_BATCH_BYTES)) break
    bytes += payload.length
    count += 1
  }
  return waiting.splice(0, count)
}

/** The data themselves are refused; anything else is the store's own trouble and passes. */
const isDataFault = (error: unknown): boolean => /^2[23]/.test(String((error as { code?: unknown }).code ?? ''))
