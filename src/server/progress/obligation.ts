// One obligation with everything known of it, for its page.
import type { ReportedEntry, readObligation as route } from '#contract/obligation.ts'
import type { ReplyOf } from '#contract/route.ts'
import { formatRef } from '#contract/trace-ref.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { indicatorsOf, type PlacedObligation, type PlanModel } from '#domain/plans/plan-model.ts'
import { getPeriod } from '#domain/progress/period.ts'
import { elapsedPercent } from '#domain/progress/status.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingYear, type EpochMs } from '#kit/time.ts'
import type { Database, Queryable } from '#platform/database.ts'
import { type AssignmentInForce, assignmentsInForce } from '../assignments-in-force.ts'
import { findPlan } from '../plan-store.ts'
import { pathOf, toObligation, toParagraph } from '../plan-wire.ts'
import { officeOf } from '../procedures/office.ts'
import { listCases } from '../procedures/queries.ts'
import { noObligation } from './override.ts'
import { listBriefs, SIGNED, standingRows } from './standing.ts'

type Reply = ReplyOf<typeof route>
type Asked = { planId: string; id: string; now: EpochMs; person: Person }

const MOST_ENTRIES = 240
const MOST_CASES = 50

export async function readObligation(db: Database, { planId, id, now, person }: Asked): Promise<Reply | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const placed = model.obligations.get(id)
  if (placed === undefined) return noObligation(id)
  const [standing, assignments, division, indicators, cases] = await Promise.all([
    standingRows(db, { model, at: now, only: { obligationId: id } }),
    assignmentsInForce(db, planId, { obligationId: id }),
    divisionOf(db, planId, id),
    indicatorsServed(db, model, placed),
    listCases(db, { plan: planId, aboutKind: 'obligation', aboutRef: id, page: 1, pageSize: MOST_CASES }, now),
  ])
  const [row] = standing
  if (row === undefined) throw new Error(`Cannot rule on ${id} as the plan lost it meanwhile`)
  const paragraph = model.paragraphs.get(model.paragraphOf.get(id) ?? '')
  return {
    obligation: { ...toObligation(model, placed), ...particularsOf(placed) },
    path: pathTo(model, placed),
    hasText: model.text !== undefined,
    paragraph: paragraph === undefined ? null : toParagraph(paragraph),
    division,
    ruled: row.ruled,
    mayOverride: officeOf(person) !== undefined,
    lists: listBriefs(model).filter((list) => row.lists.includes(list.id)),
    ...(await entriesOf(db, { planId, id, assignment: assignments.get(id) })),
    indicators,
    systems: systemsOf(model, placed),
    cases: cases.rows,
  }
}

function particularsOf({ obligation }: PlacedObligation) {
  const { deadline, progressType, cadence, assistedAction, note, named } = obligation
  return {
    deadlineYear: deadline.year,
    deadlineStated: deadline.basis === 'explicit',
    progressType,
    cadence: cadence ?? null,
    assistedAction: assistedAction ?? null,
    note: note ?? null,
    named: named ?? [],
  }
}

function pathTo(model: PlanModel, { measureId }: PlacedObligation): Reply['path'] {
  const measure = model.nodes.get(measureId)
  return measure === undefined
    ? []
    : pathOf(model, measure).map(({ id, kind, titleZh, titleEn }) => ({ id, kind, titleZh, titleEn }))
}

type CaseRow = Omit<
  NonNullable<Reply['division']>,
  'state' | 'lead' | 'assists' | 'begins' | 'ends' | 'weight' | 'evidence'
> & {
  isOpen: boolean
  parties: { unit: string; relation: string }[]
  fields: Record<string, string>
}

