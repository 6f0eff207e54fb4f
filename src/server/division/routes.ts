// Routes of the division of labour and of what is not covered: the list, a table read before it is stored, and what is proposed.
import { readCoverage as coverageRoute } from '#contract/coverage.ts'
import { listDivision as listRoute, proposeDivision as proposeRoute, readDivisionFile } from '#contract/division.ts'
import { readDivision } from '#domain/plans/division.ts'
import { parseCsv } from '#kit/csv.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { decodeText, looksBinary } from '#platform/text-file.ts'
import { isWorkbook, readWorkbook } from '#platform/workbook.ts'
import { type Deps, type Http, type ServedRoute, serve } from '../http/serve.ts'
import { findPlan } from '../plan-store.ts'
import { loadPerson } from '../procedures/posts.ts'
import { readCoverage } from './coverage.ts'
import { proposeDivision } from './propose.ts'
import { listDivision } from './queries.ts'

const LARGEST_FILE = 10 * 1024 * 1024

export const divisionRoutes = ({ db, now }: Deps): ServedRoute[] => [
  serve(listRoute, ({ params, query }) => listDivision(db, params.plan, query)),
  serve(coverageRoute, ({ params, query }) => readCoverage(db, params.plan, query)),
  serve(readDivisionFile, async ({ params, http }) => {
    const model = await findPlan(db, params.plan)
    if (isRefusal(model)) return model
    const rows = await readUpload(http)
    if (isRefusal(rows)) return rows
    return readDivision(rows, { obligations: model.obligations, period: model.pack.about.period })
  }),
  serve(proposeRoute, async ({ params, body, account }) =>
    proposeDivision(db, { planId: params.plan, ...body, by: await loadPerson(db, account), at: now() }),
  ),
]

async function readUpload({ request }: Http): Promise<string[][] | Refusal> {
  const part = await request.file({ limits: { fileSize: LARGEST_FILE } })
  if (!part)
    return refuse('division.file-unreadable', { zh: '没有收到文件', en: 'Cannot read a file as none was sent' })
  const chunks: Buffer[] = []
  for await (const chunk of part.file) chunks.push(chunk as Buffer)
  if (part.file.truncated)
    return refuse('division.file-too-large', { zh: '文件超过 10 MB', en: 'Cannot read a file of more than 10 MB' })
  return readRows(Buffer.concat(chunks))
}

async function readRows(bytes: Buffer): Promise<string[][] | Refusal> {
  if (isWorkbook(bytes)) {
    const rows = await readWorkbook(bytes)
    return isRefusal(rows) ? { ...rows, refused: 'division.file-unreadable' } : rows
  }
  if (looksBinary(bytes))
    return refuse('division.file-unreadable', {
      zh: '文件不是文本，请另存为 CSV 或 .xlsx',
      en: 'Cannot read the file as it is not text: save it as CSV or .xlsx',
    })
  return parseCsv(decodeText(bytes).text).map(({ cells }) => cells)
}
