// By how many working days the open cases of a unit are overdue.
import type { Source } from '#domain/appraisal/scheme.ts'
import { workingDaysBetween } from '#domain/calendar/working-days.ts'
import { beijingDate } from '#kit/time.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { loadCalendar } from '../working-calendar.ts'
import type { Asking, UnitFacts } from './facts.ts'
import { PROCEDURE } from './procedure.ts'

type Overdue = { unit: string; procedure: string; from: number }

/** The plan office opens cases for others: those count for the units that are asked, not for it. */
export async function caseFacts(db: Queryable, { planId, nowMs }: Asking): Promise<(source: Source) => UnitFacts> {
  const [rows, calendar] = await Promise.all([
    db.query<Overdue>(
      `select p.unit, c.procedure_id as procedure, c.overdue_from as "from"
         from procedure_case as c join case_party as p on p.case_id = c.id and p.relation <> 'office'
        where c.plan_id = $1 and c.is_open and c.overdue_from <= $2 and c.procedure_id <> $3`,
      [planId, timestamptz(nowMs), PROCEDURE],
    ),
    loadCalendar(db),
  ])
  const today = beijingDate(nowMs)
  // The first instant after the last day: that very day is the first one late.
  const daysLate = ({ from }: Overdue): number => workingDaysBetween(calendar, beijingDate(from - 1), today).count
  return (source) => {
    if (source.from !== 'cases') throw new Error(`Cannot read ${source.from} as cases`)
    const { procedures } = source
    const asked = rows.filter(({ procedure }) => procedures === undefined || procedures.includes(procedure))
    return ({ unit, names }) => {
      const own = asked.filter((row) => names.includes(row.unit))
      const days = own.reduce((sum, row) => sum + daysLate(row), 0)
      return {
        state: 'known',
        value: String(days),
        words: {
          zh: `截至 ${today} 逾期未办结 ${own.length} 件，合计 ${days} 个工作日`,
          en: `${own.length} cases overdue on ${today}, ${days} working days together`,
        },
        to: `/procedures/cases?${new URLSearchParams({ unit, overdue: 'true' })}`,
      }
    }
  }
}
