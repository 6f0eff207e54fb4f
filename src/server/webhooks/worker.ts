// Sends what waits: each webhook's messages one after the other, webhooks side by side, by one process at a time.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import type { OutboundRules } from '#platform/outbound.ts'
import { send } from './attempt.ts'
import { claim, dueWebhooks, forgetOld, nextMessage, recordAttempt, release } from './queue.ts'
import { tellSilence } from './silence.ts'

export type WorkerOptions = {
  db: Database
  log: Log
  now: () => number
  rules: OutboundRules
  /** Delays between attempts; those of the domain when absent. */
  delaysMs?: readonly number[]
  /** How long a receiver may take to answer. */
  timeoutMs?: number
}
export type WebhookWorker = { stop: () => Promise<void> }

const TIMEOUT_MS = 10_000
/** Looks by itself this often, where a notice was lost. */
const LOOK_MS = 30_000
const SILENCE_MS = 60_000
const FORGET_MS = 3600_000
const SIDE_BY_SIDE = 16
const AFTER_FAULT_MS = 5_000

/** Works until it is stopped; an attempt under way is then broken off and counts as not made. */
export async function startWebhookWorker(options: WorkerOptions): Promise<WebhookWorker> {
  const { db, log } = options
  const owner = randomUUID()
  const ending = new AbortController()
  const busy = new Map<number, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let again = false

  async function look(): Promise<void> {
    const due = await dueWebhooks(db, owner)
    let waitMs = LOOK_MS
    for (const { id, inMs } of due) {
      if (busy.has(id)) continue
      if (inMs > 0) waitMs = Math.min(waitMs, inMs)
      else if (busy.size < SIDE_BY_SIDE) begin(id)
    }
    clearTimeout(timer)
    if (!ending.signal.aborted) timer = setTimeout(wake, waitMs)
  }

  /** Looks now, once more where it is looking already. */
  function wake(): void {
    if (ending.signal.aborted) return
    if (looking) {
      again = true
      return
    }
    looking = look()
      .catch((error: unknown) => {
        log.warn('cannot look for webhooks that wait', error)
        clearTimeout(timer)
        timer = setTimeout(wake, LOOK_MS)
      })
      .finally(() => {
        looking = undefined
        if (!again) return
        again = false
        wake()
      })
  }

  function begin(id: number): void {
    const working = serveWebhook(id, { ...options, owner, signal: ending.signal })
      .catch(async (error: unknown) => {
        log.warn(`cannot serve webhook ${id}`, error)
        await sleep(AFTER_FAULT_MS, undefined, { signal: ending.signal }).catch(() => undefined)
      })
      .finally(() => {
        busy.delete(id)
        wake()
      })
    busy.set(id, working)
  }

  const quietly = (what: string, work: () => Promise<unknown>) => () =>
    void work().catch((error: unknown) => log.warn(`cannot ${what}`, error))
  const listener = await db.listen('webhook', wake, wake)
  const silence = setInterval(
    quietly('look for silent devices', () => tellSilence(db)),
    SILENCE_MS,
  )
  const forget = setInterval(
    quietly('forget old messages', () => forgetOld(db)),
    FORGET_MS,
  )
  wake()
  return {
    async stop() {
      ending.abort()
      for (const one of [timer, silence, forget]) clearTimeout(one)
      await listener.stop()
      await looking
      await Promise.all(busy.values())
    },
  }
}

type Serving = WorkerOptions & { owner: string; signal: AbortSignal }

/** Sends what is due of one webhook, in order; the first message that must wait holds up those behind it. */
async function serveWebhook(id: number, serving: Serving): Promise<void> {
  try {
    while (!serving.signal.aborted && (await sendNext(id, serving)));
  } finally {
    await release(serving.db, id, serving.owner)
  }
}

/** Whether to go on with the message behind it. */
async function sendNext(id: number, serving: Serving): Promise<boolean> {
  const { db, log, owner, signal, rules, now, delaysMs, timeoutMs = TIMEOUT_MS } = serving
  const receiver = await claim(db, id, owner)
  const message = receiver && (await nextMessage(db, id))
  if (!message) return false
  const sent = await send(message, receiver, { rules, timeoutMs, now, signal })
  if (signal.aborted && 'failure' in sent.attempt) return false
  const following = await recordAttempt(db, { webhookId: id, message, sent, delaysMs })
  if (following.do !== 'bury') return following.do === 'deliver'
  log.warn(`webhook ${receiver.name}: message ${message.id} is a dead letter${following.stop ? ', stopped' : ''}`)
  return !following.stop
}
