// How each day's feed did, counted when the day changes: what was expected, what came, in time, and valid.
import { medianOf } from '#domain/quality/window.ts'
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import { type Transaction, timestamptz } from '#platform/database.ts'
import { recordTimeRange } from '#platform/intake/record-id.ts'
import { type EffectiveReader, loadEffective } from '../quality-book.ts'
import type { SiteDay } from './check-window.ts'
import type { QualitySite } from './sites.ts'

/** Hours of a day, or the six samples of a water station; a device says otherwise by its own interval. */
const EXPECTED: Readonly<Record<'hour' | 'sample', number>> = { hour: 24, sample: 6 }
const PERIOD_MS: Readonly<Record<'hour' | 'sample', number>> = { hour: HOUR_MS, sample: 4 * HOUR_MS }
/** An hour that comes within the next one is in time (本产品默认). */
const IN_TIME_MS = HOUR_MS

type Row = {
  siteId: number
  day: number
  kind: 'hour' | 'sample'
  at: number
  knownAt: number
  flags: string
  factors: number[]
  values: (number | null)[]
  source: number
}

type Count = {
  siteId: number
  day: number
  kind: 'hour' | 'sample'
  received: number
  onTime: number
  values: number
  valid: number
  delays: number[]
  factors: Map<number, { received: number; valid: number }>
}

/** Counts hours and samples of these days anew; a day that is not over is expected up to now only. */
export async function countFeeds(
  tx: Transaction,
  days: readonly SiteDay[],
  { sites, now }: { sites: readonly QualitySite[]; now: number },
): Promise<void> {
  const known = new Set(sites.map(({ id }) => id))
  const asked = days.filter(({ siteId }) => known.has(siteId))
  if (asked.length === 0) return
  const counts = new Map<string, Count>()
  const readerOf = await loadEffective(
    tx,
    asked.map(({ siteId, day }) => ({ siteId, from: day, until: day + DAY_MS })),
  )
  const rows = await readDays(tx, asked)
  const filed = await broughtByFile(tx, rows.filter(isLate))
  for (const row of rows) addRow(counts, row, { effective: readerOf(row.siteId), isFiled: filed.has(row.source) })
  await clearGone(tx, asked, counts)
  await storeCounts(tx, [...counts.values()], now)
}

const readDays = (tx: Transaction, days: readonly SiteDay[]): Promise<Row[]> =>
  tx.query<Row>(
    `select r.site_id as "siteId", k.day, r.kind, r.at, r.known_from as "knownAt", r.flags, r.factors, r.values,
            r.sources[1] as source
       from unnest($1::int[], $2::timestamptz[]) as k (site_id, day)
      cross join unnest(array['hour', 'sample']) as w (kind)
       join reading as r on r.site_id = k.site_id and r.kind = w.kind and r.at >= k.day and r.at < k.day + interval '1 day'
      where r.at >= $3 and r.at < $4`,
    [
      days.map(({ siteId }) => siteId),
      days.map(({ day }) => timestamptz(day)),
      timestamptz(Math.min(...days.map(({ day }) => day))),
      timestamptz(Math.max(...days.map(({ day }) => day)) + DAY_MS),
    ],
  )

const delayOf = ({ kind, at, knownAt }: Row): number => knownAt - (kind === 'hour' ? at + HOUR_MS : at)
const isLate = (row: Row): boolean => delayOf(row) > IN_TIME_MS + (row.kind === 'sample' ? PERIOD_MS.sample : 0)

/** Records that a file brought, or the demo's past: they say nothing of how fast the line is. */
async function broughtByFile(tx: Transaction, rows: readonly Row[]): Promise<Set<number>> {
  if (rows.length === 0) return new Set()
  const ranges = rows.map(({ source }) => recordTimeRange(source))
  const found = await tx.query<{ id: number }>(
    `select q.id from unnest($1::bigint[], $2::int[], $3::timestamptz[], $4::timestamptz[]) as k (id, site_id, from_at, until_at)
       join raw_record as q on q.id = k.id and q.site_id = k.site_id and q.received_at >= k.from_at and q.received_at < k.until_at
      where q.channel in ('import', 'demo-history') and q.received_at >= $5 and q.received_at < $6`,
    [
      rows.map(({ source }) => source),
      rows.map(({ siteId }) => siteId),
      ranges.map(({ fromMs }) => timestamptz(fromMs)),
      ranges.map(({ untilMs }) => timestamptz(untilMs)),
      timestamptz(Math.min(...ranges.map(({ fromMs }) => fromMs))),
      timestamptz(Math.max(...ranges.map(({ untilMs }) => untilMs))),
    ],
  )
  return new Set(found.map(({ id }) => id))
}

