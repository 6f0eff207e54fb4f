// Rows in quarantine read again under the mapping their source has now, in one transaction.
import type { PayloadMapping } from '#domain/ways-in/mapping.ts'
import { STANDARD_MAPPING } from '#domain/ways-in/mapping.ts'
import { type Database, inTransaction, type Transaction, timestamptz } from '#platform/database.ts'
import type { ReadingMessage } from '#platform/intake/batch.ts'
import { syncFactors } from '#platform/intake/factor-ids.ts'
import { lockSites, prepareBatch, storeBatchIn } from '#platform/intake/store-batch.ts'
import { toMessage } from './land.ts'
import { loadFactors } from './places.ts'
import { type PreparedRow, prepareArrivals } from './prepare.ts'
import { textOf } from './text-of.ts'

type Quarantined = {
  id: number
  runId: number
  receivedAt: number
  lineNo: number
  body: Uint8Array
  head: string | null
  topic: string | null
  author: string
}

/** A batch that can be read in memory; the rest waits for the next asking. */
const MOST_ROWS = 20_000

export type Reingested = { reingested: number; still: number }

/** Reads the quarantined rows of a source again; those still unplaceable get today's findings. */
export async function reingestSource(
  db: Database,
  { sourceId, mapping, by }: { sourceId: number; mapping: PayloadMapping; by: string },
): Promise<Reingested> {
  const records = await db.query<Quarantined>(
    `select w.id, w.run_id as "runId", w.received_at as "receivedAt", w.line_no as "lineNo", w.body, r.head,
            case when w.channel = 'mqtt' then w.peer end as topic, r.author
       from intake_run as r
       join raw_record as w on w.run_id = r.id
      where r.source_id = $1 and w.state = 'quarantined'
        and not coalesce(w.findings @> '[{"code":"site.not-yours"}]' or w.findings @> '[{"code":"row.contradicted"}]', false)
      order by w.id limit ${MOST_ROWS}`,
    [sourceId],
  )
  const prepared = await prepareArrivals(
    db,
    records.map((record) => ({ ...arrivalOf(record, mapping), siteIds: null })),
  )
  const rows = prepared.flatMap(({ rows: [row] }, i) => {
    const record = records[i]
    return row && record ? [{ row: { ...row, row: record.lineNo }, record }] : []
  })
  return storeAgain(db, rows, { sourceId, by })
}

function arrivalOf({ body, head, topic, receivedAt }: Quarantined, mapping: PayloadMapping = STANDARD_MAPPING) {
  const { text } = textOf(body, 'auto')
  const isLine = head !== null
  return {
    text: isLine ? `${head}\n${text}` : text,
    mapping: isLine ? { ...mapping, format: 'csv' as const } : mapping,
    topic,
    receivedAtMs: receivedAt,
  }
}

type Again = { row: PreparedRow; record: Quarantined }

async function storeAgain(
  db: Database,
  again: readonly Again[],
  { sourceId, by }: { sourceId: number; by: string },
): Promise<Reingested> {
  const { rowOf } = await loadFactors(db)
  const codes = new Set(again.flatMap(({ row }) => row.mapped?.values.map(({ code }) => code) ?? []))
  const numbers = await syncFactors(
    db,
    [...codes].flatMap((code) => rowOf(code) ?? []),
  )
  const good = new Map<Again, ReadingMessage>()
  for (const one of again) {
    const message = toMessage(one.row, one.record.id, numbers)
    if (message) good.set(one, message)
  }
  await prepareBatch(db, { records: [], messages: [...good.values()], reason: 'reingest', author: by })
  return inTransaction(db, async (tx) => {
    const moved: Again[] = []
    for (const one of again) if ((await moveRecord(tx, one, good.has(one))) && good.has(one)) moved.push(one)
    await storeByRun(tx, { moved, good, by })
    const outcome = { reingested: moved.length, still: again.length - moved.length }
    await tx.query(`select append_event('intake-source', $1, 'RowsReadAgain', $2, $3)`, [
      String(sourceId),
      by,
      JSON.stringify(outcome),
    ])
    return outcome
  })
}

type Moved = { moved: readonly Again[]; good: ReadonlyMap<Again, ReadingMessage>; by: string }

/** Each run under its own name, so that it can be taken back without the others. */
async function storeByRun(tx: Transaction, { moved, good, by }: Moved): Promise<void> {
  await lockSites(tx, new Set(moved.flatMap(({ row }) => row.site?.id ?? [])))
  for (const [runId, rows] of Map.groupBy(moved, ({ record }) => record.runId)) {
    const messages = rows.flatMap((one) => good.get(one) ?? [])
    await storeBatchIn(tx, { records: [], messages, reason: `reingest run ${runId}`, author: by })
  }
}

/** False where another took it meanwhile. */
async function moveRecord(tx: Transaction, { row, record }: Again, isGood: boolean): Promise<boolean> {
  const { mapped, site, findings } = row
  const moved = await tx.execute(
    `update raw_record as w
        set state = $3, site_id = $4, at = $5, kind = $6, findings = $7
      where w.id = $1 and w.received_at >= $2::timestamptz and w.received_at < $2::timestamptz + interval '1 millisecond'
        and w.state = 'quarantined'`,
    [
      record.id,
      timestamptz(record.receivedAt),
      isGood ? 'reingested' : 'quarantined',
      isGood ? (site?.id ?? 0) : 0,
      isGood && mapped ? timestamptz(mapped.atMs) : null,
      isGood ? (mapped?.kind ?? null) : null,
      findings.length === 0 ? null : JSON.stringify(findings),
    ],
  )
  return moved === 1
}
