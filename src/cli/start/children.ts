// The processes `shanshui start` runs beside itself, so that a busy evaluation never keeps a device or a page waiting.
import { type ChildProcess, spawn } from 'node:child_process'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import type { Log } from '#platform/log.ts'
import type { ChildMessage } from './child-side.ts'

export type ChildName = 'gateway' | 'writer' | 'forward' | 'evaluation' | 'ways-in' | 'history' | 'simulate'

export type Child = {
  /** Resolves with what the child says once it works; rejects with its own sentence when it cannot. */
  ready: Promise<Record<string, unknown>>
  stop: () => Promise<void>
}

export type ChildOptions = {
  /** Asked anew for every start. */
  args: () => string[]
  env: Record<string, string>
  log: Log
  /** Started again whenever it ends; without it only after an end with a fault. */
  keepAlive: boolean
  /** Arguments of Node itself. */
  nodeArgs?: readonly string[]
  /** How far it stands back, 0–19; the others are at 0. */
  nice?: number
  onProgress?: (progress: { done: number; total: number }) => void
  onTrouble?: (because: string | null) => void
}

const STOP_GRACE_MS = 5_000
const RESTART_FIRST_MS = 500
const RESTART_MOST_MS = 30_000
/** Who worked for so long and then ended is started again at once. */
const STEADY_MS = 60_000

/** Starts `src/cli/start/<name>-process.ts` under this Node and keeps it running until it is stopped. */
export function startChild(name: ChildName, options: ChildOptions): Child {
  const ready = Promise.withResolvers<Record<string, unknown>>()
  // Nobody may be waiting yet when it fails.
  ready.promise.catch(() => undefined)
  let isStopping = false
  let wasReady = false
  let waitMs = RESTART_FIRST_MS
  let child: ChildProcess | undefined
  let timer: NodeJS.Timeout | undefined

  const launch = (): void => {
    const begunMs = performance.now()
    child = spawnChild(name, options, (message) => {
      if (message.ready) {
        wasReady = true
        // The trouble of one that ended is not that of the one which follows.
        options.onTrouble?.(null)
        ready.resolve(message.ready)
      }
      if (message.fault) ready.reject(new Error(message.fault))
      if (message.progress) options.onProgress?.(message.progress)
      if (message.trouble !== undefined) options.onTrouble?.(message.trouble)
    })
    child.once('exit', (code, signal) => {
      child = undefined
      if (isStopping || (code === 0 && !options.keepAlive)) return
      if (!wasReady) return ready.reject(new Error(`${name} ended (${signal ?? code}) before it was ready`))
      waitMs = performance.now() - begunMs > STEADY_MS ? RESTART_FIRST_MS : Math.min(waitMs * 2, RESTART_MOST_MS)
      options.log.warn(`${name} ended unasked (${signal ?? code}) and is started again in ${waitMs} ms`)
      timer = setTimeout(launch, waitMs)
    })
  }
  launch()

  return {
    ready: ready.promise,
    async stop() {
      isStopping = true
      clearTimeout(timer)
      if (child) await stopChild(child)
    },
  }
}

function spawnChild(name: ChildName, options: ChildOptions, onMessage: (message: ChildMessage) => void): ChildProcess {
  const script = join(import.meta.dirname, `${name}-process.ts`)
  const child = spawn(process.execPath, [...(options.nodeArgs ?? []), script, ...options.args()], {
    env: { ...process.env, ...options.env },
    // What a child prints is a message: standard output holds the line `ready …` alone.
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  child.on('message', onMessage)
  if (options.nice !== undefined && child.pid !== undefined) setPriority(child.pid, options.nice)
  return child
}

async function stopChild(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  // A child that has just ended can no longer be told.
  child.send('stop', () => undefined)
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS)
  await ended
  clearTimeout(timer)
}
