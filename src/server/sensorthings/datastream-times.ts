// The spans a datastream's observations cover, read from both ends of its index.
import type { Database } from '#platform/database.ts'
import { type Entity, endOfReading } from './entity.ts'
import { spanText } from './observation.ts'

type Ends = { id: number; first: number | null; last: number | null; known: number | null; knownLast: number | null }

/** The same datastreams with `phenomenonTime` and `resultTime`, where they have observations. */
export async function withTimes(db: Database, datastreams: readonly Entity[]): Promise<Entity[]> {
  const [series, own] = await Promise.all([seriesEnds(db, datastreams), ownEnds(db, datastreams)])
  const ends = new Map([...series, ...own].map((row) => [row.id, row]))
  return datastreams.map((datastream) => {
    const { first, last, known, knownLast } = ends.get(datastream.id) ?? {}
    if (first === undefined || first === null || last === undefined || last === null) return datastream
    const { source } = datastream
    const until = source?.is === 'series' ? endOfReading(source.kind, last) : last
    // What was corrected late is known late: the ends are those of the first and the last value.
    const results = [known, knownLast].filter((at) => at !== null && at !== undefined).sort((a, b) => a - b)
    const [from, to = from] = results
    return {
      ...datastream,
      body: {
        ...datastream.body,
        phenomenonTime: spanText(first, until),
        ...(from === undefined || to === undefined ? {} : { resultTime: spanText(from, to) }),
      },
    }
  })
}

const FIRST = (direction: 'asc' | 'desc'): string => `cross join lateral (
  select r.at, r.known_from from reading as r
   where r.site_id = p.site_id and r.kind = p.kind and r.factors @> array[p.factor_id]
   order by r.at ${direction} limit 1)`

async function seriesEnds(db: Database, datastreams: readonly Entity[]): Promise<Ends[]> {
  const series = datastreams.flatMap(({ source, id }) => (source?.is === 'series' ? [{ ...source, id }] : []))
  if (series.length === 0) return []
  return db.query<Ends>(
    `select p.id, f.at as first, l.at as last, f.known_from as known, l.known_from as "knownLast"
       from unnest($1::float8[], $2::int[], $3::text[], $4::smallint[]) as p (id, site_id, kind, factor_id)
       ${FIRST('asc')} as f
       ${FIRST('desc')} as l`,
    [
      series.map(({ id }) => id),
      series.map(({ siteId }) => siteId),
      series.map(({ kind }) => kind),
      series.map(({ factorId }) => factorId),
    ],
  )
}

async function ownEnds(db: Database, datastreams: readonly Entity[]): Promise<Ends[]> {
  const ids = datastreams.flatMap(({ source, id }) => (source?.is === 'own' ? [id] : []))
  if (ids.length === 0) return []
  return db.query<Ends>(
    `select p.id, f.at as first, l.at as last, k.known, k.known_last as "knownLast"
       from unnest($1::int[]) as p (id)
       cross join lateral (select o.at from sta_observation as o
          where o.datastream_id = p.id and not o.is_note and o.withdrawn_at is null order by o.at, o.id limit 1) as f
       cross join lateral (select coalesce(o.until, o.at) as at from sta_observation as o
          where o.datastream_id = p.id and not o.is_note and o.withdrawn_at is null order by o.at desc, o.id desc limit 1) as l
       cross join lateral (select min(o.result_time) as known, max(o.result_time) as known_last from sta_observation as o
          where o.datastream_id = p.id and not o.is_note and o.withdrawn_at is null) as k`,
    [ids],
  )
}
