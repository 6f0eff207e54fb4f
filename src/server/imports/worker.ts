// The worker thread of imports: one task, one database pool, then its end.
import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '#platform/database.ts'
import { doTask, type Task } from './work.ts'

const { url, task } = workerData as { url: string; task: Task }
const db = openDatabase(url, { connections: 4, name: 'shanshui import' })
try {
  parentPort?.postMessage(await doTask(db, task))
} finally {
  await db.close()
}
