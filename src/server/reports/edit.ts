// What people do with a report: change its words, submit it for signature, withdraw it.
import type { editReport as editRoute, submitReport as submitRoute } from '#contract/reports.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import { withWords } from '#domain/documents/words.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { openCaseIn } from '../procedures/commands.ts'
import { noOfficePost, officeOf } from '../procedures/office.ts'
import { addVersion, findReport, findVersion, noteReport, setState } from './store.ts'

/** The procedure by which a report is signed, and what its case is about. */
export const RELEASE = 'report-release'
export const ABOUT_REPORT = 'report'

const notDraft = (): Refusal =>
  refuse('reports.not-draft', {
    zh: '只有草稿可以修改：已报签、已发布或已撤回的请另编一份',
    en: 'Only a draft can be changed: make another of one that is submitted, released or withdrawn',
  })

export const editReport = (
  db: Database,
  id: number,
  { version, block, text, note, by }: BodyOf<typeof editRoute> & { by: string },
): Promise<ReplyOf<typeof editRoute> | Refusal> =>
  inTransaction(db, async (tx) => {
    const report = await findReport(tx, id, true)
    if (isRefusal(report)) return report
    const found = await findVersion(tx, id)
    if (report.state !== 'draft' || found === undefined) return notDraft()
    if (found.version !== version) {
      return refuse('reports.changed-meanwhile', {
        zh: `他人已另存第 ${found.version} 版，请查看后再改`,
        en: `Somebody saved version ${found.version} meanwhile: look at it, then change it`,
      })
    }
    const document = withWords(found.body, block, text)
    if (isRefusal(document)) return document
    return { version: await addVersion(tx, { id, author: by, note, document }) }
  })

/** 报签 — opens the case by which it is signed, carrying the hash of what is signed. */
export async function submitReport(
  db: Database,
  id: number,
  { by, at }: { by: Person; at: EpochMs },
): Promise<ReplyOf<typeof submitRoute> | Refusal> {
  const office = officeOf(by, 'officer')
  if (office === undefined) return noOfficePost('reports', 'officer')
  return inTransaction(db, async (tx) => {
    const report = await findReport(tx, id, true)
    if (isRefusal(report)) return report
    const found = await findVersion(tx, id)
    if (report.state !== 'draft' || found === undefined) return notDraft()
    const opened = await openCaseIn(tx, {
      planId: report.planId,
      procedure: RELEASE,
      title: report.title,
      about: { kind: ABOUT_REPORT, ref: String(id) },
      inputs: {
        evidence: [{ kind: 'document', ref: `report/${id}/${found.version}`, name: report.title, hash: found.hash }],
        parties: [{ unit: office, relation: 'office' }],
      },
      by,
      at,
    })
    if (isRefusal(opened)) return opened
    await tx.execute(`update report as r set state = 'submitted', case_id = $2 where r.id = $1`, [id, opened.id])
    return { caseId: opened.id }
  })
}

export const withdrawDraft = (
  db: Database,
  id: number,
  { reason, by }: { reason: string; by: string },
): Promise<Record<string, never> | Refusal> =>
  inTransaction(db, async (tx) => {
    const report = await findReport(tx, id, true)
    if (isRefusal(report)) return report
    if (report.state !== 'draft' && report.state !== 'failed') return notDraft()
    await setState(tx, id, 'withdrawn')
    await noteReport(tx, { id, type: 'ReportWithdrawn', by, payload: { reason } })
    return {}
  })

/** What a report becomes when its case moved: signed is released, sent back is a draft again. */
const STATE_AFTER = { released: 'released', returned: 'draft', withdrawn: 'withdrawn' } as const

/** Follows the case of a report inside the transaction that moved it; gives whether its content is still what was signed. */
export async function followCase(
  tx: Transaction,
  { id, state, signedHash, by }: { id: number; state: string; signedHash: string | undefined; by: string },
): Promise<void> {
  const next = STATE_AFTER[state as keyof typeof STATE_AFTER]
  if (next === undefined) return
  const found = await findVersion(tx, id)
  if (next === 'released' && found?.hash !== signedHash)
    throw new Error(`Cannot release report ${id} as its content is not what was submitted`)
  await setState(tx, id, next)
  if (next === 'released') {
    await noteReport(tx, { id, type: 'ReportReleased', by, payload: { version: found?.version, hash: found?.hash } })
  }
}
