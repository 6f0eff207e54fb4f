// By how many working days the open cases of a unit are overdue.
import type { Source } from '#domain/appraisal/scheme.ts'
import { workingDaysBetween } from '#domain/calendar/working-days.ts'
import { beijingDate } from '#kit/time.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { loadCalendar } from '../working-calendar.ts'
import type { Asking, UnitFacts } from './asking.ts'
import { PROCEDURE } from './procedure.ts'

/** `from`: since when it is overdue; null where it is not. */
type TakingPart = { unit: string; procedure: string; from: number | null }

/**
 * The plan office opens cases for others: those count for the units that are asked, not for it. A unit that took part in
 * none of the year has earned nothing by that: the item does not apply to it.
 */
export async function caseFacts(
  db: Queryable,
  { planId, nowMs, from, until }: Asking,
): Promise<(source: Source) => UnitFacts> {
  const [rows, calendar] = await Promise.all([
    db.query<TakingPart>(
      `select p.unit, c.procedure_id as procedure, case when c.is_open and c.overdue_from <= $2 then c.overdue_from end as "from"
         from procedure_case as c join case_party as p on p.case_id = c.id and p.relation <> 'office'
        where c.plan_id = $1 and c.procedure_id <> $3 and c.opened_at < $4 and (c.is_open or c.changed_at >= $5)`,
      [planId, timestamptz(nowMs), PROCEDURE, timestamptz(until), timestamptz(from)],
    ),
    loadCalendar(db),
  ])
  const today = beijingDate(nowMs)
  // The first instant after the last day: that very day is the first one late.
  const daysLate = (since: number): number => workingDaysBetween(calendar, beijingDate(since - 1), today).count
  return (source) => {
    if (source.from !== 'cases') throw new Error(`Cannot read ${source.from} as cases`)
    const { procedures } = source
    const asked = rows.filter(({ procedure }) => procedures === undefined || procedures.includes(procedure))
    return ({ unit, names }) => {
      const own = asked.filter((row) => names.includes(row.unit))
      const late = own.flatMap((row) => (row.from === null ? [] : [row.from]))
      const days = late.reduce((sum, since) => sum + daysLate(since), 0)
      const to = `/procedures/cases?${new URLSearchParams({ unit, overdue: 'true' })}`
      if (own.length === 0)
        return {
          state: 'not-applicable',
          because: { zh: '本年度没有办件', en: 'it took part in no case of the year' },
          to,
        }
      return {
        state: 'known',
        value: String(days),
        words: {
          zh: `本年度办件 ${own.length} 件，截至 ${today} 逾期未办结 ${late.length} 件，合计 ${days} 个工作日`,
          en: `${own.length} cases of the year, ${late.length} overdue on ${today}, ${days} working days together`,
        },
        to,
        sample: own.length,
      }
    }
  }
}
