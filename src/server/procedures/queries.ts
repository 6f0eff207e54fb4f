// What the pages of procedures ask: the definitions, the list of cases, and one case as its viewer sees it.
import type { CaseBrief, listCases as listCasesRoute, readCase as readCaseRoute } from '#contract/procedures.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { type Calendar, doubtInWords } from '#domain/calendar/calendar.ts'
import { undoAct } from '#domain/engine/procedure/act.ts'
import { actsDone, lastAt, type Party, type Person } from '#domain/engine/procedure/case.ts'
import { type Bilingual, nameOf, type Procedure } from '#domain/engine/procedure/definition.ts'
import { dueOf } from '#domain/engine/procedure/due.ts'
import { actsOpenTo } from '#domain/engine/procedure/open-acts.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { namesOfUnit } from '../organisation-register.ts'
import { loadCalendar } from '../working-calendar.ts'
import { findCase, type StoredCase } from './case-store.ts'
import type { CaseHooks } from './hooks.ts'
import { linksOf } from './links.ts'

type Row = Omit<CaseBrief, 'about' | 'stateName' | 'procedureName'> & {
  aboutKind: string
  aboutRef: string
  procedureName: Bilingual
  states: Procedure['states']
}

const CASE = `select c.id, c.plan_id as "planId", c.procedure_id as procedure, c.version, c.title,
       c.about_kind as "aboutKind", c.about_ref as "aboutRef", c.state, c.is_open as "isOpen",
       c.opened_by as "openedBy", c.opened_at as "openedAt", c.changed_at as "changedAt",
       c.overdue_from as "overdueFrom", c.event_count as seen, v.body -> 'name' as "procedureName",
       v.body -> 'states' as states,
       (select coalesce(jsonb_agg(jsonb_build_object('unit', p.unit, 'relation', p.relation) order by p.relation, p.unit), '[]')
          from case_party as p where p.case_id = c.id) as parties`
const WITH_VERSION = `join procedure_version as v
         on v.plan_id = c.plan_id and v.id = c.procedure_id and v.version = c.version`

type Asked = QueryOf<typeof listCasesRoute>

/** Only what is asked for stands in the statement: a condition that may be empty would keep the store from its indexes. */
function conditionsOf(
  asked: Omit<Asked, 'unit'> & { units: string[] | undefined },
  now: EpochMs,
): { where: string; params: unknown[] } {
  const params: unknown[] = []
  const put = (value: unknown): string => `$${params.push(value)}`
  const conditions: string[] = []
  const { plan, procedure, state, units, person, aboutKind, aboutRef, open, overdue } = asked
  if (procedure !== undefined) conditions.push(`c.procedure_id = ${put(procedure)}`)
  if (state !== undefined) conditions.push(stateCondition(put(state), units && put(units)))
  if (units !== undefined)
    conditions.push(`c.id in (select p.case_id from case_party as p where p.unit = any (${put(units)}))`)
  if (person !== undefined)
    conditions.push(
      `c.id in (select e.stream_id::bigint from domain_event as e
                 where e.stream = 'procedure-case' and e.actor = ${put(person)})`,
    )
  if (aboutKind !== undefined) conditions.push(`c.about_kind = ${put(aboutKind)}`)
  if (plan !== undefined) conditions.push(`c.plan_id = ${put(plan)}`)
  if (aboutRef !== undefined) conditions.push(`c.about_ref = ${put(aboutRef)}`)
  if (open !== undefined) conditions.push(open ? 'c.is_open' : 'not c.is_open')
  if (overdue !== undefined)
    conditions.push(`(c.is_open and coalesce(c.overdue_from <= ${put(timestamptz(now))}, false)) = ${put(overdue)}`)
  return { where: conditions.length === 0 ? 'true' : conditions.join(' and '), params }
}

/** A state of the case, or of a strand: of that unit where one is asked for. */
const stateCondition = (state: string, units: string | undefined): string =>
  `(c.state = ${state} or exists (
     select 1 from case_strand as s
      where s.case_id = c.id and s.state = ${state} ${units === undefined ? '' : `and s.unit = any (${units})`}))`

