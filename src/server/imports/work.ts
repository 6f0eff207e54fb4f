// What a worker thread does with an uploaded file: reading a large one takes seconds in which no page may wait.
import type { ImportMapping, ImportPreview } from '#contract/intake.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { previewUpload } from './commands.ts'
import { readTable } from './read-file.ts'
import { failImport, runImport } from './run-import.ts'
import { readUpload } from './uploads.ts'

export type PreviewTask = { kind: 'preview'; uploadDir: string; uploadId: string; now: number }
export type ImportTask = {
  kind: 'import'
  uploadDir: string
  uploadId: string
  importId: number
  mapping: ImportMapping
  author: string
}
export type Task = PreviewTask | ImportTask
export type ResultOf<T extends Task> = T extends PreviewTask ? ImportPreview | Refusal : null

/** Runs a task to its end; an import tells its progress by notices and its end in its row. */
export async function doTask(db: Database, task: Task): Promise<ImportPreview | Refusal | null> {
  const upload = await readUpload(task.uploadDir, task.uploadId)
  if (task.kind === 'preview') return isRefusal(upload) ? upload : previewUpload(db, upload, task.now)
  const table = isRefusal(upload) ? upload : await readTable(upload.content)
  if (isRefusal(table)) await failImport(db, task.importId, table.zh ?? table.because)
  else await runImport(db, { ...task, table, mostFindings: 0, now: Date.now })
  return null
}
