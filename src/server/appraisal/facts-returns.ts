// Whether a unit's progress returns of the year were signed in time.
import type { Source } from '#domain/appraisal/scheme.ts'
import { endOfDay } from '#domain/calendar/day.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { type Asking, percentOf, type UnitFacts } from './asking.ts'

/** `due` is null for a case of an older procedure that asked for no day. */
type Return = { unit: string; due: string | null; signedAt: number | null }

/** A return counts once it is signed or its day has gone by. */
export async function returnFacts(
  db: Queryable,
  { planId, year, nowMs }: Asking,
): Promise<(source: Source) => UnitFacts> {
  const rows = await db.query<Return>(
    `select p.unit,
            (select e.payload -> 'inputs' -> 'fields' ->> 'due' from domain_event as e
              where e.stream = 'procedure-case' and e.stream_id = c.id::text and e.payload -> 'inputs' -> 'fields' ? 'due'
              order by e.id desc limit 1) as due,
            (select (e.payload ->> 'at')::bigint from domain_event as e
              where e.stream = 'procedure-case' and e.stream_id = c.id::text and e.payload ->> 'act' = 'sign'
                and c.state in ('to-review', 'accepted')
              order by e.id desc limit 1) as "signedAt"
       from procedure_case as c join case_party as p on p.case_id = c.id and p.relation = 'reporter'
      where c.plan_id = $1 and c.procedure_id = 'progress-report' and c.about_ref ~ $2 and c.opened_at <= $3`,
    [planId, `/${year}-(Q[1-4]|\\d\\d)$`, timestamptz(nowMs)],
  )
  const dated = rows.flatMap(({ due, ...row }) => (due === null ? [] : [{ ...row, ends: endOfDay(due) }]))
  const counted = dated.filter(({ ends, signedAt }) => signedAt !== null || ends <= nowMs)
  return () =>
    ({ unit, names }) => {
      const own = counted.filter((row) => names.includes(row.unit))
      const to = `/progress/returns?${new URLSearchParams({ unit: own[0]?.unit ?? unit })}`
      if (own.length === 0) {
        return {
          state: 'not-applicable',
          because: { zh: '本年度没有应交的填报', en: 'no return was due in the year' },
          to,
        }
      }
      const inTime = own.filter(({ ends, signedAt }) => signedAt !== null && signedAt < ends).length
      const value = percentOf(inTime, own.length)
      return {
        state: 'known',
        value,
        words: {
          zh: `应交填报 ${own.length} 期，按时签发 ${inTime} 期（${value}%）`,
          en: `${inTime} of ${own.length} returns signed in time (${value}%)`,
        },
        to,
        sample: own.length,
      }
    }
}
