// Reports in the store: their rows, and versions that are added and never changed.
import { hash } from 'node:crypto'
import type { listReports as listRoute, ReportBrief, ReportState, readReport as readRoute } from '#contract/reports.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import type { Document } from '#domain/documents/document.ts'
import { canonicalText } from '#kit/canonical.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { Database, Queryable, Transaction } from '#platform/database.ts'

const BRIEF = `r.id, r.plan_id as "planId", r.template_id as "templateId", r.period, r.language, r.title,
  r.known_at as "knownAt", r.state, r.steps, r.steps_done as "stepsDone", r.fault, r.case_id as "caseId", r.author,
  r.started_at as "startedAt"`

export const documentHash = (document: Document): string => hash('sha256', canonicalText(document), 'hex')

export async function listReports(
  db: Database,
  planId: string,
  { template, state, page, pageSize }: QueryOf<typeof listRoute>,
): Promise<ReplyOf<typeof listRoute>> {
  const where = `r.plan_id = $1 and ($2::text is null or r.template_id = $2) and ($3::text is null or r.state = $3)`
  const params = [planId, template ?? null, state ?? null]
  const [rows, [counted]] = await Promise.all([
    db.query<ReportBrief>(`select ${BRIEF} from report as r where ${where} order by r.id desc limit $4 offset $5`, [
      ...params,
      pageSize,
      (page - 1) * pageSize,
    ]),
    db.query<{ n: number }>(`select count(*)::int as n from report as r where ${where}`, params),
  ])
  return { rows, total: counted?.n ?? 0, page, pageSize }
}

/** Refuses `reports.not-found`; with `lock`, nobody else changes it before this transaction ends. */
export async function findReport(db: Queryable, id: number, lock = false): Promise<ReportBrief | Refusal> {
  const [row] = await db.query<ReportBrief>(
    `select ${BRIEF} from report as r where r.id = $1 ${lock ? 'for update' : ''}`,
    [id],
  )
  return row ?? refuse('reports.not-found', { zh: '没有这份报告', en: 'There is no such report' })
}

export type StoredVersion = { version: number; body: Document; hash: string }

/** The version asked for, the newest where none is; undefined where there is none. */
export async function findVersion(db: Queryable, id: number, version?: number): Promise<StoredVersion | undefined> {
  const [row] = await db.query<StoredVersion>(
    `select v.version, v.body, v.hash from report_version as v
      where v.report_id = $1 and ($2::int is null or v.version = $2) order by v.version desc limit 1`,
    [id, version ?? null],
  )
  return row
}

export async function readReport(
  db: Database,
  id: number,
  { version }: QueryOf<typeof readRoute>,
): Promise<ReplyOf<typeof readRoute> | Refusal> {
  const brief = await findReport(db, id)
  if (isRefusal(brief)) return brief
  const [found, versions] = await Promise.all([
    findVersion(db, id, version),
    db.query<ReplyOf<typeof readRoute>['versions'][number]>(
      'select v.version, v.at, v.author, v.note from report_version as v where v.report_id = $1 order by v.version desc',
      [id],
    ),
  ])
  return {
    brief,
    version: found?.version ?? null,
    hash: found?.hash ?? null,
    holds: found !== undefined && documentHash(found.body) === found.hash,
    document: found?.body ?? null,
    versions,
  }
}

/** Adds a version and gives its number; the caller holds the lock of the report. */
export async function addVersion(
  tx: Transaction,
  { id, author, note, document }: { id: number; author: string; note: string; document: Document },
): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `insert into report_version (report_id, version, author, note, body, hash)
     select $1, coalesce(max(v.version), 0) + 1, $2, $3, $4, $5 from report_version as v where v.report_id = $1
     returning version`,
    [id, author, note, JSON.stringify(document), documentHash(document)],
  )
  if (row === undefined) throw new Error(`Cannot add a version of report ${id} as the store gave no number`)
  return row.version
}

export const setState = (tx: Queryable, id: number, state: ReportState): Promise<unknown> =>
  tx.execute('update report as r set state = $2 where r.id = $1', [id, state])

/** Puts into the event log what happened to a report. */
export const noteReport = (
  tx: Transaction,
  { id, type, by, payload }: { id: number; type: string; by: string; payload: unknown },
): Promise<unknown> =>
  tx.query('select append_event($1, $2, $3, $4, $5)', ['report', String(id), type, by, JSON.stringify(payload)])
