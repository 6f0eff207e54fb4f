// How the evidence of the obligations that a unit leads was reviewed.
import type { Source } from '#domain/appraisal/scheme.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { assignmentsInForce } from '../assignments-in-force.ts'
import { type Asking, percentOf, type UnitFacts } from './asking.ts'

type Reviewed = { id: string; accepted: number; rejected: number }

/** Pieces handed in within the year; what was taken back does not count. */
export async function evidenceFacts(
  db: Queryable,
  { planId, from, until }: Asking,
): Promise<(source: Source) => UnitFacts> {
  const [rows, assignments] = await Promise.all([
    db.query<Reviewed>(
      `select v.about_ref as id, count(*) filter (where v.review_state = 'accepted')::int as accepted,
              count(*) filter (where v.review_state = 'rejected')::int as rejected
         from evidence as v
        where v.plan_id = $1 and v.about_kind = 'obligation' and v.withdrawn_at is null
          and v.added_at >= $2 and v.added_at < $3
        group by v.about_ref`,
      [planId, timestamptz(from), timestamptz(until)],
    ),
    assignmentsInForce(db, planId),
  ])
  return () =>
    ({ unit, names }) => {
      const own = rows.filter(({ id }) => names.includes(assignments.get(id)?.lead ?? ''))
      const accepted = own.reduce((sum, row) => sum + row.accepted, 0)
      const all = own.reduce((sum, row) => sum + row.accepted + row.rejected, 0)
      const to = `/progress?${new URLSearchParams({ unit })}`
      if (all === 0) {
        return {
          state: 'not-applicable',
          because: { zh: '本年度没有已审核的佐证', en: 'no evidence of the year was reviewed' },
          to,
        }
      }
      const value = percentOf(accepted, all)
      return {
        state: 'known',
        value,
        words: {
          zh: `审核佐证 ${all} 件，通过 ${accepted} 件（${value}%）`,
          en: `${accepted} of ${all} pieces of evidence accepted (${value}%)`,
        },
        to,
        sample: all,
      }
    }
}
