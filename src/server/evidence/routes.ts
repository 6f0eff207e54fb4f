// Routes of evidence: hand in, list, download, review, withdraw, and look whether it still is what it was.
import * as contract from '#contract/evidence.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { openFile, saveFile } from '#platform/files.ts'
import { type Deps, type Http, type ServedRoute, serve } from '../http/serve.ts'
import { findPlan } from '../plan-store.ts'
import { addClosedCase, addExtract, addFile } from './add.ts'
import { findEvidence, listEvidence } from './queries.ts'
import { reviewEvidence, withdrawEvidence } from './review.ts'
import { verifyEvidence } from './verify.ts'

const MOST_BYTES = 50 * 1024 * 1024

type Asked = { aboutKind: string; aboutRef: string }
const aboutOf = (planId: string, { aboutKind, aboutRef }: Asked, by: string) => ({ planId, aboutKind, aboutRef, by })

export const evidenceRoutes = ({ db }: Deps, filesDir: string): ServedRoute[] => [
  serve(contract.listEvidence, ({ params, query }) => listEvidence(db, params.plan, query)),
  serve(contract.addEvidenceFile, ({ params, query, account, http }) =>
    receive(db, http, { planId: params.plan, filesDir, query, by: account.name }),
  ),
  serve(contract.addExtract, async ({ params, body, account }) => {
    const plan = await findPlan(db, params.plan)
    return isRefusal(plan) ? plan : addExtract(db, aboutOf(params.plan, body, account.name), body)
  }),
  serve(contract.addClosedCase, async ({ params, body, account }) => {
    const plan = await findPlan(db, params.plan)
    return isRefusal(plan) ? plan : addClosedCase(db, aboutOf(params.plan, body, account.name), body.caseId)
  }),
  serve(contract.downloadEvidence, async ({ params }) => {
    const found = await findEvidence(db, { planId: params.plan, id: params.id })
    if (isRefusal(found)) return found
    if (found.file === null) return refuse('evidence.not-found', { zh: '这条佐证没有文件', en: 'It has no file' })
    const content = await openFile(filesDir, found.file.sha256)
    if (isRefusal(content)) return content
    return { fileName: found.name, type: found.file.mediaType, content }
  }),
  serve(contract.reviewEvidence, ({ params, body, account }) =>
    reviewEvidence(db, { planId: params.plan, id: params.id, ...body, by: account.name }),
  ),
  serve(contract.withdrawEvidence, ({ params, body, account }) =>
    withdrawEvidence(db, { planId: params.plan, id: params.id, ...body, by: account.name }),
  ),
  serve(contract.verifyEvidence, ({ params }) => verifyEvidence(db, filesDir, { planId: params.plan, id: params.id })),
]

type Receiving = {
  planId: string
  filesDir: string
  query: Asked & {
    kind: 'document' | 'photo'
    name?: string | undefined
    lon?: number | undefined
    lat?: number | undefined
  }
  by: string
}

async function receive(
  db: Database,
  { request }: Http,
  { planId, filesDir, query, by }: Receiving,
): Promise<{ id: number } | Refusal> {
  const plan = await findPlan(db, planId)
  if (isRefusal(plan)) return plan
  const { kind, name, lon, lat } = query
  if ((lon === undefined) !== (lat === undefined))
    return refuse('evidence.half-a-place', {
      zh: '经度与纬度须一并填写',
      en: 'A place has both longitude and latitude',
    })
  const part = await request.file({ limits: { fileSize: MOST_BYTES + 1 } })
  if (!part) return refuse('evidence.no-file', { zh: '没有收到文件', en: 'Cannot keep a file as none was sent' })
  const file = await saveFile(filesDir, part.file, MOST_BYTES)
  if (isRefusal(file)) return file
  const entered = lon === undefined || lat === undefined ? undefined : { lon, lat }
  const given = { kind, fileName: part.filename, name, entered }
  return addFile(db, aboutOf(planId, query, by), { file, filesDir, given })
}
