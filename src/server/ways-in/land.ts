// Prepared rows into the store: one raw record a row, readings where a row was placed, and the outcome of each.
import type { Database, Transaction } from '#platform/database.ts'
import type { IntakeBatch, RawRecord, ReadingMessage } from '#platform/intake/batch.ts'
import { syncFactors } from '#platform/intake/factor-ids.ts'
import { nextRecordId } from '#platform/intake/record-id.ts'
import { prepareBatch, storeBatchIn } from '#platform/intake/store-batch.ts'
import { loadFactors } from './places.ts'
import type { PreparedRow } from './prepare.ts'
import type { RunCounts } from './runs.ts'

/** Rows of one sender; a lone row's own bytes are kept as they came. */
export type Landing = {
  rows: readonly PreparedRow[]
  channel: 'mqtt' | 'http' | 'pull' | 'manual'
  peer: string
  /** Device that sent it. */
  mn?: string | null
  receivedAtMs: number
  body?: Uint8Array
}

export type Outcome = 'stored' | 'revised' | 'unchanged' | 'quarantined'
/** The batch of some landings, ready for the transaction; `messageOf` says which message of it a row became. */
export type Landed = { batch: IntakeBatch; messageOf: Map<PreparedRow, number>; recordOf: Map<PreparedRow, RawRecord> }

/** MUST come before the transaction in which `storeLanded` is called: it makes partitions and numbers records. */
export async function prepareLandings(
  db: Database,
  landings: readonly Landing[],
  why: Pick<IntakeBatch, 'reason' | 'author'>,
): Promise<Landed> {
  const numbers = await numbersOf(db, landings)
  const batch: IntakeBatch = { records: [], messages: [], ...why }
  const messageOf = new Map<PreparedRow, number>()
  const recordOf = new Map<PreparedRow, RawRecord>()
  for (const landing of landings) {
    for (const row of landing.rows) {
      const record = toRecord(row, landing)
      const message = toMessage(row, record.id, numbers)
      batch.records.push(record)
      recordOf.set(row, record)
      if (message) messageOf.set(row, batch.messages.push(message) - 1)
      else record.state = 'quarantined'
    }
  }
  await prepareBatch(db, batch)
  return { batch, messageOf, recordOf }
}

async function numbersOf(db: Database, landings: readonly Landing[]): Promise<ReadonlyMap<string, number>> {
  const codes = new Set(
    landings.flatMap(({ rows }) => rows.flatMap(({ mapped }) => mapped?.values.map(({ code }) => code) ?? [])),
  )
  const { rowOf } = await loadFactors(db)
  return syncFactors(
    db,
    [...codes].flatMap((code) => rowOf(code) ?? []),
  )
}

function toRecord({ row, raw, site, mapped, findings }: PreparedRow, landing: Landing): RawRecord {
  const { channel, peer, receivedAtMs, rows, body } = landing
  return {
    id: nextRecordId(receivedAtMs),
    receivedAtMs,
    atMs: mapped?.atMs ?? null,
    siteId: mapped && site ? site.id : 0,
    importId: null,
    lineNo: row,
    channel,
    state: mapped ? 'stored' : 'quarantined',
    kind: mapped?.kind ?? null,
    peer: peer.replaceAll('\0', '␀').slice(0, 300),
    mn: landing.mn ?? null,
    body: rows.length === 1 && body ? body : Buffer.from(raw, 'utf8'),
    findings,
  }
}

/** Factors ascending by number; undefined where the row was not placed. */
export function toMessage(
  { site, mapped }: Pick<PreparedRow, 'site' | 'mapped'>,
  source: number,
  numbers: ReadonlyMap<string, number>,
): ReadingMessage | undefined {
  if (!site || !mapped) return undefined
  const items = mapped.values
    .flatMap((value) => {
      const id = numbers.get(value.code)
      return id === undefined ? [] : [{ ...value, id }]
    })
    .sort((a, b) => a.id - b.id)
  if (items.length === 0) return undefined
  const column = (key: 'low' | 'high' | 'total') =>
    items.every((item) => item[key] === null) ? null : items.map((item) => item[key])
  return {
    siteId: site.id,
    atMs: mapped.atMs,
    kind: mapped.kind,
    source,
    factors: items.map(({ id }) => id),
    values: items.map(({ value }) => value),
    low: column('low'),
    high: column('high'),
    total: column('total'),
    flags: items.map(({ flag }) => flag).join(''),
  }
}

/** Stores what was prepared, under these runs; gives the outcome of each row. */
export async function storeLanded(
  tx: Transaction,
  { batch, messageOf, recordOf }: Landed,
  runOf: (row: PreparedRow) => number,
): Promise<Map<PreparedRow, Outcome>> {
  for (const [row, record] of recordOf) record.runId = runOf(row)
  const { outcomes } = await storeBatchIn(tx, batch)
  const result = new Map<PreparedRow, Outcome>()
  for (const row of recordOf.keys()) {
    const n = messageOf.get(row)
    const said = n === undefined ? 'quarantined' : outcomes[n]
    result.set(row, said === 'inserted' || said === undefined ? 'stored' : said)
  }
  return result
}

export function countOutcomes(outcomes: Iterable<Outcome>): RunCounts {
  const counts: RunCounts = { rows: 0, stored: 0, revised: 0, unchanged: 0, quarantined: 0 }
  for (const outcome of outcomes) {
    counts.rows += 1
    counts[outcome] += 1
  }
  return counts
}