/** The newest division that is not cancelled: the one in force, or the one under way. */
async function divisionOf(db: Queryable, planId: string, id: string): Promise<Reply['division']> {
  const [row] = await db.query<CaseRow>(
    `select c.id as "caseId", c.is_open as "isOpen",
            (select s -> 'name' from jsonb_array_elements(v.body -> 'states') as s where s ->> 'id' = c.state) as "stateName",
            (select coalesce(jsonb_agg(jsonb_build_object('unit', p.unit, 'relation', p.relation) order by p.unit), '[]')
               from case_party as p where p.case_id = c.id) as parties,
            (select coalesce(e.payload -> 'inputs' -> 'fields', '{}') from domain_event as e
              where e.stream = 'procedure-case' and e.stream_id = c.id::text and e.type = 'CaseOpened' limit 1) as fields
       from procedure_case as c
       join procedure_version as v on v.plan_id = c.plan_id and v.id = c.procedure_id and v.version = c.version
      where c.plan_id = $1 and c.procedure_id = 'assignment' and c.about_kind = 'obligation' and c.about_ref = $2
        and c.state <> 'cancelled'
      order by c.id desc limit 1`,
    [planId, id],
  )
  if (row === undefined) return null
  const { caseId, isOpen, stateName, parties, fields } = row
  const of = (relation: string): string[] =>
    parties.flatMap((party) => (party.relation === relation ? [party.unit] : []))
  return {
    caseId,
    stateName,
    state: isOpen ? 'open' : 'in-force',
    lead: of('lead')[0] ?? '',
    assists: of('assist'),
    begins: fields.begins ?? '',
    ends: fields.ends ?? '',
    weight: fields.weight ?? null,
    evidence: fields['expected-evidence'] ?? '',
  }
}

type EntriesAsked = { planId: string; id: string; assignment: AssignmentInForce | undefined }

/** Signed entries of all units, newest period first, the lead's before those of the others. */
async function entriesOf(
  db: Queryable,
  { planId, id, assignment }: EntriesAsked,
): Promise<Pick<Reply, 'entries' | 'entriesTotal'>> {
  const rows = await db.query<Omit<ReportedEntry, 'elapsedPercent'> & { total: number }>(
    `select e.period, e.unit, e.unit = $3 as "isLead", e.share_done::text as "shareDone", e.quantities, e.narrative, e.obstacle,
            e.author, e.known_from as at, e.case_id as "caseId", c.state = 'accepted' as "isAccepted",
            (count(*) over ())::int as total
       from progress_entry as e join procedure_case as c on c.id = e.case_id and c.state = any ($4)
      where e.plan_id = $1 and e.obligation_id = $2 and e.known_until = 'infinity'
      order by e.period_until desc, e.unit <> $3, e.unit limit ${MOST_ENTRIES}`,
    [planId, id, assignment?.lead ?? '', SIGNED],
  )
  const assigned = assignment && { begins: assignment.from, ends: assignment.until }
  return {
    entries: rows.map(({ total: _, ...entry }) => ({
      ...entry,
      elapsedPercent: assigned === undefined ? null : elapsedPercent(assigned, getPeriod(entry.period).until),
    })),
    entriesTotal: rows[0]?.total ?? 0,
  }
}

type Newest = Pick<Reply['indicators'][number], 'value' | 'status' | 'isDemo'> & { id: string; at: EpochMs }

/** Indicators it serves, each with its newest year. */
async function indicatorsServed(
  db: Queryable,
  model: PlanModel,
  { obligation }: PlacedObligation,
): Promise<Reply['indicators']> {
  const planId = model.pack.about.id
  const served = indicatorsOf(model, obligation)
  const rows = await db.query<Newest>(
    `select distinct on (v.indicator_id) v.indicator_id as id, v.value::text as value, v.status, v.is_demo as "isDemo", v.at
       from indicator_value as v
      where v.plan_id = $1 and v.indicator_id = any ($2) and v.period = 'year' and v.basis = 'in-force'
        and v.known_until = 'infinity' and v.value is not null
      order by v.indicator_id, v.at desc`,
    [planId, served.map(({ id }) => id)],
  )
  const newest = new Map(rows.map((row) => [row.id, row]))
  return served.map(({ id, nameZh, nameEn, unit, target }) => {
    const found = newest.get(id)
    return {
      id,
      nameZh,
      nameEn,
      unit,
      target: target.text,
      value: found?.value ?? null,
      year: found === undefined ? null : beijingYear(found.at),
      status: found?.status ?? null,
      isDemo: found?.isDemo ?? false,
      ref: found === undefined ? null : formatRef('indicator', planId, id, 'year', found.at, 'in-force'),
    }
  })
}

function systemsOf(model: PlanModel, { measureId }: PlacedObligation): Reply['systems'] {
  const measure = model.nodes.get(measureId)?.of
  const ids = measure !== undefined && 'systems' in measure ? measure.systems : []
  const groups = new Map(model.pack.systemGroups.map((group) => [group.id, group]))
  return model.pack.systems
    .filter(({ id }) => ids.includes(id))
    .map(({ id, group, terms }) => {
      const found = groups.get(group)
      return { id, group: { zh: found?.titleZh ?? group, en: found?.titleEn ?? group }, terms }
    })
}
