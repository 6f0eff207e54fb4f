// One batch into the store in one transaction: raw records, messages with their revisions, newest values, stale days.
import { type Database, inTransaction, type Transaction, timestamptz } from '../database.ts'
import { tally } from '../figures.ts'
import type { IntakeBatch, IntakeOutcome, RawRecord, ReadingMessage } from './batch.ts'
import { BinaryCopy } from './copy-binary.ts'
import { ensurePartitions } from './partitions.ts'
import { nextRecordId, processRecordIds } from './record-id.ts'
import { ensureSeries } from './series.ts'
import { forgetDays } from './series-day.ts'
import { causeOfChange } from './stale-cause.ts'

type Outcome = IntakeOutcome['outcomes'][number]

/** Writers of the same sites take turns; this many groups of sites can be written at once. */
export const SITE_BUCKETS = 16
const FIRST_BUCKET_LOCK = 7_264_100

/** Which of the `SITE_BUCKETS` groups a site belongs to: give each writer groups of its own and none ever waits. */
export const siteBucket = (siteId: number): number => siteId % SITE_BUCKETS

/** A notice is at most 8000 bytes: past this many sites it names none, which means that any may have changed. */
export const MOST_SITES_NAMED = 500

/** Kinds whose values enter averages and verdicts. */
const EVALUATED: ReadonlySet<string> = new Set(['hour', 'day', 'sample'])

/**
 * Stores a batch whole or not at all. A message that was stored before is compared with what is there: equal ones write
 * nothing, others change or add values and leave the old ones as revisions. Numbers of `records` may be given anew.
 */
export async function storeBatch(db: Database, batch: IntakeBatch): Promise<IntakeOutcome> {
  await prepareBatch(db, batch)
  return inTransaction(db, (tx) => storeBatchIn(tx, batch))
}

/** What must happen before the transaction of `storeBatchIn`: month partitions, numbered series, record numbers that are ours. */
export async function prepareBatch(db: Database, batch: IntakeBatch): Promise<void> {
  await ensurePartitions(db, 'raw_record', new Set(batch.records.map((record) => record.receivedAtMs)))
  await ensurePartitions(db, 'reading', new Set(batch.messages.map((message) => message.atMs)))
  await ensureSeries(db, batch.messages)
  if (batch.records.length > 0 && !(await processRecordIds.confirm(db))) renumber(batch)
}

function renumber(batch: IntakeBatch): void {
  const anew = new Map<number, number>()
  for (const record of batch.records) {
    const id = nextRecordId(record.receivedAtMs)
    anew.set(record.id, id)
    record.id = id
  }
  for (const message of batch.messages) message.source = anew.get(message.source) ?? message.source
}

const MESSAGES = 'intake_messages_total'
const MESSAGES_HELP = 'Messages handed to the store, by what became of them'
const counts = {
  records: tally('intake_records_total', 'Raw records handed to the store'),
  inserted: tally(MESSAGES, MESSAGES_HELP, { outcome: 'inserted' }),
  revised: tally(MESSAGES, MESSAGES_HELP, { outcome: 'revised' }),
  unchanged: tally(MESSAGES, MESSAGES_HELP, { outcome: 'unchanged' }),
}

/** `storeBatch` inside a transaction of the caller, after `prepareBatch`. */
export async function storeBatchIn(tx: Transaction, batch: IntakeBatch): Promise<IntakeOutcome> {
  if (batch.records.length > 0) await copyRecords(tx, batch.records)
  const outcomes: Outcome[] = batch.messages.map(() => 'unchanged')
  if (batch.messages.length > 0) {
    await lockSites(tx, new Set(batch.messages.map((message) => message.siteId)))
    await tx.execute(`create temp table if not exists incoming_message (
      n int, at timestamptz, site_id int, kind text, flags text, factors smallint[], "values" double precision[],
      low double precision[], high double precision[], total double precision[], source bigint) on commit delete rows`)
    for (const wave of wavesOf(batch.messages)) await storeWave(tx, batch, wave, outcomes)
    const causes = batch.messages.map((message, n) => causeOfChange(batch.reason, message, outcomes[n]))
    await tellChanges(
      tx,
      batch.messages.flatMap((message, n) =>
        outcomes[n] === 'unchanged' ? [] : [{ ...message, cause: causes[n] ?? null }],
      ),
    )
  }
  if (batch.records.length > 0) {
    await noteCommit(
      tx,
      batch.records.map(({ id }) => id),
    )
  }
  const count = (wanted: Outcome): number => outcomes.filter((outcome) => outcome === wanted).length
  counts.records.add(batch.records.length)
  for (const outcome of outcomes) counts[outcome].add()
  return { inserted: count('inserted'), revised: count('revised'), unchanged: count('unchanged'), outcomes }
}

