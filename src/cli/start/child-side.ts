// What a process that `shanshui start` runs beside itself does: works, tells, and stops on the parent's word.

/** What a child tells its parent. */
export type ChildMessage = {
  ready?: Record<string, unknown>
  fault?: string
  progress?: { done: number; total: number }
  /** Why the work stands still at present; null once it goes on. */
  trouble?: string | null
}

export type ChildWork = { ready: Record<string, unknown>; stop: () => Promise<void> }

/** Tells the parent; without one (started by hand) nobody hears it. */
export const tellParent = (message: ChildMessage, told: () => void = () => undefined): void => {
  if (process.send) process.send(message, told)
  else told()
}

/**
 * Runs `work`, tells the parent when it is ready, and stops on its word or when it is gone.
 * Ctrl-C reaches the whole process group, so a child ignores it: the parent stops everything in order.
 */
export async function runAsChild(work: () => Promise<ChildWork>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
  const asked = new Promise<void>((resolve) => {
    process.on('message', (message) => {
      if (message === 'stop') resolve()
    })
    process.on('disconnect', resolve)
  })
  try {
    const { ready, stop } = await work()
    tellParent({ ready })
    await asked
    await stop()
    process.exit(0)
  } catch (error) {
    tellParent({ fault: error instanceof Error ? error.message : String(error) }, () => process.exit(1))
  }
}
