// By how many working days the open cases of a unit are overdue, where they wait on it.
import type { Source } from '#domain/appraisal/scheme.ts'
import { workingDaysBetween } from '#domain/calendar/working-days.ts'
import { actsAwaitedOf } from '#domain/engine/procedure/awaited.ts'
import type { Strand } from '#domain/engine/procedure/case.ts'
import type { Procedure } from '#domain/engine/procedure/definition.ts'
import { beijingDate } from '#kit/time.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { loadCalendar } from '../working-calendar.ts'
import type { Asking, UnitFacts } from './asking.ts'
import { PROCEDURE } from './procedure.ts'

/** `since`: from when it is overdue; null where it is not. */
type TakingPart = {
  id: number
  unit: string
  relation: string
  procedure: string
  version: number
  state: string
  since: number | null
}
type Overdue = TakingPart & { since: number }
const isOverdue = (row: TakingPart): row is Overdue => row.since !== null

/**
 * An overdue case counts for the units it waits on, not for those that have done their part. A unit that took part in
 * none of the year has earned nothing by that: the item does not apply to it.
 */
export async function caseFacts(db: Queryable, asked: Asking): Promise<(source: Source) => UnitFacts> {
  const { nowMs } = asked
  const rows = await takingPart(db, asked)
  const late = await waitingOn(db, asked.planId, rows.filter(isOverdue))
  const calendar = await loadCalendar(db)
  const today = beijingDate(nowMs)
  // `since` is the first instant after the last day, which itself does not count.
  const daysLate = ({ since }: Overdue): number => workingDaysBetween(calendar, beijingDate(since - 1), today).count
  return (source) => {
    if (source.from !== 'cases') throw new Error(`Cannot read ${source.from} as cases`)
    const { procedures } = source
    const isAsked = ({ procedure }: TakingPart): boolean => procedures?.includes(procedure) ?? true
    return ({ unit, names }) => {
      const isOwn = (row: TakingPart): boolean => names.includes(row.unit) && isAsked(row)
      const all = new Set(rows.filter(isOwn).map(({ id }) => id)).size
      const own = [...new Map(late.filter(isOwn).map((row) => [row.id, row])).values()]
      const days = own.reduce((sum, row) => sum + daysLate(row), 0)
      const to = `/procedures/cases?${new URLSearchParams({ unit, overdue: 'true' })}`
      if (all === 0)
        return {
          state: 'not-applicable',
          because: { zh: '本年度没有办件', en: 'it took part in no case of the year' },
          to,
        }
      return {
        state: 'known',
        value: String(days),
        words: {
          zh: `本年度办件 ${all} 件，截至 ${today} 等本单位办理而逾期 ${own.length} 件，合计 ${days} 个工作日`,
          en: `${all} cases of the year, ${own.length} overdue on ${today} that wait on it, ${days} working days together`,
        },
        to,
        sample: all,
      }
    }
  }
}

/** Cases of the year, or still open, with who takes part; the plan office opens cases for others. */
const takingPart = (db: Queryable, { planId, nowMs, from, until }: Asking): Promise<TakingPart[]> =>
  db.query<TakingPart>(
    `select c.id, p.unit, p.relation, c.procedure_id as procedure, c.version, c.state,
            case when c.is_open and c.overdue_from <= $2 then c.overdue_from end as since
       from procedure_case as c join case_party as p on p.case_id = c.id and p.relation <> 'office'
      where c.plan_id = $1 and c.procedure_id <> $3 and c.opened_at < $4 and (c.is_open or c.changed_at >= $5)`,
    [planId, timestamptz(nowMs), PROCEDURE, timestamptz(until), timestamptz(from)],
  )

/** Those of the rows whose case waits on that very unit. */
async function waitingOn(db: Queryable, planId: string, rows: readonly Overdue[]): Promise<Overdue[]> {
  const ids = [...new Set(rows.map(({ id }) => id))]
  const strands = await db.query<Strand & { id: number }>(
    'select s.case_id as id, s.branch, s.unit, s.state from case_strand as s where s.case_id = any ($1)',
    [ids],
  )
  const versions = await db.query<{ body: Procedure }>(
    'select v.body from procedure_version as v where v.plan_id = $1 and v.id = any ($2)',
    [planId, [...new Set(rows.map(({ procedure }) => procedure))]],
  )
  const strandsOf = Map.groupBy(strands, ({ id }) => id)
  const procedures = new Map(versions.map(({ body }) => [`${body.id} ${body.version}`, body]))
  return rows.filter(({ id, unit, relation, procedure, version, state }) => {
    const body = procedures.get(`${procedure} ${version}`)
    const standing = { state, strands: strandsOf.get(id) ?? [], parties: [{ unit, relation }] }
    return body !== undefined && actsAwaitedOf(body, standing, [unit]).length > 0
  })
}
