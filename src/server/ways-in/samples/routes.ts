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
import { isRefusal } from '#kit/refusal.ts'
import { type Deps, type ServedRoute, serve } from '../../http/serve.ts'
import { readUpload } from '../../http/upload.ts'
import { listLabResults, listSampleFactors, listVersions } from './queries.ts'
import { noResult, recordSamples, withdrawResult } from './record.ts'
import { makeTemplate, readSampleTable } from './workbook.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

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
    serve(readSampleFile, async ({ http }) => {
      const bytes = await readUpload(http, 'samples')
      return isRefusal(bytes) ? bytes : readSampleTable(db, bytes)
    }),
  ]
}
