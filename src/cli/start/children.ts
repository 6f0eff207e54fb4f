// The processes `shanshui start` runs beside itself, so that a busy evaluation never keeps a device or a page waiting.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Log } from '#platform/log.ts'

export type ChildName = 'gateway' | 'evaluation' | 'history' | 'simulate'

export type Child = {
  /** Resolves with what the child says once it works; rejects with its own sentence when it cannot. */
  ready: Promise<Record<string, unknown>>
  stop: () => Promise<void>
}

type Message = { ready?: Record<string, unknown>; fault?: string; progress?: { done: number; total: number } }

const STOP_GRACE_MS = 8_000
const RESTART_MS = 1_000

export type ChildOptions = {
  args: string[]
  env: Record<string, string>
  log: Log
  /** Started again when it ends unasked; the demo history ends by itself. */
  keepAlive: boolean
  onProgress?: (progress: { done: number; total: number }) => void
}

/** Starts `src/cli/start/<name>-process.ts` under this Node and keeps it running until it is stopped. */
export function startChild(name: ChildName, options: ChildOptions): Child {
  let stopping = false
  let running: ChildProcess | undefined
  let wasReady = false
  const ready = Promise.withResolvers<Record<string, unknown>>()

  const launch = (): void => {
    const script = join(import.meta.dirname, `${name}-process.ts`)
    const child = spawn(process.execPath, [script, ...options.args], {
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    running = child
    child.on('message', (message: Message) => {
      if (message.ready) {
        wasReady = true
        ready.resolve(message.ready)
      }
      if (message.fault) ready.reject(new Error(message.fault))
      if (message.progress) options.onProgress?.(message.progress)
    })
    child.on('exit', (code, signal) => {
      running = undefined
      if (stopping) return
      if (!wasReady) ready.reject(new Error(`${name} ended (${signal ?? code}) before it was ready`))
      if (!options.keepAlive || !wasReady) return
      options.log.warn(`${name} ended unasked (${signal ?? code}) and is started again`)
      setTimeout(launch, RESTART_MS)
    })
  }
  launch()

  return {
    ready: ready.promise,
    async stop() {
      stopping = true
      const child = running
      if (!child) return
      const exited = new Promise((resolve) => child.once('exit', resolve))
      child.send('stop', () => undefined)
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS)
      await exited
      clearTimeout(timer)
    },
  }
}

/**
 * The child's side: runs `work`, tells the parent when it is ready, and stops on its word or when it is gone.
 * Ctrl-C reaches the whole process group, so a child ignores it: the parent stops everything in order.
 */
export async function runAsChild(
  work: () => Promise<{ ready: Record<string, unknown>; stop: () => Promise<void> }>,
): Promise<void> {
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => undefined)
  try {
    const { ready, stop } = await work()
    const end = (): void => {
      void stop().then(() => process.exit(0))
    }
    process.on('message', (message) => {
      if (message === 'stop') end()
    })
    process.on('disconnect', end)
    process.send?.({ ready })
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error)
    if (!process.send) throw error
    process.send({ fault: sentence }, () => process.exit(1))
  }
}
