// How every obligation of a plan stands by the rule: assignments in force, the newest signed reports, evidence, overrides.
import type { ProgressRow } from '#contract/progress.ts'
import type { PlacedObligation, PlanModel } from '#domain/plans/plan-model.ts'
import { type Report, reasonInWords, ruleProgress } from '#domain/progress/status.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { type AssignmentInForce, assignmentsInForce } from '../assignments-in-force.ts'

/** States of a return in which its head has signed it: from here on its entries count. */
export const SIGNED = ['to-review', 'accepted']

/** As many as the rule asks for at most. */
const REPORTS_ASKED = 4

type Override = NonNullable<ProgressRow['ruled']['override']>
type Asked = {
  model: PlanModel
  at: EpochMs
  /** Only reports of periods that had ended by `at`, as when a period is looked back on. */
  ended?: boolean
  only?: { obligationId?: string }
}

/** Rows in the order of the plan; `at` is now, or the end of a period that is looked back on. */
export async function standingRows(
  db: Queryable,
  { model, at, ended = false, only = {} }: Asked,
): Promise<ProgressRow[]> {
  const planId = model.pack.about.id
  const assignments = await assignmentsInForce(db, planId, only)
  const [reports, evidence, overrides] = await Promise.all([
    newestReports(db, { planId, until: ended ? at : Number.POSITIVE_INFINITY, assignments: [...assignments.values()] }),
    acceptedEvidence(db, planId),
    overridesAt(db, planId, at),
  ])
  const lists = listsByObligation(model)
  return [...model.obligations.values()]
    .filter(({ obligation: { id } }) => only.obligationId === undefined || only.obligationId === id)
    .map((placed) => {
      const { id } = placed.obligation
      const facts = { assignment: assignments.get(id), reports: reports.get(id) ?? [], evidence: evidence.get(id) ?? 0 }
      return toRow(placed, { ...facts, override: overrides.get(id) ?? null, lists: lists.get(id) ?? [], at })
    })
}

type Known = {
  assignment: AssignmentInForce | undefined
  reports: readonly Report[]
  evidence: number
  override: Override | null
  lists: string[]
  at: EpochMs
}

function toRow({ obligation, measureId }: PlacedObligation, known: Known): ProgressRow {
  const { assignment, reports, evidence, override, lists, at } = known
  const assigned = assignment && { begins: assignment.from, ends: assignment.until }
  const { status, light, reasons } = ruleProgress({ assigned, reports, acceptedEvidence: evidence }, at)
  const [newest] = reports
  return {
    obligationId: obligation.id,
    titleZh: obligation.titleZh,
    titleEn: obligation.titleEn,
    measureId,
    lead: assignment?.lead ?? null,
    assists: assignment?.assists ?? [],
    ends: assignment?.ends ?? null,
    ruled: { status, light, reasons: reasons.map(reasonInWords), override },
    newest: newest === undefined ? null : { period: newest.period, shareDone: String(newest.shareDone) },
    evidence,
    lists,
  }
}

type NewestAsked = { planId: string; until: EpochMs; assignments: readonly AssignmentInForce[] }

/** Signed reports of the leading unit, newest period first, of periods that end by `until`. */
async function newestReports(
  db: Queryable,
  { planId, until, assignments }: NewestAsked,
): Promise<Map<string, Report[]>> {
  const rows = await db.query<{ id: string; period: string; shareDone: number }>(
    `select a.id, r.period, r.share as "shareDone"
       from unnest($2::text[], $3::text[]) as a (id, lead)
      cross join lateral (
        select e.period, e.share_done::float8 as share, e.period_until
          from progress_entry as e join procedure_case as c on c.id = e.case_id and c.state = any ($4)
         where e.plan_id = $1 and e.obligation_id = a.id and e.unit = a.lead and e.known_until = 'infinity'
           and e.share_done is not null and e.period_until <= $5
         order by e.period_until desc limit ${REPORTS_ASKED}) as r
      order by a.id, r.period_until desc`,
    [
      planId,
      assignments.map(({ obligationId }) => obligationId),
      assignments.map(({ lead }) => lead),
      SIGNED,
      timestamptz(until),
    ],
  )
  const found = new Map<string, Report[]>()
  for (const { id, ...report } of rows) found.set(id, [...(found.get(id) ?? []), report])
  return found
}

async function acceptedEvidence(db: Queryable, planId: string): Promise<Map<string, number>> {
  const rows = await db.query<{ id: string; n: number }>(
    `select v.about_ref as id, count(*)::int as n from evidence as v
      where v.plan_id = $1 and v.about_kind = 'obligation' and v.review_state = 'accepted' and v.withdrawn_at is null
      group by v.about_ref`,
    [planId],
  )
  return new Map(rows.map(({ id, n }) => [id, n]))
}

async function overridesAt(db: Queryable, planId: string, at: EpochMs): Promise<Map<string, Override>> {
  const rows = await db.query<Override & { id: string }>(
    `select o.obligation_id as id, o.status, o.reason, o.author, o.known_from as at, o.until
       from progress_override as o
      where o.plan_id = $1 and o.known_until = 'infinity' and o.until > $2`,
    [planId, timestamptz(at)],
  )
  return new Map(rows.map(({ id, ...override }) => [id, override]))
}

/** Ids of the lists that each obligation belongs to. */
export function listsByObligation({ pack }: PlanModel): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { id, obligationIds } of pack.lists?.lists ?? [])
    for (const obligation of obligationIds) found.set(obligation, [...(found.get(obligation) ?? []), id])
  return found
}

export const listBriefs = ({ pack }: PlanModel) =>
  (pack.lists?.lists ?? []).map(({ id, nameZh, nameEn, becauseZh, becauseEn }) => ({
    id,
    name: { zh: nameZh, en: nameEn },
    because: { zh: becauseZh, en: becauseEn },
  }))
