// Flags and corrections of spans, and the values that stand under them: read by every feature that counts or shows values.
import {
  type EffectiveValue,
  effectiveReader,
  type RawValue,
  type StandingCorrection,
  type StandingFlag,
} from '#domain/quality/effective.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'

export type BookSpan = { siteId: number; from: number; until: number }
export type EffectiveReader = (raw: RawValue) => EffectiveValue

type FlagOfSite = StandingFlag & { siteId: number }
type CorrectionOfSite = StandingCorrection & { siteId: number }

const FLAG_COLUMNS = `f.site_id as "siteId", f.id, f.factor_id as "factorId", f.kind, f.from_at as "from", f.until_at as until,
  f.state, f.origin, f.known_from as "knownFrom"`

/**
 * What stands now, or stood at `asKnownAt`. A flag of a rule never crosses a Beijing midnight, so that those that reach
 * into a span begin at most a day before it.
 */
export async function loadEffective(
  db: Queryable,
  spans: readonly BookSpan[],
  asKnownAt = Number.POSITIVE_INFINITY,
): Promise<(siteId: number) => EffectiveReader> {
  const params = [
    spans.map(({ siteId }) => siteId),
    spans.map(({ from }) => timestamptz(from)),
    spans.map(({ until }) => timestamptz(until)),
    ...(asKnownAt === Number.POSITIVE_INFINITY ? [] : [timestamptz(asKnownAt)]),
  ]
  const stands = (row: string): string =>
    asKnownAt === Number.POSITIVE_INFINITY
      ? `${row}.known_until = 'infinity'`
      : `${row}.known_from <= $4 and ${row}.known_until > $4`
  const asked = 'unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) as k (site_id, from_at, until_at)'
  const flags = await db.query<FlagOfSite>(
    `select ${FLAG_COLUMNS} from ${asked}
       join quality_flag as f on f.site_id = k.site_id and f.origin = 'rule'
            and f.from_at > k.from_at - interval '1 day' and f.from_at < k.until_at and f.until_at > k.from_at
      where ${stands('f')}
     union
     select ${FLAG_COLUMNS} from ${asked}
       join quality_flag as f on f.site_id = k.site_id and f.origin = 'person'
            and f.from_at < k.until_at and f.until_at > k.from_at
      where ${stands('f')}`,
    params,
  )
  const corrections = await db.query<CorrectionOfSite>(
    `select distinct c.site_id as "siteId", c.id, c.factor_id as "factorId", c.kind, c.method, c.instants,
            c.after_values as after, c.known_from as "knownFrom"
       from ${asked}
       join correction as c on c.site_id = k.site_id and c.from_at < k.until_at and c.until_at > k.from_at
      where ${stands('c')}`,
    params,
  )
  return readers(flags, corrections)
}

function readers(flags: readonly FlagOfSite[], corrections: readonly CorrectionOfSite[]) {
  const flagsOf = Map.groupBy(flags, ({ siteId }) => siteId)
  const correctionsOf = Map.groupBy(corrections, ({ siteId }) => siteId)
  const made = new Map<number, EffectiveReader>()
  return (siteId: number): EffectiveReader => {
    const known = made.get(siteId)
    if (known) return known
    const book = { flags: flagsOf.get(siteId) ?? [], corrections: correctionsOf.get(siteId) ?? [] }
    const reader = effectiveReader(book)
    made.set(siteId, reader)
    return reader
  }
}