/**
 * Leaves a note which records this transaction kept: numbers rise with the clock of whoever gave them, yet transactions
 * end in any order, so that whoever reads on must follow the transactions.
 */
export async function noteCommit(tx: Transaction, ids: readonly number[]): Promise<void> {
  await tx.query(
    `with noted as (insert into record_batch (records) values ($1::bigint[]))
     select pg_notify('records', $2)`,
    [ids, JSON.stringify({ count: ids.length })],
  )
}

/** Makes writers of the same sites take turns until the transaction ends; taken in one order, so that none waits in a ring. */
export async function lockSites(tx: Transaction, siteIds: Iterable<number>): Promise<void> {
  const buckets = [...new Set([...siteIds].map(siteBucket))].sort((a, b) => a - b)
  await tx.query('select pg_advisory_xact_lock($1::int + b) from unnest($2::int[]) as b', [FIRST_BUCKET_LOCK, buckets])
}

/** Keeps writers of these sites waiting until the transaction ends, but no other reader that does the same. */
export async function lockSitesShared(tx: Transaction, siteIds: Iterable<number>): Promise<void> {
  const buckets = [...new Set([...siteIds].map(siteBucket))].sort((a, b) => a - b)
  await tx.query('select pg_advisory_xact_lock_shared($1::int + b) from unnest($2::int[]) as b', [
    FIRST_BUCKET_LOCK,
    buckets,
  ])
}

/** A message repeated inside a batch must meet the one before it: wave n holds the n-th message of each key. */
function wavesOf(messages: readonly ReadingMessage[]): number[][] {
  const seen = new Map<string, number>()
  const waves: number[][] = []
  messages.forEach((message, n) => {
    const key = `${message.siteId} ${message.atMs} ${message.kind}`
    const wave = seen.get(key) ?? 0
    seen.set(key, wave + 1)
    const members = waves[wave]
    if (members) members.push(n)
    else waves.push([n])
  })
  return waves
}

async function copyRecords(tx: Transaction, records: readonly RawRecord[]): Promise<void> {
  const copy = new BinaryCopy()
  for (const record of records) {
    copy
      .row(14)
      .int8(record.id)
      .timestamptz(record.receivedAtMs)
      .timestamptz(record.atMs)
      .int4(record.siteId)
      .int4(record.importId)
      .int4(record.lineNo)
      .text(record.channel)
      .text(record.state)
      .text(record.kind)
      .text(record.peer)
      .text(record.mn)
      .bytea(record.body)
      .jsonb(record.findings.length === 0 ? null : record.findings)
      .int8(record.runId ?? null)
  }
  await tx.copyIn(
    `copy raw_record (id, received_at, at, site_id, import_id, line_no, channel, state, kind, peer, mn, body, findings, run_id)
     from stdin (format binary)`,
    [copy.finish()],
  )
}

async function storeWave(tx: Transaction, batch: IntakeBatch, wave: number[], outcomes: Outcome[]): Promise<void> {
  await tx.execute('truncate incoming_message')
  await copyMessages(tx, batch.messages, wave)
  const knownAt = await currentTime(tx)
  const inserted = await tx.query<{ n: number }>(
    `
    with added as (
      insert into reading (at, known_from, site_id, kind, flags, factors, values, low, high, total, sources)
      select i.at, $1::timestamptz, i.site_id, i.kind, i.flags, i.factors, i.values, i.low, i.high, i.total, array[i.source]
        from incoming_message as i
       order by i.site_id, i.at, i.kind
      on conflict do nothing
      returning site_id, at, kind
    )
    select i.n from added as a join incoming_message as i using (site_id, at, kind)`,
    [knownAt],
  )
  for (const { n } of inserted) outcomes[n] = 'inserted'
  if (inserted.length === wave.length) return
  // Only those that differ at all are looked at value by value.
  const revised = await tx.query<{ n: number; changed: number }>(
    `select d.n, revise_reading(d.site_id, d.at, d.kind, $3, $1, $2, d.source, d.factors, d.values, d.low, d.high, d.total, d.flags) as changed
       from (select i.* from incoming_message as i join reading as r using (site_id, at, kind)
              where (r.factors, r.values, r.low, r.high, r.total, r.flags)
                    is distinct from (i.factors, i.values, i.low, i.high, i.total, i.flags)
              order by i.site_id, i.at, i.kind) as d`,
    [batch.reason, batch.author, knownAt],
  )
  for (const { n, changed } of revised) if (changed > 0) outcomes[n] = 'revised'
}

