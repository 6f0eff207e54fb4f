// Runs: what came at once, or on one day of a topic, with counts and what was found.
import type { RunFinding, RunRow } from '#contract/ways-in.ts'
import type { Bilingual } from '#contract/wire.ts'
import { startOf } from '#kit/time.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import type { PreparedRow } from './prepare.ts'

export type NewRun = {
  sourceId: number | null
  way: RunRow['way']
  cause: RunRow['cause']
  origin: string
  author: string
  bytes: number
  sha256?: string
  head?: string | null
  idempotencyKey?: string | undefined
}

/** Writes a run that has just begun; undefined where this author used the key before. Waits for one that is under way. */
export async function openRun(tx: Queryable, run: NewRun): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `insert into intake_run (source_id, way, cause, state, origin, author, bytes, sha256, head, idempotency_key)
     values ($1, $2, $3, 'open', $4, $5, $6, $7, $8, $9)
     on conflict (author, idempotency_key) where idempotency_key is not null do nothing
     returning id`,
    [
      run.sourceId,
      run.way,
      run.cause,
      run.origin.slice(0, 500),
      run.author,
      run.bytes,
      run.sha256 ?? null,
      run.head ?? null,
      run.idempotencyKey ?? null,
    ],
  )
  return row?.id
}

/** The run of today (Beijing) in which messages of a source are counted. */
export async function runOfToday(tx: Queryable, run: NewRun, nowMs: number): Promise<number> {
  const [known] = await tx.query<{ id: number }>(
    `select r.id from intake_run as r
      where r.source_id is not distinct from $1 and r.way = $2 and r.state = 'open' and r.begun_at >= $3
      order by r.id desc limit 1`,
    [run.sourceId, run.way, timestamptz(startOf('day', nowMs))],
  )
  if (known) return known.id
  await tx.execute(
    `update intake_run as r set state = 'done', ended_at = now()
      where r.source_id is not distinct from $1 and r.way = $2 and r.state = 'open'`,
    [run.sourceId, run.way],
  )
  const id = await openRun(tx, run)
  if (id === undefined) throw new Error('Cannot open a run')
  return id
}

export type RunCounts = { rows: number; stored: number; revised: number; unchanged: number; quarantined: number }

/** Adds counts and findings to a run. */
export async function addToRun(
  tx: Queryable,
  id: number,
  { counts, findings, bytes = 0 }: { counts: RunCounts; findings: readonly RunFinding[]; bytes?: number },
): Promise<void> {
  const [row] = await tx.query<{ findings: RunFinding[] }>(
    'select r.findings from intake_run as r where r.id = $1 for update',
    [id],
  )
  await tx.execute(
    `update intake_run as r
        set rows = r.rows + $2, stored = r.stored + $3, revised = r.revised + $4, unchanged = r.unchanged + $5,
            quarantined = r.quarantined + $6, bytes = r.bytes + $7, findings = $8
      where r.id = $1`,
    [
      id,
      counts.rows,
      counts.stored,
      counts.revised,
      counts.unchanged,
      counts.quarantined,
      bytes,
      JSON.stringify(mergeFindings(row?.findings ?? [], findings)),
    ],
  )
}

type End = { state: RunRow['state']; failure?: Bilingual; answer?: unknown; undoable?: boolean }

export async function endRun(
  tx: Queryable,
  id: number,
  { state, failure, answer, undoable = false }: End,
): Promise<void> {
  await tx.execute(
    `update intake_run as r
        set state = $2, failure = $3, failure_en = $4, answer = $5, undoable = $6, ended_at = clock_timestamp()
      where r.id = $1`,
    [
      id,
      state,
      failure?.zh ?? null,
      failure?.en ?? null,
      answer === undefined ? null : JSON.stringify(answer),
      undoable,
    ],
  )
}

/** One line a code, with how many rows have it and which is the first. */
export function summarise(rows: readonly PreparedRow[]): RunFinding[] {
  const found = new Map<string, RunFinding>()
  for (const { row, findings } of rows) {
    for (const code of new Set(findings.map((one) => one.code))) {
      const finding = findings.find((one) => one.code === code)
      const known = found.get(code)
      if (known) known.rows += 1
      else if (finding) found.set(code, { ...finding, rows: 1, firstRow: row })
    }
  }
  return [...found.values()]
}

function mergeFindings(before: readonly RunFinding[], added: readonly RunFinding[]): RunFinding[] {
  const merged = new Map(before.map((one) => [one.code, { ...one }]))
  for (const one of added) {
    const known = merged.get(one.code)
    if (known) known.rows += one.rows
    else merged.set(one.code, one)
  }
  return [...merged.values()]
}
