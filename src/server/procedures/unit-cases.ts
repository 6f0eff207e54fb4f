// The cases of one unit: what waits on it, and what the clock has told its posts.
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import type * as wire from '#contract/unit-cases.ts'
import { actsAwaitedOf } from '#domain/engine/procedure/awaited.ts'
import type { RemindedEvent, Strand } from '#domain/engine/procedure/case.ts'
import { type Bilingual, nameOf, type Procedure, type Told } from '#domain/engine/procedure/definition.ts'
import type { EpochMs } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import { namesOfUnit } from '../organisation-register.ts'

type Row = Omit<wire.UnitCase, 'about' | 'stateName' | 'procedureName' | 'relations' | 'awaits'> & {
  aboutKind: string
  aboutRef: string
  strands: Strand[]
}

/** Open cases of the unit, overdue ones first, then those that wait on it, the nearest deadline first. */
export async function listUnitCases(
  db: Database,
  { unit, waiting = false, page, pageSize }: QueryOf<typeof wire.listUnitCases>,
  now: EpochMs,
): Promise<ReplyOf<typeof wire.listUnitCases>> {
  const units = await namesOfUnit(db, unit)
  const [rows, procedures] = await Promise.all([openCasesOf(db, units), versionsOf(db)])
  const all = rows.map((row) => toUnitCase(row, procedures.get(keyOf(row)), units))
  const isLate = ({ overdueFrom }: wire.UnitCase): boolean => overdueFrom !== null && overdueFrom <= now
  const rankOf = (one: wire.UnitCase): number => (isLate(one) ? 0 : 2) + (one.awaits.length > 0 ? 0 : 1)
  const found = all
    .filter(({ awaits }) => !waiting || awaits.length > 0)
    .sort(
      (a, b) =>
        rankOf(a) - rankOf(b) ||
        (a.overdueFrom ?? Number.POSITIVE_INFINITY) - (b.overdueFrom ?? Number.POSITIVE_INFINITY) ||
        a.id - b.id,
    )
  return {
    rows: found.slice((page - 1) * pageSize, page * pageSize),
    total: found.length,
    page,
    pageSize,
    open: all.length,
    waiting: all.filter(({ awaits }) => awaits.length > 0).length,
    overdue: all.filter(isLate).length,
  }
}

const openCasesOf = (db: Database, units: readonly string[]): Promise<Row[]> =>
  db.query<Row>(
    `select c.id, c.plan_id as "planId", c.procedure_id as procedure, c.version, c.title, c.about_kind as "aboutKind",
            c.about_ref as "aboutRef", c.state, c.is_open as "isOpen", c.opened_by as "openedBy",
            c.opened_at as "openedAt", c.changed_at as "changedAt", c.overdue_from as "overdueFrom",
            c.event_count as seen,
            (select coalesce(jsonb_agg(jsonb_build_object('unit', p.unit, 'relation', p.relation) order by p.relation, p.unit), '[]')
               from case_party as p where p.case_id = c.id) as parties,
            (select coalesce(jsonb_agg(jsonb_build_object('branch', s.branch, 'unit', s.unit, 'state', s.state)), '[]')
               from case_strand as s where s.case_id = c.id) as strands
       from procedure_case as c
      where c.is_open and c.id in (select p.case_id from case_party as p where p.unit = any ($1))`,
    [units],
  )

type Version = { planId: string; procedure: string; version: number }
const keyOf = ({ planId, procedure, version }: Version): string => `${planId} ${procedure} ${version}`

async function versionsOf(db: Database): Promise<Map<string, Procedure>> {
  const rows = await db.query<Version & { body: Procedure }>(
    'select v.plan_id as "planId", v.id as procedure, v.version, v.body from procedure_version as v',
  )
  return new Map(rows.map((row) => [keyOf(row), row.body]))
}

function toUnitCase(
  { aboutKind, aboutRef, strands, ...row }: Row,
  procedure: Procedure | undefined,
  units: readonly string[],
): wire.UnitCase {
  if (procedure === undefined) throw new Error(`Cannot show case ${row.id} as its procedure is not there`)
  const relations = row.parties.flatMap(({ unit, relation }) => (units.includes(unit) ? [relation] : []))
  return {
    ...row,
    about: { kind: aboutKind, ref: aboutRef },
    procedureName: procedure.name,
    stateName: nameOf(procedure.states, row.state),
    relations: [...new Set(relations)].map((id) => nameOf(procedure.relations, id)),
    awaits: actsAwaitedOf(procedure, { ...row, strands }, units).map(({ name }) => name),
  }
}

type Message = { title: string; body: Procedure; relations: string[]; payload: RemindedEvent }

/** 催办提醒、逾期升级 — those that are for a post of the unit, by its relation to the case or by its strand. */
export async function listUnitMessages(
  db: Database,
  { unit, page, pageSize }: QueryOf<typeof wire.listUnitMessages>,
): Promise<ReplyOf<typeof wire.listUnitMessages>> {
  const units = await namesOfUnit(db, unit)
  const rows = await db.query<Message & { caseId: number }>(
    `select c.id as "caseId", c.title, v.body, e.payload,
            array(select p.relation from case_party as p where p.case_id = c.id and p.unit = any ($1)) as relations
       from procedure_case as c
       join procedure_version as v on v.plan_id = c.plan_id and v.id = c.procedure_id and v.version = c.version
       join domain_event as e on e.stream = 'procedure-case' and e.stream_id = c.id::text
        and e.type in ('CaseReminded', 'CaseEscalated')
      where c.id in (select p.case_id from case_party as p where p.unit = any ($1))
      order by e.id desc`,
    [units],
  )
  const all = rows.filter((row) => isTold(row, units)).map(({ caseId, ...row }) => toMessage(caseId, row))
  return { rows: all.slice((page - 1) * pageSize, page * pageSize), total: all.length, page, pageSize }
}

function stepOf({ deadlines = [] }: Procedure, { type, deadline, step }: RemindedEvent) {
  const found = deadlines.find(({ id }) => id === deadline)
  const steps: readonly { id: string; tell: Told[]; name?: Bilingual }[] =
    (type === 'reminded' ? found?.reminders : found?.escalations) ?? []
  return { deadline: found?.name ?? { zh: deadline, en: deadline }, step: steps.find(({ id }) => id === step) }
}

function isTold({ body, relations, payload }: Message, units: readonly string[]): boolean {
  const { step } = stepOf(body, payload)
  return (step?.tell ?? []).some((told) =>
    told.ofStrand === true
      ? payload.unit !== null && units.includes(payload.unit)
      : told.relations?.some((relation) => relations.includes(relation)),
  )
}

function toMessage(caseId: number, { title, body, payload }: Message): wire.UnitMessage {
  const { deadline, step } = stepOf(body, payload)
  return {
    caseId,
    title,
    procedureName: body.name,
    kind: payload.type,
    deadline,
    step: step?.name ?? null,
    day: payload.day,
    at: payload.at,
  }
}
