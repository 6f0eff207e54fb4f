// Routes of laboratory samples: results that stand, recording, withdrawing, and the workbook to fill in.
import { Readable } from 'node:stream'
import {
  listSampleFactors as factorsRoute,
  listResultVersions,
  listLabResults as listRoute,
  readSampleFile,
  recordSamples as recordRoute,
  sampleTemplate,
  withdrawResult as withdrawRoute,
} from '#contract/samples.ts'
import { refuse } from '#kit/refusal.ts'
import { type Deps, type Http, type ServedRoute, serve } from '../../http/serve.ts'
import { listLabResults, listSampleFactors, listVersions } from './queries.ts'
import { noResult, recordSamples, withdrawResult } from './record.ts'
import { makeTemplate, readSampleTable } from './workbook.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const LARGEST_FILE = 10 * 1024 * 1024

export function sampleRoutes({ db, now }: Deps): ServedRoute[] {
  return [
    serve(listRoute, ({ query }) => listLabResults(db, query)),
    serve(listResultVersions, async ({ query }) => {
      const versions = await listVersions(db, query)
      return versions.length > 0 ? { versions } : noResult()
    }),
    serve(factorsRoute, () => listSampleFactors(db)),
    serve(recordRoute, ({ body, account }) => recordSamples(db, { ...body, by: account.name, nowMs: now() })),
    serve(withdrawRoute, ({ body, account }) => withdrawResult(db, { ...body, by: account.name, nowMs: now() })),
    serve(sampleTemplate, async () => ({
      fileName: '样品结果.xlsx',
      type: XLSX,
      content: Readable.from([await makeTemplate(db)]),
    })),
    serve(readSampleFile, ({ http }) => readUpload(http)),
  ]

  async function readUpload({ request }: Http) {
    const part = await request.file({ limits: { fileSize: LARGEST_FILE } })
    if (!part)
      return refuse('samples.file-unreadable', { zh: '没有收到文件', en: 'Cannot read a file as none was sent' })
    const chunks: Buffer[] = []
    for await (const chunk of part.file) chunks.push(chunk as Buffer)
    if (part.file.truncated) {
      return refuse('samples.file-too-large', { zh: '文件超过 10 MB', en: 'Cannot read a file of more than 10 MB' })
    }
    return readSampleTable(db, Buffer.concat(chunks))
  }
}
