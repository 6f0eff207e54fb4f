// What the desk of supervision asks: deviations by state, and orders and consultations under way with their last days.
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import {
  type DeviationRow,
  DeviationState,
  type readDeviation as deviationRoute,
  type listDeviations as deviationsRoute,
  PRESSING,
  type SupervisedRow,
  type listSupervised as supervisedRoute,
} from '#contract/supervision.ts'
import type { Bilingual } from '#contract/wire.ts'
import { type Calendar, type CalendarDoubt, doubtInWords, doubtsBetween } from '#domain/calendar/calendar.ts'
import { endOfDay } from '#domain/calendar/day.ts'
import { addWorkingDays, workingDaysBetween } from '#domain/calendar/working-days.ts'
import { reasonInWords } from '#domain/deviations/words.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { nameOf, type Procedure, statesOf } from '#domain/engine/procedure/definition.ts'
import type { PlanModel } from '#domain/plans/plan-model.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { beijingDate, type EpochMs } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { namesOfUnit } from '../organisation-register.ts'
import { findPlan } from '../plan-store.ts'
import { countFollowUps } from '../procedures/links.ts'
import { officeOf } from '../procedures/office.ts'
import { readBriefs } from '../procedures/queries.ts'
import { loadCalendar } from '../working-calendar.ts'
import { AFTER_MEETING, CONSULTATION } from './hooks.ts'
import { prepareText } from './open-case.ts'
import { frozenHash, rowsOfDeviation, type StoredDeviation } from './store.ts'

/** Working days before the last one from which on a case is yellow. */
const SOON_WORKING_DAYS = 3

type Asked<Q> = { planId: string; query: Q; person: Person; now: EpochMs }
type Deviations = ReplyOf<typeof deviationsRoute>
type Row = StoredDeviation & { author: string; changedAt: EpochMs }

export async function listDeviations(
  db: Database,
  { planId, query, person, now }: Asked<QueryOf<typeof deviationsRoute>>,
): Promise<Deviations | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const calendar = await loadCalendar(db)
  const { page, pageSize, unit } = query
  const names = unit === undefined ? null : await namesOfUnit(db, unit)
  const { where, params } = deviationsThatFit(planId, query, names)
  const [rows, [count], states, open, units, [looked]] = await Promise.all([
    db.query<Row>(
      `select d.id as "rowId", d.number, d.rule_id as rule, d.name, d.units, d.reason, d.state, d.remark, d.author,
              jsonb_build_object('kind', d.subject_kind, 'ref', d.subject_ref) as subject, d.case_id as "caseId",
              d.first_seen as "firstSeen", d.last_seen as "lastSeen", d.known_from as "changedAt"
         from deviation as d where ${where}
        order by ${query.state === undefined || query.state === 'open' ? 'd.first_seen, d.number' : 'd.known_from desc, d.number desc'}
        limit $${params.length + 1} offset $${params.length + 2}`,
      [...params, pageSize, (page - 1) * pageSize],
    ),
    db.query<{ n: number }>(`select count(*)::int as n from deviation as d where ${where}`, params),
    db.query<{ state: DeviationState; n: number }>(
      `select d.state, count(*)::int as n from deviation as d
        where d.plan_id = $1 and d.known_until = 'infinity' group by d.state`,
      [planId],
    ),
    db.query<{ rule: string; n: number }>(
      `select d.rule_id as rule, count(*)::int as n from deviation as d
        where d.plan_id = $1 and d.known_until = 'infinity' and d.state = 'open' group by d.rule_id`,
      [planId],
    ),
    db.query<{ unit: string }>(
      `select distinct u.unit from deviation as d cross join lateral unnest(d.units) as u (unit)
        where d.plan_id = $1 and d.known_until = 'infinity'`,
      [planId],
    ),
    db.query<NonNullable<Deviations['looked']>>(
      `select l.at, l.author as by, l.found from deviation_look as l where l.plan_id = $1 order by l.at desc limit 1`,
      [planId],
    ),
  ])
  return {
    rows: rows.map((row) => toDeviation(row, { model, now, calendar, seenAt: looked?.at })),
    total: count?.n ?? 0,
    page,
    pageSize,
    states: Object.fromEntries(
      DeviationState.options.map((state) => [state, states.find((one) => one.state === state)?.n ?? 0]),
    ) as Deviations['states'],
    rules: model.pack.deviations.map(({ id, name, threshold, because, opens }) => ({
      id,
      name,
      threshold,
      because,
      how: opens.how,
      opens: procedureName(model, opens.procedure),
      open: open.find(({ rule }) => rule === id)?.n ?? 0,
    })),
    units: units.map((one) => one.unit).sort((a, b) => a.localeCompare(b, 'zh')),
    looked: looked ?? null,
    mayDecide: officeOf(person, 'officer') !== undefined,
  }
}

