// Hourly sums of dense series, kept for days that have ended, so that a month of averages need not read each value again.
import { DAY_MS, HOUR_MS, startOf } from '#kit/time.ts'
import { type Database, inTransaction, type Queryable, timestamptz } from '#platform/database.ts'
import { DENSE_KINDS } from '#platform/intake/series-day.ts'
import { lockSitesShared } from '#platform/intake/store-batch.ts'
import type { Source } from './entity.ts'
import type { Range } from './time-conditions.ts'

export type HourSum = {
  at: number
  received: number
  valid: number
  sum: number
  least: number | null
  greatest: number | null
}
export type Series = Source & { is: 'series' }

/** A day is kept once it has been over for this long: clocks of writers may differ. */
const SETTLED_MS = HOUR_MS

export const isDense = ({ kind }: Series): boolean => DENSE_KINDS.some((dense) => dense === kind)

/** Sums of whole days within the range, and from where to where they reach. */
export async function keptHours(
  db: Database,
  series: Series,
  { range, now, counted }: { range: Range; now: number; counted: readonly string[] },
): Promise<{ hours: HourSum[]; from: number; until: number }> {
  const first = await firstDay(db, series, range)
  const until = Math.min(startOf('day', now - SETTLED_MS), startOf('day', Math.min(range.until, now + DAY_MS)))
  if (first === undefined || first >= until) return { hours: [], from: 0, until: 0 }
  const kept = await readDays(db, series, { from: first, until })
  const missing = daysBetween(first, until).filter((day) => !kept.has(day))
  if (missing.length > 0) {
    await keepDays(db, series, { days: missing, counted })
    for (const [day, row] of await readDays(db, series, { from: first, until })) kept.set(day, row)
  }
  const hours = [...kept.values()].sort((a, b) => a.day - b.day).flatMap(hoursOf)
  return { hours, from: first, until }
}

/** The first whole day of the range that has values. */
async function firstDay(db: Queryable, { siteId, kind }: Series, { from }: Range): Promise<number | undefined> {
  const [row] = await db.query<{ at: number }>(
    'select r.at from reading as r where r.site_id = $1 and r.kind = $2 and r.at >= $3 order by r.at limit 1',
    [siteId, kind, timestamptz(from)],
  )
  if (!row) return undefined
  const day = startOf('day', row.at)
  return day >= from ? day : day + DAY_MS
}

const daysBetween = (from: number, until: number): number[] =>
  Array.from({ length: Math.round((until - from) / DAY_MS) }, (_, n) => from + n * DAY_MS)

type DayRow = {
  day: number
  received: number[]
  valid: number[]
  sums: number[]
  least: (number | null)[]
  greatest: (number | null)[]
}

async function readDays(
  db: Queryable,
  { siteId, kind, seriesId }: Series,
  { from, until }: Range,
): Promise<Map<number, DayRow>> {
  const rows = await db.query<DayRow>(
    `select d.day, d.received, d.valid, d.sums, d.least, d.greatest from series_day as d
      where d.site_id = $1 and d.kind = $2 and d.day >= $3 and d.day < $4 and d.series_id = $5`,
    [siteId, kind, timestamptz(from), timestamptz(until), seriesId],
  )
  return new Map(rows.map((row) => [row.day, row]))
}

const hoursOf = ({ day, received, valid, sums, least, greatest }: DayRow): HourSum[] =>
  received.flatMap((count, hour) =>
    count === 0
      ? []
      : [
          {
            at: day + hour * HOUR_MS,
            received: count,
            valid: valid[hour] ?? 0,
            sum: sums[hour] ?? 0,
            least: least[hour] ?? null,
            greatest: greatest[hour] ?? null,
          },
        ],
  )

/**
 * Sums up days and keeps them. MUST hold the lock of the site meanwhile: a writer that changes a value of the day waits,
 * and then voids what is kept here.
 */
async function keepDays(
  db: Database,
  series: Series,
  { days, counted }: { days: readonly number[]; counted: readonly string[] },
): Promise<void> {
  const { siteId, kind, seriesId } = series
  await inTransaction(db, async (tx) => {
    await lockSitesShared(tx, [siteId])
    const from = Math.min(...days)
    const until = Math.max(...days) + DAY_MS
    const hours = await sumHours(tx, series, { range: { from, until }, counted })
    const byDay = Map.groupBy(hours, ({ at }) => startOf('day', at))
    const rows = days.map((day) => dayRow(day, byDay.get(day) ?? []))
    await tx.execute(
      `insert into series_day (day, site_id, series_id, kind, received, valid, sums, least, greatest)
       select (r->>'day')::timestamptz, $2, $3, $4,
              array(select e::int from jsonb_array_elements_text(r->'received') with ordinality as a (e, n) order by n),
              array(select e::int from jsonb_array_elements_text(r->'valid') with ordinality as a (e, n) order by n),
              array(select e::float8 from jsonb_array_elements_text(r->'sums') with ordinality as a (e, n) order by n),
              array(select e::float8 from jsonb_array_elements_text(r->'least') with ordinality as a (e, n) order by n),
              array(select e::float8 from jsonb_array_elements_text(r->'greatest') with ordinality as a (e, n) order by n)
         from unnest($1::jsonb[]) as r
       on conflict do nothing`,
      [rows, siteId, seriesId, kind],
    )
  })
}

function dayRow(day: number, hours: readonly HourSum[]): string {
  const of = (hour: number): HourSum | undefined => hours.find(({ at }) => at === day + hour * HOUR_MS)
  const all = Array.from({ length: 24 }, (_, hour) => of(hour))
  return JSON.stringify({
    day: timestamptz(day),
    received: all.map((hour) => hour?.received ?? 0),
    valid: all.map((hour) => hour?.valid ?? 0),
    sums: all.map((hour) => hour?.sum ?? 0),
    least: all.map((hour) => hour?.least ?? null),
    greatest: all.map((hour) => hour?.greatest ?? null),
  })
}

/** Hours in Beijing begin with hours in UTC. */
export function sumHours(
  db: Queryable,
  { siteId, kind, factorId }: Series,
  { range, counted }: { range: Range; counted: readonly string[] },
): Promise<HourSum[]> {
  return db.query<HourSum>(
    `select v.at, count(*)::float8 as received, (count(v.value) filter (where v.counts))::float8 as valid,
            coalesce(sum(v.value) filter (where v.counts), 0) as sum, min(v.value) filter (where v.counts) as least,
            max(v.value) filter (where v.counts) as greatest
       from (select date_bin('1 hour', f.at, '2000-01-01 00:00:00+00') as at, f.values[f.n] as value,
                    substr(f.flags, f.n, 1) = any ($6::text[]) as counts
               from (select r.at, r.values, r.flags, array_position(r.factors, $5::smallint) as n
                       from reading as r where r.site_id = $1 and r.kind = $2 and r.at >= $3 and r.at < $4 offset 0) as f
              where f.n is not null) as v
      group by v.at order by v.at`,
    [siteId, kind, timestamptz(range.from), timestamptz(range.until), factorId, counted],
  )
}
