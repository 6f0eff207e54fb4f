// Routes of imports: look at a file, import it, see how it went, take it back; and take back a run of another way in.
import {
  listImports as listImportsRoute,
  previewImport,
  readImport,
  startImport,
  undoImport as undoImportRoute,
} from '#contract/intake.ts'
import { undoRun as undoRunRoute } from '#contract/ways-in.ts'
import { isRefusal, refuse } from '#kit/refusal.ts'
import { type Deps, type Http, type ServedRoute, serve } from '../http/serve.ts'
import { openBatch } from './commands.ts'
import { findImport, listImports } from './queries.ts'
import type { ImportQueue } from './queue.ts'
import { startThread } from './thread.ts'
import { noImport, undoImport } from './undo-import.ts'
import { undoRun } from './undo-run.ts'
import { dropUpload, findUpload, noteUpload, receiveUpload, sweepUploads } from './uploads.ts'

export function importRoutes(deps: Deps, queue: ImportQueue): ServedRoute[] {
  const { db, now, uploadDir } = deps
  return [
    serve(previewImport, ({ http }) => preview(deps, http)),
    serve(startImport, async ({ body, account }) => {
      const file = await findUpload(uploadDir, body.uploadId)
      if (isRefusal(file)) return file
      const { mapping } = body
      const author = account.name
      const importId = await openBatch(db, { file, encoding: file.encoding ?? '', mapping, author })
      if (isRefusal(importId)) return importId
      queue.add({ kind: 'import', uploadDir, uploadId: file.id, importId, mapping, author })
      return { id: importId }
    }),
    serve(listImportsRoute, async ({ query }) => ({ ...(await listImports(db, query)), ...query })),
    serve(readImport, async ({ params }) => (await findImport(db, params.id)) ?? noImport(params.id)),
    serve(undoImportRoute, ({ params, account }) => undoImport(db, params.id, account.name)),
    serve(undoRunRoute, ({ params, body, account }) =>
      undoRun(db, { runId: params.id, reason: body.reason, by: account.name }),
    ),
  ]

  async function preview({ log }: Deps, { request }: Http) {
    const part = await request.file()
    if (!part) return refuse('imports.unreadable', { zh: '没有收到文件', en: 'Cannot read a file as none was sent' })
    await sweepUploads(uploadDir, now())
    const upload = await receiveUpload(uploadDir, part.filename, part.file)
    if (isRefusal(upload)) return upload
    const result = await startThread(db.url, { kind: 'preview', uploadDir, uploadId: upload.id, now: now() }).result
    if (isRefusal(result)) {
      log.info(`the file ${upload.name} was refused: ${result.because}`)
      await dropUpload(uploadDir, upload.id)
      return result
    }
    await noteUpload(uploadDir, { ...upload, encoding: result.encoding })
    return result
  }
}