/** What became of one deviation, row by row. */
export async function readDeviation(
  db: Database,
  planId: string,
  number: number,
): Promise<ReplyOf<typeof deviationRoute> | Refusal> {
  const rows = await rowsOfDeviation(db, planId, number)
  if (rows.length === 0)
    return refuse('supervision.deviation-not-found', {
      zh: `没有偏差 ${number}`,
      en: `There is no deviation ${number}`,
    })
  return {
    rows: rows.map((row) => {
      const { rowId, state, reason, units, remark, caseId, author, from, until } = row
      const because = reasonInWords(reason)
      return { id: rowId, state, because, units, remark, caseId, author, from, until, hash: frozenHash(row) }
    }),
  }
}

function deviationsThatFit(
  planId: string,
  { state = 'open', rule, q }: QueryOf<typeof deviationsRoute>,
  names: readonly string[] | null,
): { where: string; params: unknown[] } {
  const params: unknown[] = [planId, state]
  const conditions = [`d.plan_id = $1 and d.known_until = 'infinity' and d.state = $2`]
  const put = (value: unknown): string => `$${params.push(value)}`
  if (rule !== undefined) conditions.push(`d.rule_id = ${put(rule)}`)
  if (names !== null) conditions.push(`d.units && ${put(names)}::text[]`)
  if (q !== undefined && q.trim() !== '') {
    const words = put(q.trim().toLowerCase())
    conditions.push(
      `strpos(lower(d.subject_ref || ' ' || (d.name ->> 'zh') || ' ' || (d.name ->> 'en')), ${words}) > 0`,
    )
  }
  return { where: conditions.join(' and '), params }
}

const procedureName = ({ pack }: PlanModel, id: string): Bilingual =>
  pack.procedures.find((procedure) => procedure.id === id)?.name ?? { zh: id, en: id }

type Showing = { model: PlanModel; now: EpochMs; calendar: Calendar; seenAt: EpochMs | undefined }

function toDeviation(row: Row, { model, now, calendar, seenAt }: Showing): DeviationRow {
  const rule = model.pack.deviations.find(({ id }) => id === row.rule)
  const { number, subject, name, units, state, remark, caseId, author, firstSeen, lastSeen, changedAt } = row
  const isStanding = state === 'open' || state === 'dismissed'
  return {
    number,
    rule: row.rule,
    ruleName: rule?.name ?? { zh: row.rule, en: row.rule },
    opens:
      rule === undefined
        ? null
        : { procedure: rule.opens.procedure, name: procedureName(model, rule.opens.procedure), how: rule.opens.how },
    subject,
    name,
    units,
    because: reasonInWords(row.reason),
    state,
    remark,
    caseId,
    author,
    firstSeen,
    // A look that finds it as it was writes no row.
    lastSeen: isStanding ? Math.max(lastSeen, seenAt ?? lastSeen) : lastSeen,
    changedAt,
    prepared: state === 'open' && rule !== undefined ? prepareText({ rule, row, at: now }, calendar) : null,
  }
}

type Supervised = ReplyOf<typeof supervisedRoute>

/** Overdue first, then by the nearest last day; those without a deadline last. */
export async function listSupervised(
  db: Database,
  { planId, query, person, now }: Asked<QueryOf<typeof supervisedRoute>>,
): Promise<Supervised | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const calendar = await loadCalendar(db)
  const soon = endOfDay(addWorkingDays(calendar, beijingDate(now), SOON_WORKING_DAYS).day)
  const { page, pageSize, unit } = query
  const names = unit === undefined ? null : await namesOfUnit(db, unit)
  const { where, params } = supervisedThatFit(planId, query, { names, now, soon })
  const [found, [count], [totals]] = await Promise.all([
    db.query<{ id: number }>(
      `select c.id from procedure_case as c where ${where}
        order by c.overdue_from nulls last, c.id limit $${params.length + 1} offset $${params.length + 2}`,
      [...params, pageSize, (page - 1) * pageSize],
    ),
    db.query<{ n: number }>(`select count(*)::int as n from procedure_case as c where ${where}`, params),
    db.query<Supervised['totals']>(
      `select count(*) filter (where c.procedure_id = $2)::int as orders,
              count(*) filter (where c.procedure_id = $3)::int as consultations,
              count(*) filter (where c.overdue_from <= $4)::int as overdue,
              count(*) filter (where c.overdue_from > $4 and c.overdue_from <= $5)::int as soon
         from procedure_case as c where c.plan_id = $1 and c.procedure_id in ($2, $3) and c.is_open`,
      [planId, ...PRESSING, timestamptz(now), timestamptz(soon)],
    ),
  ])
  const ids = found.map(({ id }) => id)
  const [briefs, strands, followUps] = await Promise.all([
    readBriefs(db, found),
    strandsOf(db, ids),
    countFollowUps(db, ids),
  ])
  const mayHandOut = officeOf(person, 'officer') !== undefined
  const rows = new Map(briefs.map((brief) => [brief.id, brief]))
  return {
    rows: ids.flatMap((id): SupervisedRow[] => {
      const brief = rows.get(id)
      if (brief === undefined) return []
      return [
        {
          ...brief,
          ...dueOf(brief.overdueFrom, { now, soon, calendar }),
          strands: (strands.get(id) ?? []).map(({ unit: of, state, stateName }) => ({ unit: of, state, stateName })),
          followUps: followUps.get(id) ?? { all: 0, open: 0 },
          mayHandOut: mayHandOut && brief.procedure === CONSULTATION && AFTER_MEETING.includes(brief.state),
        },
      ]
    }),
    total: count?.n ?? 0,
    page,
    pageSize,
    totals: totals ?? { orders: 0, consultations: 0, overdue: 0, soon: 0 },
    doubts: doubtsOf([...rows.values()], { now, calendar }).map(doubtInWords),
  }
}

