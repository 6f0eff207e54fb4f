// Imports run one after the other beside the pages; what a stop or a crash broke off is said to have failed.
import type { Database } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import { failImport, RUNNING_LOCK } from './run-import.ts'
import { startThread, type Thread } from './thread.ts'
import { dropUpload } from './uploads.ts'
import type { ImportTask } from './work.ts'

const INTERRUPTED = '服务器停止，导入中断：请撤销后重新导入'

export type ImportQueue = {
  /** Runs the import when those before it have ended; its row tells how it goes. */
  add(task: ImportTask): void
  /** Breaks off what runs and what waits. */
  stop(): Promise<void>
}

export function startImportQueue(db: Database, log: Log): ImportQueue {
  const waiting: ImportTask[] = []
  let running: { task: ImportTask; thread: Thread<ImportTask> } | undefined
  let turn = Promise.resolve()
  let isStopped = false

  async function runNext(): Promise<void> {
    const task = waiting.shift()
    if (!task || isStopped) return
    const thread = startThread(db.url, task)
    running = { task, thread }
    try {
      await thread.result
    } catch (error) {
      if (!isStopped) log.error(`import ${task.importId} failed`, error)
      await failImport(db, task.importId, isStopped ? INTERRUPTED : (error as Error).message)
    } finally {
      running = undefined
      await dropUpload(task.uploadDir, task.uploadId)
    }
  }

  return {
    add(task) {
      waiting.push(task)
      turn = turn.then(runNext).catch((error: unknown) => log.error('an import could not be ended', error))
    },
    async stop() {
      isStopped = true
      const left = waiting.splice(0)
      await running?.thread.end()
      await turn
      for (const task of left) await failImport(db, task.importId, INTERRUPTED)
    },
  }
}

/** Closes imports that nobody runs any more, as after a crash; one that another process runs holds its lock. */
export async function failInterrupted(db: Database): Promise<void> {
  const open = await db.query<{ id: number }>(
    `select b.id from import_batch as b where b.state in ('queued', 'running') order by b.id`,
  )
  if (open.length === 0) return
  await db.withConnection(async (connection) => {
    for (const { id } of open) {
      const [lock] = await connection.query<{ taken: boolean }>(
        'select pg_try_advisory_lock($1::int, $2::int) as taken',
        [RUNNING_LOCK, id],
      )
      if (!lock?.taken) continue
      await failImport(db, id, INTERRUPTED)
      await connection.query('select pg_advisory_unlock($1::int, $2::int)', [RUNNING_LOCK, id])
    }
  })
}
