// What stands between the obligations of two plans, and how far each is by the newest signed report.
import type { Succession, SuccessionKind } from '#domain/plans/succession.ts'
import type { Queryable } from '#platform/database.ts'
import { assignmentsInForce } from '../assignments-in-force.ts'

/** States in which the head of the unit has signed a return. */
const SIGNED = ['to-review', 'accepted']

export type StandingEntry = {
  id: number
  planId: string
  obligationId: string
  kind: SuccessionKind
  toPlanId: string | null
  toObligationId: string | null
  reason: string
  author: string
  at: number
}

const COLUMNS = `s.id, s.plan_id as "planId", s.obligation_id as "obligationId", s.kind, s.to_plan_id as "toPlanId",
  s.to_obligation_id as "toObligationId", s.reason, s.author, s.known_from as at`

/** Those from or to a plan; with an obligation, only its own. */
export const entriesFrom = (db: Queryable, planId: string, obligationId?: string): Promise<StandingEntry[]> =>
  db.query<StandingEntry>(
    `select ${COLUMNS} from obligation_succession as s
      where s.plan_id = $1 and ($2::text is null or s.obligation_id = $2) and s.known_until = 'infinity' order by s.id`,
    [planId, obligationId ?? null],
  )

export const entriesTo = (db: Queryable, planId: string, obligationId?: string): Promise<StandingEntry[]> =>
  db.query<StandingEntry>(
    `select ${COLUMNS} from obligation_succession as s
      where s.to_plan_id = $1 and ($2::text is null or s.to_obligation_id = $2) and s.known_until = 'infinity' order by s.id`,
    [planId, obligationId ?? null],
  )

/** In the shape of the rules. */
export const toSuccession = (entry: StandingEntry): Succession => ({
  from: { planId: entry.planId, id: entry.obligationId },
  kind: entry.kind,
  to:
    entry.toPlanId === null || entry.toObligationId === null
      ? null
      : { planId: entry.toPlanId, id: entry.toObligationId },
  reason: entry.reason,
})

/** Percent done by obligation, of the newest period that its leading unit has signed; with an obligation, only its own. */
export async function sharesDone(db: Queryable, planId: string, obligationId?: string): Promise<Map<string, string>> {
  const only = obligationId === undefined ? {} : { obligationId }
  const assignments = [...(await assignmentsInForce(db, planId, only)).values()]
  const rows = await db.query<{ id: string; share: string }>(
    `select a.id, r.share
       from unnest($2::text[], $3::text[]) as a (id, lead)
      cross join lateral (
        select e.share_done::text as share
          from progress_entry as e join procedure_case as c on c.id = e.case_id and c.state = any ($4)
         where e.plan_id = $1 and e.obligation_id = a.id and e.unit = a.lead and e.known_until = 'infinity'
           and e.share_done is not null
         order by e.period_until desc limit 1) as r`,
    [planId, assignments.map((one) => one.obligationId), assignments.map(({ lead }) => lead), SIGNED],
  )
  return new Map(rows.map(({ id, share }) => [id, share]))
}
