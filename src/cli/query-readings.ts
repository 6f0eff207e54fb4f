// Values of one factor of a device, as known at an instant: what stands now, or what a revision says stood then.
import { type Database, timestamptz } from '#platform/database.ts'

export type ReadingsAsked = {
  mn: string
  factor: string
  kind: string
  fromMs: number
  untilMs: number
  knownAtMs: number
}
/** `at` is the start of the period, ISO 8601 in UTC; `value` in `unit`. */
export type ReadingAnswer = { at: string; value: number | null; unit: string; flag: string; knownFrom: string }

type Row = { at: number; value: number | null; unit: string; flag: string; knownFrom: number }

/**
 * Oldest first; undefined where the device is not registered. A revision without a flag says that the value was absent
 * then, so that it is left out.
 */
export async function queryReadings(db: Database, asked: ReadingsAsked): Promise<ReadingAnswer[] | undefined> {
  const [device] = await db.query<{ siteId: number }>('select d.site_id as "siteId" from device as d where d.mn = $1', [
    asked.mn,
  ])
  if (!device) return undefined
  const rows = await db.query<Row>(
    `with asked as (select f.id, f.unit from factor as f where f.code = $2),
     revised as (
       select v.at, v.value, v.flag, v.known_from, v.known_until
         from reading_revision as v join asked as a on a.id = v.factor_id
        where v.site_id = $1 and v.kind = $3 and v.at >= $4 and v.at < $5
     ), standing as (
       select r.at, u.value, substr(r.flags, u.n::int, 1) as flag,
              coalesce((select max(v.known_until) from revised as v where v.at = r.at), r.known_from) as known_from
         from reading as r
        cross join lateral unnest(r.factors, r.values) with ordinality as u (factor_id, value, n)
         join asked as a on a.id = u.factor_id
        where r.site_id = $1 and r.kind = $3 and r.at >= $4 and r.at < $5
     )
     select k.at, k.value, a.unit, k.flag, k.known_from as "knownFrom"
       from (select s.at, s.value, s.flag, s.known_from from standing as s where s.known_from <= $6
             union all
             select v.at, v.value, v.flag, v.known_from from revised as v
              where v.known_from <= $6 and v.known_until > $6 and v.flag is not null) as k
      cross join asked as a
      order by k.at`,
    [
      device.siteId,
      asked.factor,
      asked.kind,
      timestamptz(asked.fromMs),
      timestamptz(asked.untilMs),
      timestamptz(asked.knownAtMs),
    ],
  )
  const iso = (at: number): string => new Date(at).toISOString()
  return rows.map(({ at, knownFrom, ...row }) => ({ at: iso(at), ...row, knownFrom: iso(knownFrom) }))
}
