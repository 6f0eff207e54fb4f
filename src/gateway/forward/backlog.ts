// What a target has still to get: batches in the order of commits, their records, the readings of these.
import { type Database, timestamptz } from '#platform/database.ts'
import type { ReadingKind } from '#platform/intake/batch.ts'
import { recordTimeRange } from '#platform/intake/record-id.ts'
import type { Cursor } from './target.ts'

export type Batch = { id: number; tx: string; atMs: number; records: number[] }

/**
 * The batch at the cursor and those after it, in the order of commits. Only transactions below the oldest one still
 * running: none of them can leave anything more.
 */
export async function nextBatches(db: Database, targetId: number, cursor: Cursor, limit: number): Promise<Batch[]> {
  return db.query<Batch>(
    `select b.id, b.tx::text as tx, b.at as "atMs", b.records
       from record_batch as b
       join forward_target as t on t.id = $1
      where (b.tx, b.id) >= ($2::text::xid8, $3::bigint) and b.tx < pg_snapshot_xmin(pg_current_snapshot())
        and ((b.target_id is null and not pg_visible_in_snapshot(b.tx, t.starts_after)) or b.target_id = t.id)
      order by b.tx, b.id limit $4`,
    [targetId, cursor.tx, cursor.batch, limit],
  )
}

/** Batches beyond which nobody counts any more: a backlog is then known to be long, and that is enough. */
const MOST_COUNTED = 5_000

/** Records behind the cursor, those of no interest to the target among them. */
export async function countWaiting(db: Database, targetId: number, cursor: Cursor): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `select coalesce(sum(cardinality(b.records)), 0)::bigint as n
       from (select b.records from record_batch as b join forward_target as t on t.id = $1
              where (b.tx, b.id) >= ($2::text::xid8, $3::bigint)
                and ((b.target_id is null and not pg_visible_in_snapshot(b.tx, t.starts_after)) or b.target_id = t.id)
              order by b.tx, b.id limit ${MOST_COUNTED}) as b`,
    [targetId, cursor.tx, cursor.batch],
  )
  return Math.max(0, (row?.n ?? 0) - cursor.done)
}

/** 原始记录 to be sent on. */
export type KeptRecord = {
  id: number
  channel: string
  state: string
  kind: ReadingKind | null
  siteId: number
  atMs: number | null
  mn: string | null
  body: Uint8Array
}

/** Records by their numbers; those that are gone are absent. */
export async function loadRecords(db: Database, ids: readonly number[]): Promise<Map<number, KeptRecord>> {
  if (ids.length === 0) return new Map()
  const ranges = ids.map(recordTimeRange)
  const rows = await db.query<KeptRecord>(
    `select r.id, r.channel, r.state, r.kind, r.site_id as "siteId", r.at as "atMs", r.mn, r.body
       from raw_record as r
      where r.id = any ($1::bigint[]) and r.received_at >= $2 and r.received_at < $3`,
    [
      ids,
      timestamptz(Math.min(...ranges.map(({ fromMs }) => fromMs))),
      timestamptz(Math.max(...ranges.map(({ untilMs }) => untilMs))),
    ],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** 监测数据 of a record, as it stands now. */
export type KeptReading = {
  recordId: number
  siteKind: string
  /** The device of the record, else the first of the site; null where the site has none. */
  mn: string | null
  systemCode: string | null
  devicePassword: string | null
  kind: ReadingKind
  atMs: number
  codes: string[]
  values: (number | null)[]
  low: (number | null)[] | null
  high: (number | null)[] | null
  total: (number | null)[] | null
  flags: string
}

/** The readings that these records belong to; records without one are absent. */
export async function loadReadings(
  db: Database,
  records: readonly KeptRecord[],
): Promise<ReadonlyMap<number, KeptReading>> {
  const placed = records.filter(({ atMs, kind, siteId }) => atMs !== null && kind !== null && siteId !== 0)
  if (placed.length === 0) return new Map()
  const rows = await db.query<KeptReading>(
    `select k.record_id as "recordId", s.kind as "siteKind", d.mn, d.system_code as "systemCode",
            d.password as "devicePassword", r.kind, r.at as "atMs", r.flags, r.values, r.low, r.high, r.total,
            (select array_agg(f.code order by u.n) from unnest(r.factors) with ordinality as u (id, n)
               join factor as f on f.id = u.id) as codes
       from unnest($1::bigint[], $2::int[], $3::text[], $4::timestamptz[], $5::text[])
            as k (record_id, site_id, kind, at, mn)
       join reading as r on r.site_id = k.site_id and r.kind = k.kind and r.at = k.at
       join site as s on s.id = k.site_id
       left join lateral (select d.mn, d.system_code, d.password from device as d
                           where d.site_id = k.site_id order by (d.mn = k.mn) desc nulls last, d.mn limit 1) as d on true`,
    [
      placed.map(({ id }) => id),
      placed.map(({ siteId }) => siteId),
      placed.map(({ kind }) => kind),
      placed.map(({ atMs }) => timestamptz(atMs ?? 0)),
      placed.map(({ mn }) => mn),
    ],
  )
  return new Map(rows.map((row) => [row.recordId, row]))
}
