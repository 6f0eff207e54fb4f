// Deviations in the store: the newest row of each, closed and added as they change, every change with its event.
import type { Deviation } from '#domain/deviations/find.ts'
import type { DeviationState, StandingDeviation } from '#domain/deviations/follow.ts'
import type { EpochMs } from '#kit/time.ts'
import { contentHash } from '#platform/content-hash.ts'
import { type Queryable, type Transaction, timestamptz } from '#platform/database.ts'

export type StoredDeviation = StandingDeviation & {
  /** Of this row; the deviation keeps its number through all its rows. */
  rowId: number
  remark: string
  caseId: number | null
  firstSeen: EpochMs
  lastSeen: EpochMs
}

const COLUMNS = `d.id as "rowId", d.number, d.rule_id as rule,
  jsonb_build_object('kind', d.subject_kind, 'ref', d.subject_ref) as subject, d.name, d.units, d.reason, d.state,
  d.remark, d.case_id as "caseId", d.first_seen as "firstSeen", d.last_seen as "lastSeen",
  coalesce((select c.is_open from procedure_case as c where c.id = d.case_id), false) as "isCaseOpen"`

/** Only one looks or decides at a time in a plan; held until the transaction ends. */
export async function lockDeviations(tx: Transaction, planId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`deviations ${planId}`])
}

/** The newest of each rule and subject. */
export const standingDeviations = (db: Queryable, planId: string): Promise<StoredDeviation[]> =>
  db.query<StoredDeviation>(
    `select distinct on (d.rule_id, d.subject_kind, d.subject_ref) ${COLUMNS}
       from deviation as d where d.plan_id = $1 and d.known_until = 'infinity'
      order by d.rule_id, d.subject_kind, d.subject_ref, d.number desc`,
    [planId],
  )

export async function findDeviation(
  db: Queryable,
  planId: string,
  number: number,
): Promise<StoredDeviation | undefined> {
  const [row] = await db.query<StoredDeviation>(
    `select ${COLUMNS} from deviation as d where d.plan_id = $1 and d.number = $2 and d.known_until = 'infinity'`,
    [planId, number],
  )
  return row
}

/** Every row of a deviation, newest first. */
export const rowsOfDeviation = (
  db: Queryable,
  planId: string,
  number: number,
): Promise<(StoredDeviation & { author: string; from: EpochMs; until: EpochMs | null })[]> =>
  db.query(
    `select ${COLUMNS}, d.author, d.known_from as "from", nullif(d.known_until, 'infinity') as until
       from deviation as d where d.plan_id = $1 and d.number = $2 order by d.id desc`,
    [planId, number],
  )

export type NextRow = Deviation & {
  /** Null: one that was not there before. */
  number: number | null
  state: DeviationState
  remark?: string
  caseId?: number
  firstSeen: EpochMs
  lastSeen: EpochMs
}
type Writing = { planId: string; by: string; at: EpochMs }

const EVENTS = {
  open: 'DeviationFound',
  handled: 'DeviationHandled',
  dismissed: 'DeviationDismissed',
  gone: 'DeviationGone',
} as const satisfies Record<DeviationState, string>

/** Closes the row of that number where there is one and adds this one; gives the new row's id and the number. */
export async function writeRow(
  tx: Transaction,
  next: NextRow,
  { planId, by, at }: Writing,
): Promise<{ rowId: number; number: number }> {
  if (next.number !== null)
    await tx.execute(
      `update deviation as d set known_until = $3
        where d.plan_id = $1 and d.number = $2 and d.known_until = 'infinity'`,
      [planId, next.number, timestamptz(at)],
    )
  const { rule, subject, name, units, reason, state, remark = '', caseId = null, firstSeen, lastSeen } = next
  const [row] = await tx.query<{ rowId: number; number: number }>(
    `with next as (select nextval(pg_get_serial_sequence('deviation', 'id')) as id)
     insert into deviation (id, plan_id, number, rule_id, subject_kind, subject_ref, name, units, reason, state, remark,
                            case_id, author, first_seen, last_seen, known_from)
     select n.id, $1, coalesce($2, n.id), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15 from next as n
     returning id as "rowId", number`,
    [
      planId,
      next.number,
      rule,
      subject.kind,
      subject.ref,
      JSON.stringify(name),
      units,
      JSON.stringify(reason),
      state,
      remark,
      caseId,
      by,
      timestamptz(firstSeen),
      timestamptz(lastSeen),
      timestamptz(at),
    ],
  )
  if (row === undefined) throw new Error('Cannot keep a deviation as the store gives no number')
  await tx.query('select append_event($1, $2, $3, $4, $5)', [
    'deviation',
    `${planId}/${row.number}`,
    EVENTS[state],
    by,
    JSON.stringify({ rule, subject, units, reason, remark, caseId, hash: frozenHash(next) }),
  ])
  return { rowId: Number(row.rowId), number: Number(row.number) }
}

/** Mark of what a deviation rests on: a case opened from it carries this. */
export const frozenHash = ({ rule, subject, units, reason }: Deviation): string =>
  contentHash({ rule, subject, units, reason })
