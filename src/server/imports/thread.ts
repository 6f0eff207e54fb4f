// Starts a task of imports in a thread of its own and waits for what it says.
import { type Thread as Started, startThread as start } from '#platform/thread.ts'
import type { ResultOf, Task } from './work.ts'

/** A file of 300 MB stands in memory as bytes and as text. */
const MOST_HEAP_MB = 2048

export type Thread<T extends Task> = Started<ResultOf<T>>

export const startThread = <T extends Task>(url: string, task: T): Thread<T> =>
  start(new URL('./worker.ts', import.meta.url), {
    name: `The ${task.kind} of a file`,
    data: { url, task },
    mostHeapMb: MOST_HEAP_MB,
  })
