// Values of one factor as they stand, or stood at an instant: raw, and after flags and corrections.
import type { EffectiveValue } from '#domain/quality/effective.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { loadEffective } from '../quality-book.ts'
import { valuesKnownAt } from '../readings-known-at.ts'

export type StandingValue = { at: number; raw: number | null; flag: string } & EffectiveValue

export type ValueQuestion = {
  siteId: number
  factorId: number
  kind: string
  from: number
  until: number
  asKnownAt?: number | undefined
  most: number
}

/** Oldest first, at most `most`. */
export async function standingValues(db: Queryable, asked: ValueQuestion): Promise<StandingValue[]> {
  const { siteId, factorId, kind, from, until, asKnownAt, most } = asked
  const rows =
    asKnownAt === undefined
      ? await db.query<{ at: number; value: number | null; flag: string }>(
          `select r.at, r.values[n.n] as value, substr(r.flags, n.n, 1) as flag
             from reading as r cross join lateral array_position(r.factors, $5::smallint) as n (n)
            where r.site_id = $1 and r.kind = $2 and r.at >= $3 and r.at < $4 and n.n is not null
            order by r.at limit $6`,
          [siteId, kind, timestamptz(from), timestamptz(until), factorId, most],
        )
      : (await valuesKnownAt(db, { siteId, kind, factorIds: [factorId], from, until, asKnownAt })).slice(0, most)
  const readerOf = await loadEffective(db, [{ siteId, from, until }], asKnownAt)
  const read = readerOf(siteId)
  return rows.map(({ at, value, flag }) => ({ at, raw: value, flag, ...read({ factorId, kind, at, value, flag }) }))
}
