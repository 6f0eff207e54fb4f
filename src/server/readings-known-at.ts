// Readings as they were known at an instant: what stands now, or what a revision says stood then.
import { type Queryable, timestamptz } from '#platform/database.ts'

export type KnownValue = { at: number; factorId: number; value: number | null; flag: string; knownFrom: number }
export type KnownQuestion = {
  siteId: number
  kind: string
  factorIds: readonly number[]
  from: number
  until: number
  asKnownAt: number
  /** At most so many values; all where left out. */
  most?: number
}

/**
 * Oldest first. A revision without a flag says that the value was absent then, so that it is left out; one that had not
 * yet arrived is left out too.
 */
export const valuesKnownAt = (db: Queryable, asked: KnownQuestion): Promise<KnownValue[]> =>
  db.query<KnownValue>(
    `with revised as (
       select v.at, v.factor_id, v.value, v.flag, v.known_from, v.known_until
         from reading_revision as v
        where v.site_id = $1 and v.kind = $2 and v.factor_id = any ($3::smallint[]) and v.at >= $4 and v.at < $5
     ), standing as (
       select r.at, u.factor_id, u.value, substr(r.flags, u.n::int, 1) as flag,
              coalesce((select max(v.known_until) from revised as v where v.at = r.at and v.factor_id = u.factor_id),
                       r.known_from) as known_from
         from reading as r
        cross join lateral unnest(r.factors, r.values) with ordinality as u (factor_id, value, n)
        where r.site_id = $1 and r.kind = $2 and r.at >= $4 and r.at < $5 and u.factor_id = any ($3::smallint[])
     )
     select k.at, k.factor_id as "factorId", k.value, k.flag, k.known_from as "knownFrom"
       from (select s.at, s.factor_id, s.value, s.flag, s.known_from from standing as s where s.known_from <= $6
             union all
             select v.at, v.factor_id, v.value, v.flag, v.known_from from revised as v
              where v.known_from <= $6 and v.known_until > $6 and v.flag is not null) as k
      order by k.at, k.factor_id
      limit $7`,
    [
      asked.siteId,
      asked.kind,
      asked.factorIds,
      timestamptz(asked.from),
      timestamptz(asked.until),
      timestamptz(asked.asKnownAt),
      asked.most ?? null,
    ],
  )
