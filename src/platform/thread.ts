// Work in a thread of its own, so that no page waits for it: one task in, one answer out.
import { Worker } from 'node:worker_threads'

export type Thread<R> = { result: Promise<R>; end(): Promise<void> }

/** `file` is a module that posts one message. Rejects with what it threw, or where it was ended before it said anything. */
export function startThread<R>(file: URL, task: { name: string; data: unknown; mostHeapMb: number }): Thread<R> {
  const worker = new Worker(file, {
    workerData: task.data,
    resourceLimits: { maxOldGenerationSizeMb: task.mostHeapMb },
  })
  const result = new Promise<R>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error(`${task.name} was broken off`)))
  })
  return {
    result,
    async end() {
      await worker.terminate()
    },
  }
}
