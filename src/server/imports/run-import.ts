// Stores a read file: stations first, then lines and messages in batches, with progress, so that it can be taken back as one.
import type { ImportMapping } from '#contract/intake.ts'
import type { ImportedRow } from '#domain/imports/read-row.ts'
import { MONITORED_FACTORS } from '#domain/monitoring/factors.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import type { RawRecord, ReadingMessage } from '#platform/intake/batch.ts'
import { syncFactors } from '#platform/intake/factor-ids.ts'
import { nextRecordId } from '#platform/intake/record-id.ts'
import { storeBatch } from '#platform/intake/store-batch.ts'
import { type Contradictions, contradictionFinder } from './contradictions.ts'
import { findingsOf, type ImportFinding, refusalFinding } from './line-findings.ts'
import { type ReadLine, readLines, siteGatherer, siteKey } from './prepare.ts'
import type { TableFile } from './read-file.ts'
import { ensureSites } from './sites.ts'

/** Lines a batch: about 24,000 values of air. */
const BATCH_LINES = 4000

export type ImportCounts = { accepted: number; rejected: number; unchanged: number }
export type ImportResult = ImportCounts & { importId: number; findings: ImportFinding[] }

export type ImportJob = {
  importId: number
  table: TableFile
  mapping: ImportMapping
  author: string
  /** Findings beyond this number are kept with their lines only. */
  mostFindings: number
  now: () => number
  onProgress?: (done: number, total: number) => void
}

/** Held while an import runs, by its number: who can take it knows that nobody runs it any more. */
export const RUNNING_LOCK = 7_264_201

/** Imports all lines; the batch row moves to `done`, or to `failed` with the reason where the store gave way. */
export const runImport = (db: Database, job: ImportJob): Promise<ImportResult> =>
  db.withConnection(async (held) => {
    await held.query('select pg_advisory_lock($1::int, $2::int)', [RUNNING_LOCK, job.importId])
    try {
      return await runLocked(db, job)
    } finally {
      await held
        .query('select pg_advisory_unlock($1::int, $2::int)', [RUNNING_LOCK, job.importId])
        .catch(() => undefined)
    }
  })

async function runLocked(db: Database, job: ImportJob): Promise<ImportResult> {
  const result: ImportResult = { importId: job.importId, accepted: 0, rejected: 0, unchanged: 0, findings: [] }
  await db.execute(`update import_batch as b set state = 'running', total_rows = $2 where b.id = $1`, [
    job.importId,
    job.table.rowCount,
  ])
  try {
    const { ids, created, contradictions } = await prepareSites(db, job)
    const factors = await syncFactors(db, MONITORED_FACTORS)
    let done = 0
    for (const lines of batchesOf(readLines(job.table, job.mapping, job.now()))) {
      await storeLines(db, job, { lines, ids, factors, contradictions }, result)
      done += lines.length
      await tellProgress(db, job, done, result)
    }
    await inTransaction(db, (tx) => finish(tx, job, result, created))
    return result
  } catch (error) {
    await failImport(db, job.importId, (error as Error).message)
    throw error
  }
}

/** Writes down that an import ended before its time; its part can be taken back. */
export async function failImport(db: Database, importId: number, failure: string): Promise<void> {
  await db.query(
    `with failed as (
       update import_batch as b set state = 'failed', failure = $2, finished_at = now()
        where b.id = $1 and b.state in ('queued', 'running') returning b.id, b.done_rows, b.total_rows)
     select pg_notify('import_progress',
              json_build_object('id', f.id, 'done', f.done_rows, 'total', f.total_rows, 'state', 'failed')::text)
       from failed as f`,
    [importId, failure],
  )
}

type FirstWalk = { ids: Map<string, number>; created: number; contradictions: Contradictions }

/** The first walk over the lines finds the stations and what contradicts itself, the second stores. */
async function prepareSites(db: Database, job: ImportJob): Promise<FirstWalk> {
  const gatherer = siteGatherer(job.mapping)
  const contradictions = contradictionFinder()
  for (const { line, row } of readLines(job.table, job.mapping, job.now())) {
    if (isRefusal(row)) continue
    gatherer.add(row)
    contradictions.add(line, row)
  }
  const named = { sites: gatherer.sites(), mapping: job.mapping, importId: job.importId }
  return { ...(await inTransaction(db, (tx) => ensureSites(tx, named))), contradictions }
}