/**
 * MUST be asked after the sites are locked: the transaction's own time may lie before what another writer has committed
 * meanwhile. As text, as our numbers have no microseconds.
 */
async function currentTime(tx: Transaction): Promise<string> {
  const [row] = await tx.query<{ at: string }>('select clock_timestamp()::text as at')
  if (!row) throw new Error('Cannot store a batch as the database gave no time')
  return row.at
}

async function copyMessages(
  tx: Transaction,
  messages: readonly ReadingMessage[],
  wave: readonly number[],
): Promise<void> {
  const copy = new BinaryCopy()
  for (const n of wave) {
    const message = messages[n]
    if (!message) continue
    copy
      .row(11)
      .int4(n)
      .timestamptz(message.atMs)
      .int4(message.siteId)
      .text(message.kind)
      .text(message.flags)
      .int2Array(message.factors)
      .float8Array(message.values)
      .float8Array(message.low)
      .float8Array(message.high)
      .float8Array(message.total)
      .int8(message.source)
  }
  await tx.copyIn(
    'copy incoming_message (n, at, site_id, kind, flags, factors, values, low, high, total, source) from stdin (format binary)',
    [copy.finish()],
  )
}

type Changed = ReadingMessage & { cause: string | null }

/** Newest values, stale days and notices follow what changed. */
async function tellChanges(tx: Transaction, changed: readonly Changed[]): Promise<void> {
  if (changed.length === 0) return
  const newest = new Map<string, ReadingMessage>()
  for (const message of changed) {
    const key = `${message.siteId} ${message.kind}`
    const known = newest.get(key)
    if (!known || known.atMs <= message.atMs) newest.set(key, message)
  }
  const latest = [...newest.values()]
  await tx.execute(
    `insert into latest (site_id, kind, at, received_at, flags, factors, values, source)
     select r.site_id, r.kind, r.at, now(), r.flags, r.factors, r.values, k.source
       from unnest($1::int[], $2::text[], $3::timestamptz[], $4::bigint[]) as k (site_id, kind, at, source)
       join reading as r on r.site_id = k.site_id and r.at = k.at and r.kind = k.kind
     on conflict (site_id, kind) do update
       set at = excluded.at, received_at = excluded.received_at, flags = excluded.flags, factors = excluded.factors,
           values = excluded.values, source = excluded.source
     where latest.at <= excluded.at`,
    [
      latest.map((message) => message.siteId),
      latest.map((message) => message.kind),
      latest.map((message) => timestamptz(message.atMs)),
      latest.map((message) => message.source),
    ],
  )
  await forgetDays(tx, changed)
  await markStale(
    tx,
    changed.filter((message) => EVALUATED.has(message.kind)),
  )
  await tellSites(tx, new Set(changed.map((message) => message.siteId)))
}

/** The Beijing days of these messages must be computed again. */
async function markStale(tx: Transaction, changed: readonly Changed[]): Promise<void> {
  if (changed.length === 0) return
  await tx.execute(
    `insert into stale_day (site_id, day, cause)
     select distinct k.site_id, date_trunc('day', k.at, 'Asia/Shanghai'), k.cause
       from unnest($1::int[], $2::timestamptz[], $3::text[]) as k (site_id, at, cause)`,
    [
      changed.map((message) => message.siteId),
      changed.map((message) => timestamptz(message.atMs)),
      changed.map((message) => message.cause),
    ],
  )
}

/** Tells listeners of `readings` which sites changed. */
export async function tellSites(tx: Transaction, siteIds: ReadonlySet<number>): Promise<void> {
  const named = siteIds.size > MOST_SITES_NAMED ? [] : [...siteIds]
  await tx.query(`select pg_notify('readings', $1)`, [JSON.stringify({ siteIds: named })])
}
