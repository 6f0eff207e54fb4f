// Keeping an entry of a project: what stood before is closed, the new row added, and both noted in the log.
import type { EntryKind } from '#contract/projects.ts'
import type { Transaction } from '#platform/database.ts'
import { ENTRY_TABLES, fieldsOf } from './entry-tables.ts'

export type EntryPlace = { planId: string; projectId: string; of: EntryKind }
export type Content = Readonly<Record<string, unknown>>
export type By = { by: string; reason: string }

/** People who enter something of one project at once take turns: each meets what the one before has entered. */
export const holdProject = async (tx: Transaction, planId: string, projectId: string): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`project ${planId} ${projectId}`])
}

/** The row that stands with the same key; undefined for kinds whose entries stand by themselves. */
export async function findStanding(
  tx: Transaction,
  { planId, projectId, of }: EntryPlace,
  content: Content,
): Promise<(Content & { id: number }) | undefined> {
  const { table, key, columns } = ENTRY_TABLES[of]
  if (key === null) return undefined
  const same = key.map((field, n) => `and r.${columns[field]} = $${n + 3}`).join(' ')
  const [row] = await tx.query<Content & { id: number }>(
    `select r.id, ${fieldsOf(of)} from ${table} as r
      where r.plan_id = $1 and r.project_id = $2 and r.known_until = 'infinity' ${same}`,
    [planId, projectId, ...key.map((field) => content[field])],
  )
  return row
}

/** Closes `standing` where there is one, adds the content, and notes what was done. Gives the number of the new row. */
export async function replaceEntry(
  tx: Transaction,
  place: EntryPlace,
  { content, standing, by, reason }: { content: Content; standing: number | undefined } & By,
): Promise<number> {
  const at = await clock(tx)
  if (standing !== undefined) await closeRow(tx, place, { id: standing, at, by, reason })
  const id = await addRow(tx, place, { content, at, by, reason })
  await note(tx, place, { what: standing === undefined ? 'Entered' : 'Corrected', id, by, reason })
  return id
}

/** Closes an entry; what it had replaced is added again. False where it does not stand. */
export async function takeBack(tx: Transaction, place: EntryPlace, { id, by, reason }: By & { id: number }) {
  const { table } = ENTRY_TABLES[place.of]
  const at = await clock(tx)
  const closed = await closeRow(tx, place, { id, at, by, reason })
  if (closed === 0) return false
  const [before] = await tx.query<Content & { id: number }>(
    `select r.id, ${fieldsOf(place.of)} from ${table} as r join ${table} as w on w.id = $3
      where r.plan_id = $1 and r.project_id = $2 and r.known_until = w.known_from and r.id < w.id
        ${sameKey(place.of)} order by r.id desc limit 1`,
    [place.planId, place.projectId, id],
  )
  if (before) {
    const { id: _, ...content } = before
    await addRow(tx, place, { content, at, by, reason })
  }
  await note(tx, place, { what: 'Withdrawn', id, by, reason })
  return true
}

const sameKey = (of: EntryKind): string => {
  const { key, columns } = ENTRY_TABLES[of]
  return (key ?? []).map((field) => `and r.${columns[field]} = w.${columns[field]}`).join(' ')
}

/** To the microsecond, so that two changes of one project never share an instant. */
async function clock(tx: Transaction): Promise<string> {
  const [row] = await tx.query<{ at: string }>('select clock_timestamp()::text as at')
  if (!row) throw new Error('Cannot keep an entry as the database gave no time')
  return row.at
}

const closeRow = (
  tx: Transaction,
  { planId, projectId, of }: EntryPlace,
  { id, at, by, reason }: By & { id: number; at: string },
): Promise<number> =>
  tx.execute(
    `update ${ENTRY_TABLES[of].table} as r set known_until = $4::timestamptz, closed_by = $5, closed_reason = $6
      where r.id = $1 and r.plan_id = $2 and r.project_id = $3 and r.known_until = 'infinity'`,
    [id, planId, projectId, at, by, reason],
  )

async function addRow(
  tx: Transaction,
  { planId, projectId, of }: EntryPlace,
  { content, at, by, reason }: By & { content: Content; at: string },
): Promise<number> {
  const { table, columns } = ENTRY_TABLES[of]
  const given = Object.entries(columns).filter(([field]) => content[field] !== undefined)
  const places = given.map((_, n) => `$${n + 6}`)
  const [row] = await tx.query<{ id: number }>(
    `insert into ${table} (plan_id, project_id, author, reason, known_from${given.map(([, column]) => `, ${column}`).join('')})
     values ($1, $2, $3, $4, $5::timestamptz${places.map((one) => `, ${one}`).join('')}) returning id`,
    [planId, projectId, by, reason, at, ...given.map(([field]) => content[field])],
  )
  if (!row) throw new Error('Cannot keep the entry as the database gave it no number')
  return row.id
}

const note = async (
  tx: Transaction,
  { planId, projectId, of }: EntryPlace,
  { what, id, by, reason }: By & { what: string; id: number },
): Promise<void> => {
  await tx.query('select append_event($1, $2, $3, $4, $5)', [
    'project',
    `${planId}/${projectId}`,
    `Project${of.charAt(0).toUpperCase()}${of.slice(1)}${what}`,
    by,
    JSON.stringify({ entry: id, reason }),
  ])
}