type RowContext = { effective: EffectiveReader; isFiled: boolean }

function addRow(counted: Map<string, Count>, row: Row, { effective, isFiled }: RowContext): void {
  const { siteId, day, kind } = row
  const key = `${siteId} ${kind} ${day}`
  const empty: Count = {
    siteId,
    day,
    kind,
    received: 0,
    onTime: 0,
    values: 0,
    valid: 0,
    delays: [],
    factors: new Map(),
  }
  const count = counted.get(key) ?? empty
  counted.set(key, count)
  count.received += 1
  if (!isFiled) count.delays.push(delayOf(row))
  if (isFiled || !isLate(row)) count.onTime += 1
  row.factors.forEach((factor, n) => {
    const raw = { factorId: factor, kind, at: row.at, value: row.values[n] ?? null, flag: row.flags[n] ?? 'N' }
    const { counts, state } = effective(raw)
    // A suspect value enters averages until somebody has looked, but it is no mark of a good feed.
    const isValid = counts && state !== 'suspect'
    const own = count.factors.get(factor) ?? { received: 0, valid: 0 }
    count.factors.set(factor, own)
    own.received += 1
    count.values += 1
    if (!isValid) return
    own.valid += 1
    count.valid += 1
  })
}

/** A day whose data was withdrawn has no count any more. */
async function clearGone(tx: Transaction, days: readonly SiteDay[], counts: ReadonlyMap<string, Count>): Promise<void> {
  const gone = days.flatMap(({ siteId, day }) =>
    (['hour', 'sample'] as const).flatMap((kind) =>
      counts.has(`${siteId} ${kind} ${day}`) ? [] : [{ siteId, day, kind }],
    ),
  )
  await tx.execute(
    `delete from feed_day as d using unnest($1::int[], $2::text[], $3::timestamptz[]) as k (site_id, kind, day)
      where d.site_id = k.site_id and d.kind = k.kind and d.day = k.day`,
    [gone.map(({ siteId }) => siteId), gone.map(({ kind }) => kind), gone.map(({ day }) => timestamptz(day))],
  )
}

/** What could have come by now. */
export const expectedBy = (kind: 'hour' | 'sample', day: number, now: number): number =>
  Math.max(0, Math.min(EXPECTED[kind], Math.floor((now - day) / PERIOD_MS[kind])))

async function storeCounts(tx: Transaction, counts: readonly Count[], now: number): Promise<void> {
  if (counts.length === 0) return
  // Null says that nothing of the day came over a line: such a day is neither in time nor late.
  const medianS = ({ delays }: Count): number | null => {
    const median = medianOf(delays)
    return median === undefined ? null : Math.round(median / 1000)
  }
  await tx.execute(
    `insert into feed_day (site_id, kind, day, expected, received, on_time, value_count, valid_count, median_delay_s, factors)
     select k.* from unnest($1::int[], $2::text[], $3::timestamptz[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[],
                            $9::int[], $10::jsonb[]) as k
     on conflict (site_id, kind, day) do update
       set expected = excluded.expected, received = excluded.received, on_time = excluded.on_time,
           value_count = excluded.value_count, valid_count = excluded.valid_count,
           median_delay_s = excluded.median_delay_s, factors = excluded.factors, counted_at = now()`,
    [
      counts.map(({ siteId }) => siteId),
      counts.map(({ kind }) => kind),
      counts.map(({ day }) => timestamptz(day)),
      counts.map(({ kind, day, received }) => Math.max(received, expectedBy(kind, day, now))),
      counts.map(({ received }) => received),
      counts.map(({ onTime }) => onTime),
      counts.map(({ values }) => values),
      counts.map(({ valid }) => valid),
      counts.map((count) => {
        const seconds = medianS(count)
        return seconds === null ? null : Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, seconds))
      }),
      counts.map(({ factors }) => JSON.stringify(Object.fromEntries(factors))),
    ],
  )
}

/** An int holds 68 years; data of another century has no delay worth telling. */
const MOST_SECONDS = 2_000_000_000
