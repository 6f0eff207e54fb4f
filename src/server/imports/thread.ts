// Starts a task in a thread of its own and waits for what it says.
import { Worker } from 'node:worker_threads'
import type { ResultOf, Task } from './work.ts'

/** A file of 300 MB stands in memory as bytes and as text. */
const MOST_HEAP_MB = 2048

export type Thread<T extends Task> = { result: Promise<ResultOf<T>>; end(): Promise<void> }

/** Rejects with what the thread threw, or where it was ended before it said anything. */
export function startThread<T extends Task>(url: string, task: T): Thread<T> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { url, task },
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  })
  const result = new Promise<ResultOf<T>>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error(`The ${task.kind} of a file was broken off`)))
  })
  return {
    result,
    async end() {
      await worker.terminate()
    },
  }
}
