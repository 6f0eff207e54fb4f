// What of a plan is not covered: from the plan itself, its assignments in force, and the evidence in its cases.
import type { readCoverage as route } from '#contract/coverage.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { bareParagraphs, type GAPS, gapsOf } from '#domain/plans/coverage.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { ABOUT, assignmentsOf } from './assignments.ts'

export async function readCoverage(
  db: Database,
  planId: string,
  { gap, page, pageSize }: QueryOf<typeof route>,
): Promise<ReplyOf<typeof route> | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const [assignments, evidenced] = await Promise.all([assignmentsOf(db, planId), evidencedIn(db, planId)])
  const owned = new Set(
    [...assignments.values()].flatMap(({ state, obligationId }) => (state === 'in-force' ? [obligationId] : [])),
  )
  const all = gapsOf(model, { owned, evidenced })
  const found = all.filter(({ gaps }) => (gap === undefined ? gaps.length > 0 : gaps.includes(gap)))
  const lacking = (wanted: (typeof GAPS)[number]): number => all.filter(({ gaps }) => gaps.includes(wanted)).length
  return {
    rows: found.slice((page - 1) * pageSize, page * pageSize).map(({ obligation, measureId, gaps }) => ({
      obligationId: obligation.id,
      titleZh: obligation.titleZh,
      titleEn: obligation.titleEn,
      measureId,
      gaps,
    })),
    total: found.length,
    page,
    pageSize,
    all: all.length,
    lacking: {
      owner: lacking('owner'),
      evidence: lacking('evidence'),
      indicator: lacking('indicator'),
      system: lacking('system'),
    },
    hasText: model.text !== undefined,
    paragraphs: bareParagraphs(model).map(({ id, text, line }) => ({ id, text, line })),
  }
}

/** Obligations with a piece of evidence of their own, or in any act of a case about them. */
async function evidencedIn(db: Database, planId: string): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>(
    `select distinct c.about_ref as id from procedure_case as c
       join domain_event as e on e.stream = 'procedure-case' and e.stream_id = c.id::text
      where c.plan_id = $1 and c.about_kind = $2 and jsonb_array_length(coalesce(e.payload -> 'inputs' -> 'evidence', '[]')) > 0
      union
     select v.about_ref from evidence as v
      where v.plan_id = $1 and v.about_kind = $2 and v.withdrawn_at is null and v.review_state <> 'rejected'`,
    [planId, ABOUT],
  )
  return new Set(rows.map(({ id }) => id))
}
