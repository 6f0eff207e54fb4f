// A case in the store: read as the fold of its events, written as new events and the row that says where they lead.
import type { CaseEvent, ProcedureCase } from '#domain/engine/procedure/case.ts'
import { isFinal, type Procedure } from '#domain/engine/procedure/definition.ts'
import { dueOf, stepsAhead } from '#domain/engine/procedure/due.ts'
import { replay } from '#domain/engine/procedure/replay.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Queryable, type Transaction, timestamptz } from '#platform/database.ts'
import type { ProcedureKey } from '../procedure-store.ts'
import { loadCalendar } from '../working-calendar.ts'
import { getVersion } from './definitions.ts'

const STREAM = 'procedure-case'
/** Who the log names where the clock acted. */
export const CLOCK = 'system'

export type StoredCase = { id: number; planId: string; procedure: Procedure; current: ProcedureCase }

const notFound = (): Refusal => refuse('procedures.case-not-found', { zh: '没有这个办件', en: 'There is no such case' })

/** The case as it stands; with `lock`, nobody else changes it before this transaction ends. */
export async function findCase(db: Queryable, id: number, lock = false): Promise<StoredCase | Refusal> {
  const [row] = await db.query<ProcedureKey & { eventCount: number }>(
    `select c.plan_id as "planId", c.procedure_id as id, c.version, c.event_count as "eventCount"
       from procedure_case as c where c.id = $1 ${lock ? 'for update' : ''}`,
    [id],
  )
  if (row === undefined) return notFound()
  const procedure = await getVersion(db, row)
  // Events past the row's count were appended after it was read: the case is shown as it stood then.
  const events = await db.query<{ payload: CaseEvent }>(
    'select e.payload from domain_event as e where e.stream = $1 and e.stream_id = $2 order by e.id limit $3',
    [STREAM, String(id), row.eventCount],
  )
  return {
    id,
    planId: row.planId,
    procedure,
    current: replay(
      procedure,
      events.map(({ payload }) => payload),
    ),
  }
}

/** A number for a case about to be opened. */
export async function nextCaseId(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ id: number }>(`select nextval(pg_get_serial_sequence('procedure_case', 'id')) as id`)
  if (row === undefined) throw new Error('Cannot open a case as the store gives no number')
  return Number(row.id)
}

const TYPES = {
  opened: 'CaseOpened',
  acted: 'CaseActed',
  undone: 'CaseActUndone',
  reminded: 'CaseReminded',
  escalated: 'CaseEscalated',
} as const satisfies Record<CaseEvent['type'], string>

export type Happened = { events: readonly CaseEvent[]; at: EpochMs }

/** Appends the events and brings the row, its parties and strands to where they lead, seen from the instant `at`. */
export async function saveCase(tx: Transaction, stored: StoredCase, { events, at }: Happened): Promise<void> {
  await saveRow(tx, stored, at)
  for (const event of events) {
    const actor = 'by' in event ? (event.by ?? CLOCK) : CLOCK
    await tx.query('select append_event($1, $2, $3, $4, $5)', [
      STREAM,
      String(stored.id),
      TYPES[event.type],
      actor,
      JSON.stringify(event),
    ])
  }
}

async function saveRow(tx: Transaction, { id, planId, procedure, current }: StoredCase, at: EpochMs): Promise<void> {
  const [opened] = current.events
  const last = current.events.at(-1)
  if (opened?.type !== 'opened' || last === undefined) throw new Error(`Cannot save case ${id} as it was never opened`)
  const dues = dueOf(procedure, current, at, await loadCalendar(tx))
  const next = stepsAhead(dues)[0]?.step.at
  const overdueFrom = dues[0]?.until
  await tx.execute(
    `insert into procedure_case (id, plan_id, procedure_id, version, title, about_kind, about_ref, state, is_open,
                                 event_count, opened_by, opened_at, changed_at, next_at, overdue_from)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     on conflict (id) do update
       set state = excluded.state, is_open = excluded.is_open, event_count = excluded.event_count,
           changed_at = excluded.changed_at, next_at = excluded.next_at, overdue_from = excluded.overdue_from`,
    [
      id,
      planId,
      procedure.id,
      procedure.version,
      current.title,
      current.about.kind,
      current.about.ref,
      current.state,
      !isFinal(procedure, current.state),
      current.events.length,
      opened.by,
      timestamptz(opened.at),
      timestamptz(last.at),
      next === undefined ? null : timestamptz(next),
      overdueFrom === undefined ? null : timestamptz(overdueFrom),
    ],
  )
  await tx.execute('delete from case_party as p where p.case_id = $1', [id])
  await tx.execute(
    `insert into case_party (case_id, unit, relation)
     select $1, r.unit, r.relation from jsonb_to_recordset($2) as r (unit text, relation text)`,
    [id, JSON.stringify(current.parties)],
  )
  await tx.execute('delete from case_strand as s where s.case_id = $1', [id])
  await tx.execute(
    `insert into case_strand (case_id, branch, unit, state)
     select $1, r.branch, r.unit, r.state from jsonb_to_recordset($2) as r (branch text, unit text, state text)`,
    [id, JSON.stringify(current.strands)],
  )
}
