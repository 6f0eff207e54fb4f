// All targets at once, each served by a sender of its own: a dead one keeps nobody waiting.
import type { Database } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import { moveAfterRestore, pruneBatches } from './housekeeping.ts'
import { Sender } from './sender.ts'

export type Forwarder = { stop(): Promise<void> }

export type ForwarderOptions = { db: Database; log: Log; now: () => number }

const PRUNE_MS = 600_000
/** A notice can be lost while the store is away. */
const REFRESH_MS = 30_000

/** Serves every target there is, those of later too, until it is stopped. */
export async function startForwarder({ db, log, now }: ForwarderOptions): Promise<Forwarder> {
  const senders = new Map<number, Sender>()
  let isStopped = false
  let turn = Promise.resolve()
  const wakeAll = (): void => {
    for (const sender of senders.values()) sender.wake()
  }
  const refresh = (): void => {
    turn = turn.then(async () => {
      try {
        const ids = new Set(await listTargets(db))
        if (isStopped) return
        for (const id of ids) if (!senders.has(id)) senders.set(id, new Sender({ db, log, id, now }))
        await dropOthers(senders, ids)
        wakeAll()
      } catch (error) {
        log.warn('the forwarding targets cannot be read; those known so far are served', error)
      }
    })
  }
  await moveAfterRestore(db, log)
  const listeners = [await db.listen('forward_targets', refresh, refresh), await db.listen('records', wakeAll)]
  refresh()
  const timers = [
    setInterval(refresh, REFRESH_MS),
    setInterval(() => {
      pruneBatches(db).catch((error: unknown) => log.warn('old batches cannot be taken away', error))
    }, PRUNE_MS),
  ]
  return {
    async stop() {
      isStopped = true
      for (const timer of timers) clearInterval(timer)
      await Promise.all(listeners.map((listener) => listener.stop()))
      await turn
      await Promise.all([...senders.values()].map((sender) => sender.stop()))
    },
  }
}

async function listTargets(db: Database): Promise<number[]> {
  const rows = await db.query<{ id: number }>('select t.id from forward_target as t')
  return rows.map(({ id }) => id)
}

async function dropOthers(senders: Map<number, Sender>, ids: ReadonlySet<number>): Promise<void> {
  for (const [id, sender] of senders) {
    if (ids.has(id)) continue
    senders.delete(id)
    await sender.stop()
  }
}