function* batchesOf(lines: Iterable<ReadLine>): Generator<ReadLine[]> {
  let batch: ReadLine[] = []
  for (const line of lines) {
    batch.push(line)
    if (batch.length < BATCH_LINES) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

type Prepared = {
  lines: readonly ReadLine[]
  ids: Map<string, number>
  factors: Map<string, number>
  contradictions: Contradictions
}

async function storeLines(db: Database, job: ImportJob, prepared: Prepared, result: ImportResult): Promise<void> {
  const records: RawRecord[] = []
  const messages: ReadingMessage[] = []
  const receivedAtMs = job.now()
  for (const { line, raw, row: asRead } of prepared.lines) {
    const row = prepared.contradictions.against(line) ?? asRead
    const id = nextRecordId(receivedAtMs)
    const siteId = isRefusal(row) ? 0 : (prepared.ids.get(siteKey(row.site)) ?? 0)
    records.push({ ...recordOf(job, { id, line, raw, receivedAtMs, siteId }), ...outcomeOf(row) })
    if (result.findings.length < job.mostFindings) result.findings.push(...findingsOf(line, row))
    if (isRefusal(row)) result.rejected += 1
    else messages.push(messageOf(row, siteId, id, prepared.factors))
  }
  const stored = await storeBatch(db, { records, messages, reason: `import ${job.importId}`, author: job.author })
  result.accepted += stored.inserted + stored.revised
  result.unchanged += stored.unchanged
}

function recordOf(
  job: ImportJob,
  one: { id: number; line: number; raw: string; receivedAtMs: number; siteId: number },
) {
  return {
    id: one.id,
    receivedAtMs: one.receivedAtMs,
    siteId: one.siteId,
    importId: job.importId,
    lineNo: one.line,
    channel: 'import' as const,
    peer: null,
    mn: null,
    body: Buffer.from(one.raw, 'utf8'),
  }
}

function outcomeOf(row: ImportedRow | Refusal): Pick<RawRecord, 'atMs' | 'state' | 'kind' | 'findings'> {
  if (!isRefusal(row)) return { atMs: row.atMs, state: 'stored', kind: row.kind, findings: row.findings }
  return { atMs: null, state: 'quarantined', kind: null, findings: [refusalFinding(row)] }
}

function messageOf(row: ImportedRow, siteId: number, source: number, factors: Map<string, number>): ReadingMessage {
  const values = row.values
    .map(({ factor, value }) => ({ id: factors.get(factor), value }))
    .filter((item): item is { id: number; value: number } => item.id !== undefined)
    .sort((a, b) => a.id - b.id)
  return {
    siteId,
    atMs: row.atMs,
    kind: row.kind,
    source,
    factors: values.map(({ id }) => id),
    values: values.map(({ value }) => value),
    low: null,
    high: null,
    total: null,
    flags: row.flag.repeat(values.length),
  }
}

async function tellProgress(db: Database, job: ImportJob, done: number, counts: ImportCounts): Promise<void> {
  const total = job.table.rowCount
  await db.query(
    `with moved as (
       update import_batch as b set done_rows = $2, accepted = $3, rejected = $4, unchanged = $5 where b.id = $1 returning b.id)
     select pg_notify('import_progress', json_build_object('id', m.id, 'done', $2::int, 'total', $6::int, 'state', 'running')::text) from moved as m`,
    [job.importId, done, counts.accepted, counts.rejected, counts.unchanged, total],
  )
  job.onProgress?.(done, total)
}

async function finish(tx: Transaction, job: ImportJob, result: ImportCounts, sitesCreated: number): Promise<void> {
  await tx.query(
    `update import_batch as b
        set state = 'done', finished_at = now(), done_rows = total_rows,
            accepted = $2, rejected = $3, unchanged = $4, sites_created = $5
      where b.id = $1`,
    [job.importId, result.accepted, result.rejected, result.unchanged, sitesCreated],
  )
  const payload = { accepted: result.accepted, rejected: result.rejected, unchanged: result.unchanged, sitesCreated }
  await tx.query(`select append_event('import', $1, 'FileImported', $2, $3)`, [
    String(job.importId),
    job.author,
    JSON.stringify(payload),
  ])
  const notice = { id: job.importId, done: job.table.rowCount, total: job.table.rowCount, state: 'done' }
  await tx.query(`select pg_notify('import_progress', $1)`, [JSON.stringify(notice)])
}
