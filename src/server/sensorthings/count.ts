// How many observations a question without conditions on single rows has.
import { type Database, timestamptz } from '#platform/database.ts'
import { periodMs } from './entity.ts'
import type { Plan } from './observation-plan.ts'
import { EVERYTHING, rangeOfAll, widestRange } from './time-conditions.ts'

/** Counts by the primary key of each site and kind. */
export async function countReadings(db: Database, { datastreams, times }: Plan): Promise<number> {
  const series = datastreams.flatMap(({ source }) => (source?.is === 'series' ? [source] : []))
  if (series.length === 0) return 0
  const groups = [...Map.groupBy(series, ({ siteId, kind }) => `${siteId} ${kind}`).values()]
  const ranges = groups.map(([first]) => (first ? rangeOfAll(times, periodMs(first.kind)) : EVERYTHING))
  const [row] = await db.query<{ n: number }>(
    `select coalesce(sum(c.n), 0)::float8 as n
       from unnest($1::int[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[]) as p (site_id, kind, since, until, factors)
       cross join lateral (
         select sum((select count(*) from unnest(p.factors::smallint[]) as f (id) where f.id = any (r.factors))) as n
           from reading as r
          where r.site_id = p.site_id and r.kind = p.kind and r.at >= p.since and r.at < p.until) as c`,
    [
      groups.map(([first]) => first?.siteId ?? 0),
      groups.map(([first]) => first?.kind ?? ''),
      ranges.map(({ from }) => timestamptz(from)),
      ranges.map(({ until }) => timestamptz(until)),
      groups.map((group) => `{${group.map(({ factorId }) => factorId).join(',')}}`),
    ],
  )
  return row?.n ?? 0
}

export async function countOwn(db: Database, { datastreams, times }: Plan): Promise<number> {
  const ids = datastreams.flatMap(({ source, id }) => (source?.is === 'own' ? [id] : []))
  if (ids.length === 0) return 0
  const { from, until } = widestRange(times)
  const rows = await db.query<{ lengthMs: number; at: number; n: number }>(
    times.length === 0
      ? `select 0 as "lengthMs", now() as at, count(*)::float8 as n from sta_observation as o
          where o.datastream_id = any ($1) and not o.is_note and o.withdrawn_at is null and o.at >= $2 and o.at < $3`
      : `select (extract(epoch from coalesce(o.until, o.at) - o.at) * 1000)::float8 as "lengthMs", o.at, count(*)::float8 as n
           from sta_observation as o
          where o.datastream_id = any ($1) and not o.is_note and o.withdrawn_at is null and o.at >= $2 and o.at < $3
          group by 1, 2`,
    [ids, timestamptz(from), timestamptz(until)],
  )
  return rows.reduce((sum, { lengthMs, at, n }) => {
    const range = rangeOfAll(times, lengthMs)
    return times.length === 0 || (at >= range.from && at < range.until) ? sum + n : sum
  }, 0)
}
