// How many values a second go from the socket to the commit, raw frames kept, against a bare bulk upsert of the same rows.
import type { Database } from '#platform/database.ts'
import { BinaryCopy } from '#platform/intake/copy-binary.ts'
import { registerDevices } from '../simulate/more-devices.ts'
import { type Bench, type BenchIo, type BenchResult, benchResult } from './bench-result.ts'
import { benchDevices } from './frames.ts'
import { sendAll, startGatewayProcess } from './gateway-load.ts'

const DEVICES = 200
const HOURS = 300
/** Sent before the clock runs: code gets hot and partitions are made. */
const WARM_HOURS = 30
/** Rows of one transaction of the baseline, about as many as the gateway's batches have. */
const ROWS_A_BATCH = 3_000
/** Frames of one device that are under way at once. */
const MOST_UNANSWERED = 64

export const ingestBench: Bench = { name: 'ingest', run }

async function run({ freshDatabase, say }: BenchIo): Promise<BenchResult[]> {
  const devices = await benchDevices(DEVICES)
  const db = await freshDatabase()
  try {
    await registerDevices(db, devices)
    const gateway = await startGatewayProcess(db.url)
    try {
      await sendAll(devices, { skip: HOURS, count: WARM_HOURS, nowMs: Date.now() }, gateway.port, MOST_UNANSWERED)
      const before = await countStored(db)
      const sent = await sendAll(devices, { skip: 0, count: HOURS, nowMs: Date.now() }, gateway.port, MOST_UNANSWERED)
      const after = await countStored(db)
      const seconds = sent.ms / 1000
      const factors = after.factors - before.factors
      const perFactor = (after.values - before.values) / factors
      say(
        `ingest: ${sent.frames} frames in ${Math.round(sent.ms)} ms, answered after ${sent.p50} ms (p50), ${sent.p99} ms (p99); ` +
          `${Math.round(factors / seconds)} factors/s of ${perFactor.toFixed(2)} values each`,
      )
      say(
        `ingest: ${await bytesAFrame(db, 'raw_record')} bytes of raw record and ${await bytesAFrame(db, 'reading')} of reading a frame on disk`,
      )
      const upserted = await upsertRate(db)
      const baseline = { name: 'bulk upsert of the same rows alone', value: upserted }
      return [benchResult('ingest', 'values/s', (after.values - before.values) / seconds, baseline)]
    } finally {
      await gateway.stop()
    }
  } finally {
    await db.drop()
  }
}

/** A factor of a message has one to four values: average or reading, least, greatest, total. */
const VALUES = `(select coalesce(sum(cardinality(array_remove(r.values, null))
  + coalesce(cardinality(array_remove(r.low, null)), 0) + coalesce(cardinality(array_remove(r.high, null)), 0)
  + coalesce(cardinality(array_remove(r.total, null)), 0)), 0)::bigint from reading as r)`

async function countStored(db: Database): Promise<{ factors: number; values: number }> {
  const [row] = await db.query<{ factors: number; values: number }>(
    `select coalesce(sum(cardinality(r.factors)), 0)::bigint as factors, ${VALUES} as values from reading as r`,
  )
  return row ?? { factors: 0, values: 0 }
}

/** Bytes of table and indexes for each raw record there is; partitions included. */
async function bytesAFrame(db: Database, table: 'raw_record' | 'reading'): Promise<number> {
  const [row] = await db.query<{ bytes: number }>(
    `select (sum(pg_total_relation_size(p.relid)) / (select count(*) from raw_record))::int as bytes
       from pg_partition_tree($1::regclass) as p where p.isleaf`,
    [table],
  )
  return row?.bytes ?? 0
}

type FrameRow = { id: number; body: Buffer }

type ReadingRow = {
  at: number
  siteId: number
  kind: string
  flags: string
  factors: number[]
  values: (number | null)[]
  low: (number | null)[] | null
  high: (number | null)[] | null
  total: (number | null)[] | null
}

/**
 * Values a second of a bare upsert in bulk of the same rows: frames by binary COPY under their number, readings by COPY
 * into a table beside and from there into one with the same key; without findings, comparison, newest values or notices.
 */
async function upsertRate(db: Database): Promise<number> {
  const readings = await db.query<ReadingRow>(
    `select r.at, r.site_id as "siteId", r.kind, r.flags, r.factors, r.values, r.low, r.high, r.total from reading as r`,
  )
  const frames = await db.query<FrameRow>('select r.id, r.body from raw_record as r')
  const { values } = await countStored(db)
  const columns = `at timestamptz, site_id int, kind text, flags text, factors smallint[], "values" double precision[],
    low double precision[], high double precision[], total double precision[]`
  await db.execute('create table bench_record (id bigint primary key, body bytea)')
  await db.execute(`create table bench_reading (${columns}, primary key (site_id, kind, at))`)
  const batches = Array.from({ length: Math.ceil(readings.length / ROWS_A_BATCH) }, (_, n) => ({
    records: encodeFrames(frames.slice(n * ROWS_A_BATCH, (n + 1) * ROWS_A_BATCH)),
    messages: encodeReadings(readings.slice(n * ROWS_A_BATCH, (n + 1) * ROWS_A_BATCH)),
  }))
  const begun = performance.now()
  for (const { records, messages } of batches) {
    await db.transaction(async (tx) => {
      await tx.execute(`create temp table if not exists bench_incoming (${columns}) on commit delete rows`)
      await tx.copyIn('copy bench_record from stdin (format binary)', [records])
      await tx.copyIn('copy bench_incoming from stdin (format binary)', [messages])
      await tx.execute(`insert into bench_reading select * from bench_incoming
        on conflict (site_id, kind, at) do update set flags = excluded.flags, factors = excluded.factors,
          values = excluded.values, low = excluded.low, high = excluded.high, total = excluded.total`)
    })
  }
  return values / ((performance.now() - begun) / 1000)
}

function encodeFrames(rows: readonly FrameRow[]): Uint8Array {
  const copy = new BinaryCopy()
  for (const { id, body } of rows) copy.row(2).int8(id).bytea(body)
  return copy.finish()
}

function encodeReadings(rows: readonly ReadingRow[]): Uint8Array {
  const copy = new BinaryCopy()
  for (const row of rows) {
    copy.row(9).timestamptz(row.at).int4(row.siteId).text(row.kind).text(row.flags).int2Array(row.factors)
    copy.float8Array(row.values).float8Array(row.low).float8Array(row.high).float8Array(row.total)
  }
  return copy.finish()
}
