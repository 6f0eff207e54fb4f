// The product's own database server, looked after: one that ends unasked is started again for as long as it takes.
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Log } from '../log.ts'
import { lastWords } from './cluster.ts'
import type { KnownProcess } from './connection-file.ts'
import type { Place } from './place.ts'
import { isAlive } from './process.ts'

export type Keeper = {
  /** The one that serves, or served last. */
  server(): KnownProcess
  /** No server is started any more once this resolves. */
  stop(): Promise<void>
}

export type KeeperOptions = {
  place: Place
  log: Log
  server: KnownProcess
  startAgain: () => Promise<KnownProcess | Refusal>
}

const WATCH_EVERY_MS = 500
const RETRY_FIRST_MS = 500
/** A full disk or a taken port is cleared by a person, who should not wait long for the rest. */
const RETRY_MOST_MS = 15_000

/** Looks whether the server lives; the look itself keeps no process from ending. */
export function keepServer({ place, log, server: first, startAgain }: KeeperOptions): Keeper {
  const stopped = Promise.withResolvers<void>()
  let isStopping = false
  let server = first
  let reviving: Promise<void> | undefined
  const revive = async (): Promise<void> => {
    const begunMs = performance.now()
    log.error(`the database ended unasked and is started again: ${await lastWords(place)}`)
    for (let waitMs = RETRY_FIRST_MS; !isStopping; waitMs = Math.min(waitMs * 2, RETRY_MOST_MS)) {
      const started = await tryTo(startAgain)
      if (!isRefusal(started)) {
        server = started
        log.warn(`the database serves again after ${((performance.now() - begunMs) / 1000).toFixed(1)} s`)
        return
      }
      log.error(`the database cannot be started, the next try is in ${waitMs / 1000} s: ${started.because}`)
      await Promise.race([stopped.promise, sleep(waitMs)])
    }
  }
  const timer = setInterval(() => {
    if (reviving || isAlive(server.pid)) return
    reviving = revive().finally(() => (reviving = undefined))
  }, WATCH_EVERY_MS)
  timer.unref()
  return {
    server: () => server,
    async stop() {
      isStopping = true
      stopped.resolve()
      clearInterval(timer)
      await reviving
    },
  }
}

/** A full disk also fails what is written beside the cluster. */
async function tryTo(startAgain: KeeperOptions['startAgain']): Promise<KnownProcess | Refusal> {
  try {
    return await startAgain()
  } catch (error) {
    return { refused: 'store.not-started', because: error instanceof Error ? error.message : String(error) }
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms))
