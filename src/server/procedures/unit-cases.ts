// The cases of one unit: what waits on it, and what the clock has told its posts.
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import type * as wire from '#contract/unit-cases.ts'
import { actsAwaitedOf } from '#domain/engine/procedure/awaited.ts'
import type { RemindedEvent, Strand } from '#domain/engine/procedure/case.ts'
import { type Bilingual, nameOf, type Procedure, type Told } from '#domain/engine/procedure/definition.ts'
import type { EpochMs } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import { namesOfUnit } from '../organisation-register.ts'
import { readBriefs } from './queries.ts'

type Version = { planId: string; procedure: string; version: number }
/** As much of an open case as says whether it waits on the unit. */
type Standing = Version & { id: number; state: string; overdueFrom: EpochMs | null; relations: string[] }
type Desk = Omit<Standing, 'relations'> & Pick<wire.UnitCase, 'relations' | 'awaits'>

const keyOf = ({ planId, procedure, version }: Version): string => `${planId} ${procedure} ${version}`

/** One page of the unit's open cases, overdue ones first, then those that wait on it, the nearest deadline first. */
export async function listUnitCases(
  db: Database,
  { unit, waiting = false, page, pageSize }: QueryOf<typeof wire.listUnitCases>,
  now: EpochMs,
): Promise<ReplyOf<typeof wire.listUnitCases>> {
  const units = await namesOfUnit(db, unit)
  const all = await deskOf(db, units)
  const isLate = ({ overdueFrom }: Desk): boolean => overdueFrom !== null && overdueFrom <= now
  const rankOf = (one: Desk): number => (isLate(one) ? 0 : 2) + (one.awaits.length > 0 ? 0 : 1)
  const found = all
    .filter(({ awaits }) => !waiting || awaits.length > 0)
    .sort(
      (a, b) =>
        rankOf(a) - rankOf(b) ||
        (a.overdueFrom ?? Number.POSITIVE_INFINITY) - (b.overdueFrom ?? Number.POSITIVE_INFINITY) ||
        a.id - b.id,
    )
  const shown = found.slice((page - 1) * pageSize, page * pageSize)
  const briefs = new Map((await readBriefs(db, shown)).map((brief) => [brief.id, brief]))
  return {
    rows: shown.flatMap(({ id, relations, awaits }) => {
      const brief = briefs.get(id)
      return brief === undefined ? [] : [{ ...brief, relations, awaits }]
    }),
    total: found.length,
    page,
    pageSize,
    open: all.length,
    waiting: all.filter(({ awaits }) => awaits.length > 0).length,
    overdue: all.filter(isLate).length,
  }
}

async function deskOf(db: Database, units: readonly string[]): Promise<Desk[]> {
  const [standings, strands, procedures] = await Promise.all([
    db.query<Standing>(
      `select c.id, c.plan_id as "planId", c.procedure_id as procedure, c.version, c.state,
              c.overdue_from as "overdueFrom", array_agg(p.relation) as relations
         from case_party as p join procedure_case as c on c.id = p.case_id
        where c.is_open and p.unit = any ($1) group by c.id`,
      [units],
    ),
    db.query<Strand & { id: number }>(
      `select s.case_id as id, s.branch, s.unit, s.state from case_strand as s
        where s.case_id in (select p.case_id from case_party as p where p.unit = any ($1))`,
      [units],
    ),
    versionsOf(db),
  ])
  const strandsOf = Map.groupBy(strands, ({ id }) => id)
  return standings.map((standing) => {
    const procedure = procedures.get(keyOf(standing))
    if (procedure === undefined) throw new Error(`Cannot show case ${standing.id} as its procedure is not there`)
    const parties = units.flatMap((unit) => standing.relations.map((relation) => ({ unit, relation })))
    const current = { state: standing.state, strands: strandsOf.get(standing.id) ?? [], parties }
    return {
      ...standing,
      relations: [...new Set(standing.relations)].map((id) => nameOf(procedure.relations, id)),
      awaits: actsAwaitedOf(procedure, current, units).map(({ name }) => name),
    }
  })
}

async function versionsOf(db: Database): Promise<Map<string, Procedure>> {
  const rows = await db.query<Version & { body: Procedure }>(
    'select v.plan_id as "planId", v.id as procedure, v.version, v.body from procedure_version as v',
  )
  return new Map(rows.map((row) => [keyOf(row), row.body]))
}

type Message = Version & { caseId: number; title: string; relations: string[]; payload: RemindedEvent }
/** Older messages than these are found in their cases. */
const MOST_MESSAGES = 1000

/** 催办提醒、逾期升级 — those that are for a post of the unit, by its relation to the case or by its strand. */
export async function listUnitMessages(
  db: Database,
  { unit, page, pageSize }: QueryOf<typeof wire.listUnitMessages>,
): Promise<ReplyOf<typeof wire.listUnitMessages>> {
  const units = await namesOfUnit(db, unit)
  const [rows, procedures] = await Promise.all([
    db.query<Message>(
      `select c.id as "caseId", c.title, c.plan_id as "planId", c.procedure_id as procedure, c.version, e.payload,
              array(select p.relation from case_party as p where p.case_id = c.id and p.unit = any ($1)) as relations
         from domain_event as e join procedure_case as c on c.id = e.stream_id::bigint
        where e.stream = 'procedure-case' and e.type in ('CaseReminded', 'CaseEscalated')
          and exists (select 1 from case_party as p where p.case_id = c.id and p.unit = any ($1))
        order by e.id desc limit $2`,
      [units, MOST_MESSAGES],
    ),
    versionsOf(db),
  ])
  const all = rows.flatMap((row) => {
    const procedure = procedures.get(keyOf(row))
    return procedure !== undefined && isTold(procedure, row, units) ? [toMessage(procedure, row)] : []
  })
  return { rows: all.slice((page - 1) * pageSize, page * pageSize), total: all.length, page, pageSize }
}

function stepOf({ deadlines = [] }: Procedure, { type, deadline, step }: RemindedEvent) {
  const found = deadlines.find(({ id }) => id === deadline)
  const steps: readonly { id: string; tell: Told[]; name?: Bilingual }[] =
    (type === 'reminded' ? found?.reminders : found?.escalations) ?? []
  return { deadline: found?.name ?? { zh: deadline, en: deadline }, step: steps.find(({ id }) => id === step) }
}

function isTold(procedure: Procedure, { relations, payload }: Message, units: readonly string[]): boolean {
  const { step } = stepOf(procedure, payload)
  return (step?.tell ?? []).some((told) =>
    told.ofStrand === true
      ? payload.unit !== null && units.includes(payload.unit)
      : told.relations?.some((relation) => relations.includes(relation)),
  )
}

function toMessage(procedure: Procedure, { caseId, title, payload }: Message): wire.UnitMessage {
  const { deadline, step } = stepOf(procedure, payload)
  return {
    caseId,
    title,
    procedureName: procedure.name,
    kind: payload.type,
    deadline,
    step: step?.name ?? null,
    day: payload.day,
    at: payload.at,
  }
}