/** One page of the cases that fit, the ones changed last first. */
export async function listCases(db: Database, asked: Asked, now: EpochMs): Promise<ReplyOf<typeof listCasesRoute>> {
  const { page, pageSize, unit, ...rest } = asked
  const units = unit === undefined ? undefined : await namesOfUnit(db, unit)
  const { where, params } = conditionsOf({ ...rest, page, pageSize, units }, now)
  const [rows, [count]] = await Promise.all([
    db.query<Row>(
      `${CASE}
         from (select c.* from procedure_case as c where ${where}
                order by c.changed_at desc, c.id desc
                limit $${params.length + 1} offset $${params.length + 2}) as c
         ${WITH_VERSION}
        order by c.changed_at desc, c.id desc`,
      [...params, pageSize, (page - 1) * pageSize],
    ),
    db.query<{ n: number }>(`select count(*)::int as n from procedure_case as c where ${where}`, params),
  ])
  return { rows: rows.map(toBrief), total: count?.n ?? 0, page, pageSize }
}

/** These cases as a list shows them, in no order. */
export async function readBriefs(db: Database, cases: readonly { id: number }[]): Promise<CaseBrief[]> {
  const rows = await db.query<Row>(`${CASE} from procedure_case as c ${WITH_VERSION} where c.id = any ($1)`, [
    cases.map(({ id }) => id),
  ])
  return rows.map(toBrief)
}

function toBrief({ aboutKind, aboutRef, states, ...row }: Row): CaseBrief {
  return { ...row, about: { kind: aboutKind, ref: aboutRef }, stateName: nameOf(states, row.state) }
}

export type Viewing = { id: number; person: Person; now: EpochMs; hooks?: CaseHooks }

/** The case with its history and what the person may do in it. */
export async function readCase(
  db: Database,
  { id, person, now, hooks }: Viewing,
): Promise<ReplyOf<typeof readCaseRoute> | Refusal> {
  const stored = await findCase(db, id)
  if (isRefusal(stored)) return stored
  const { procedure, current } = stored
  const at = Math.max(now, lastAt(current))
  const calendar = await loadCalendar(db)
  const facts = (await hooks?.facts?.(db, stored)) ?? {}
  return {
    case: briefOf(stored, at, calendar),
    procedure,
    strands: [...current.strands],
    events: [...current.events],
    dues: dueOf(procedure, current, at, calendar).map(({ doubts, steps, ...due }) => ({
      ...due,
      steps: steps.map(({ kind, id: step, at: moment, isDone }) => ({ kind, id: step, at: moment, isDone })),
      doubts: doubts.map(doubtInWords),
    })),
    acts: actsOpenTo(procedure, current, { person, at, calendar, facts }).map(({ refused = null, ...offer }) => ({
      ...offer,
      refused,
    })),
    undoable: undoableBy(stored, { by: person, at, calendar }),
    links: await linksOf(db, id),
  }
}

function briefOf({ id, planId, procedure, current }: StoredCase, at: EpochMs, calendar: Calendar): CaseBrief {
  const [opened] = current.events
  if (opened?.type !== 'opened') throw new Error(`Cannot show case ${id} as it was never opened`)
  const byRelation = (a: Party, b: Party): number => (a.relation < b.relation ? -1 : Number(a.relation > b.relation))
  return {
    id,
    planId,
    procedure: procedure.id,
    procedureName: procedure.name,
    version: procedure.version,
    title: current.title,
    about: current.about,
    state: current.state,
    stateName: nameOf(procedure.states, current.state),
    isOpen: !procedure.states.some((state) => state.id === current.state && state.kind === 'final'),
    parties: current.parties.toSorted(byRelation),
    openedBy: opened.by,
    openedAt: opened.at,
    changedAt: lastAt(current),
    overdueFrom: dueOf(procedure, current, at, calendar)[0]?.until ?? null,
    seen: current.events.length,
  }
}

/** Numbers of the person's acts that could be taken back with a reason. */
const undoableBy = (
  { procedure, current }: StoredCase,
  { by, at, calendar }: { by: Person; at: EpochMs; calendar: Calendar },
): number[] =>
  actsDone(current)
    .filter((event) => event.by === by.name)
    .filter(({ no }) => !isRefusal(undoAct(procedure, current, { by, at, reason: '…', undoes: no, calendar })))
    .map(({ no }) => no)
