// What every act of a reviewer needs: the site and factor named, days marked stale with their cause, an audit line.
import { type ReviewSpan, refuseFinal } from '#domain/quality/review-level.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Queryable, type Transaction, timestamptz } from '#platform/database.ts'
import { lockSites, tellSites } from '#platform/intake/store-batch.ts'
import { findFactor, type QualityFactor } from './factors.ts'
import { findSite, type QualitySite } from './sites.ts'

export type AskedSpan = { site: string; kind: string; from: number; until: number }
export type Place = { site: QualitySite; factor: QualityFactor | null }

/** Longest span of one act: a leap year. */
const MOST_MS = 366 * 86_400_000

export async function placeOf(
  db: Queryable,
  { site: code, from, until }: AskedSpan,
  factorCode: string | null,
): Promise<Place | Refusal> {
  if (until <= from || until - from > MOST_MS) {
    return refuse('quality.empty-span', {
      zh: '区间的终点须晚于起点，且不超过一年',
      en: 'Cannot act on the span as it must end after it begins and last a year at most',
    })
  }
  const site = await findSite(db, code)
  if (isRefusal(site)) return site
  if (factorCode === null) return { site, factor: null }
  const factor = await findFactor(db, factorCode)
  return isRefusal(factor) ? factor : { site, factor }
}

/** Writers of one site take turns, intake and evaluation's own writers with them. */
export const lockSite = (tx: Transaction, { id }: QualitySite): Promise<void> => lockSites(tx, [id])

/** Reviews that touch a span, of one factor or of all; oldest first. */
export const reviewsIn = (
  db: Queryable,
  siteId: number,
  { kind, from, until, factorId }: { kind: string; from: number; until: number; factorId: number | null },
): Promise<(ReviewSpan & { factorId: number })[]> =>
  db.query(
    `select r.factor_id as "factorId", r.from_at as "from", r.until_at as until, r.level, r.known_from as "knownFrom"
       from review as r
      where r.site_id = $1 and r.kind = $2 and r.from_at < $4 and r.until_at > $3
        and ($5::smallint is null or r.factor_id = $5)
      order by r.known_from, r.id`,
    [siteId, kind, timestamptz(from), timestamptz(until), factorId],
  )

/** Refuses where a value of the span is final for any factor that is touched. */
export async function refuseFinalIn(
  db: Queryable,
  siteId: number,
  span: { kind: string; from: number; until: number; factorId: number | null },
): Promise<Refusal | undefined> {
  const reviews = await reviewsIn(db, siteId, span)
  for (const own of Map.groupBy(reviews, ({ factorId }) => factorId).values()) {
    // A level can only change at the ends of reviews, so looking there is looking everywhere.
    const ends = own.flatMap((review) => [review.from, review.until]).filter((at) => at > span.from && at < span.until)
    const refusal = refuseFinal(own, [span.from, ...ends])
    if (refusal) return refusal
  }
  return undefined
}

/** The days of a span, and their neighbours' tests with them, must be computed again for this cause. */
export async function markStale(
  tx: Transaction,
  siteId: number,
  { kind, from, until, cause }: { kind: string; from: number; until: number; cause: string },
): Promise<void> {
  await tx.execute(
    `insert into stale_day (site_id, day, cause)
     select distinct $1::int, date_trunc('day', r.at, 'Asia/Shanghai'), $5::text
       from reading as r where r.site_id = $1 and r.kind = $2 and r.at >= $3 and r.at < $4`,
    [siteId, kind, timestamptz(from), timestamptz(until), cause],
  )
  await tellSites(tx, new Set([siteId]))
}

export const appendEvent = (
  tx: Transaction,
  event: { stream: string; id: string; type: string; actor: string; payload: unknown },
): Promise<unknown> =>
  tx.query('select append_event($1, $2, $3, $4, $5)', [
    event.stream,
    event.id,
    event.type,
    event.actor,
    JSON.stringify(event.payload),
  ])