type Bounds = { names: readonly string[] | null; now: EpochMs; soon: EpochMs }

function supervisedThatFit(
  planId: string,
  { procedure, due, q }: QueryOf<typeof supervisedRoute>,
  { names, now, soon }: Bounds,
): { where: string; params: unknown[] } {
  const params: unknown[] = [planId, procedure === undefined ? [...PRESSING] : [procedure]]
  const conditions = ['c.plan_id = $1 and c.procedure_id = any ($2) and c.is_open']
  const put = (value: unknown): string => `$${params.push(value)}`
  if (due === 'overdue') conditions.push(`c.overdue_from <= ${put(timestamptz(now))}`)
  if (due === 'soon')
    conditions.push(`c.overdue_from > ${put(timestamptz(now))} and c.overdue_from <= ${put(timestamptz(soon))}`)
  if (due === 'later') conditions.push(`coalesce(c.overdue_from > ${put(timestamptz(soon))}, true)`)
  if (names !== null)
    conditions.push(`c.id in (select p.case_id from case_party as p where p.unit = any (${put(names)}))`)
  if (q !== undefined && q.trim() !== '')
    conditions.push(`strpos(lower(c.id || ' ' || c.title), ${put(q.trim().toLowerCase())}) > 0`)
  return { where: conditions.join(' and '), params }
}

type Strand = { id: number; unit: string; state: string; stateName: Bilingual }

async function strandsOf(db: Database, ids: readonly number[]): Promise<Map<number, Strand[]>> {
  const rows = await db.query<Omit<Strand, 'stateName'> & { branch: string; body: Procedure }>(
    `select s.case_id as id, s.unit, s.state, s.branch, v.body
       from case_strand as s join procedure_case as c on c.id = s.case_id
       join procedure_version as v on v.plan_id = c.plan_id and v.id = c.procedure_id and v.version = c.version
      where s.case_id = any ($1) order by s.unit`,
    [ids],
  )
  return Map.groupBy(
    rows.map(({ branch, body, ...strand }) => ({ ...strand, stateName: nameOf(statesOf(body, branch), strand.state) })),
    ({ id }) => id,
  )
}

/** Of the days from now to the last days shown, each year once. */
function doubtsOf(
  briefs: readonly { overdueFrom: EpochMs | null }[],
  { now, calendar }: { now: EpochMs; calendar: Calendar },
): CalendarDoubt[] {
  const doubts = briefs.flatMap(({ overdueFrom }) =>
    overdueFrom === null ? [] : doubtsBetween(calendar, beijingDate(now), beijingDate(overdueFrom - 1)),
  )
  return [...new Map(doubts.map((doubt) => [doubt.year, doubt])).values()]
}

type Due = Pick<SupervisedRow, 'light' | 'lastDay' | 'workingDaysLeft'>

function dueOf(
  overdueFrom: EpochMs | null,
  { now, soon, calendar }: { now: EpochMs; soon: EpochMs; calendar: Calendar },
): Due {
  if (overdueFrom === null) return { light: 'none', lastDay: null, workingDaysLeft: null }
  const lastDay = beijingDate(overdueFrom - 1)
  const light = overdueFrom <= now ? 'red' : overdueFrom <= soon ? 'yellow' : 'green'
  return { light, lastDay, workingDaysLeft: workingDaysBetween(calendar, beijingDate(now), lastDay).count }
}
