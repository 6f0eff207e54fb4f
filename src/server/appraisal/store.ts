// One appraisal as it was opened, with the scheme it is scored by and the sheets that were frozen of it.
import { hash } from 'node:crypto'
import type { Scheme } from '#domain/appraisal/scheme.ts'
import type { UnitScore } from '#domain/appraisal/sheet.ts'
import { canonicalText } from '#kit/canonical.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Queryable } from '#platform/database.ts'

export type Appraisal = {
  id: number
  planId: string
  year: number
  scheme: Scheme
  document: string | null
  caseId: number
  caseState: string
}

const COLUMNS = `select p.id, p.plan_id as "planId", p.year, s.body as scheme, s.document, p.case_id as "caseId", c.state as "caseState"
   from appraisal as p
   join appraisal_scheme as s on s.plan_id = p.plan_id and s.id = p.scheme_id and s.version = p.scheme_version
   join procedure_case as c on c.id = p.case_id`

/** Refuses `appraisal.not-found`. */
export async function findAppraisal(
  db: Queryable,
  { planId, id }: { planId: string; id: number },
): Promise<Appraisal | Refusal> {
  const [row] = await db.query<Appraisal>(`${COLUMNS} where p.plan_id = $1 and p.id = $2`, [planId, id])
  return row ?? refuse('appraisal.not-found', { zh: `没有考核 ${id}`, en: `There is no appraisal ${id}` })
}

/** The appraisal that the case is about. */
export async function findByCase(db: Queryable, caseId: number): Promise<Appraisal | undefined> {
  const [row] = await db.query<Appraisal>(`${COLUMNS} where p.case_id = $1`, [caseId])
  return row
}

export const STAGES = ['published', 'signed'] as const
export type Stage = (typeof STAGES)[number]

/** 考核表 as it was frozen. `heads`: by unit, who was its head at that instant. */
export type FrozenBody = { units: UnitScore[]; heads: Record<string, string[]> }
export type FrozenSheet = { stage: Stage; at: number; author: string; body: FrozenBody; hash: string }

/** The later stage last. */
export const frozenSheets = (db: Queryable, appraisalId: number): Promise<FrozenSheet[]> =>
  db.query<FrozenSheet>(
    `select s.stage, s.at, s.author, s.body, s.hash from appraisal_sheet as s where s.appraisal_id = $1 order by s.at, s.stage`,
    [appraisalId],
  )

export const hashSheet = (body: FrozenBody): string => hash('sha256', canonicalText(body), 'hex')
