// The review desk: one factor of one site with everything that is said of it.
import type { CorrectionRow, FlagRow, readDesk as readDeskRoute } from '#contract/quality.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { levelAt } from '#domain/quality/review-level.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import {
  CORRECTION_FROM,
  CORRECTION_ROW,
  correctionRow,
  FLAG_FROM,
  FLAG_ROW,
  type StoredCorrection,
} from './book-rows.ts'
import { findFactor } from './factors.ts'
import { allSites, findSite, neighboursOf, type QualitySite } from './sites.ts'
import { standingValues } from './values.ts'

type Question = QueryOf<typeof readDeskRoute>
type Desk = ReplyOf<typeof readDeskRoute>

/** More points no screen shows. */
const MOST_POINTS = 9000
const LONGEST_MS = 400 * DAY_MS
const NEIGHBOUR_KM = 25
const SHOWN_NEIGHBOURS = 3

export async function readDesk(db: Database, asked: Question): Promise<Desk | Refusal> {
  if (asked.until <= asked.from || asked.until - asked.from > LONGEST_MS) {
    return refuse('quality.too-long', {
      zh: '区间的终点须晚于起点，且不超过 400 天',
      en: 'Cannot show the span as it must end after it begins and last 400 days at most',
    })
  }
  const site = await findSite(db, asked.site)
  if (isRefusal(site)) return site
  const factor = await findFactor(db, asked.factor)
  if (isRefusal(factor)) return factor
  const where = { siteId: site.id, factorId: factor.id, kind: asked.kind, from: asked.from, until: asked.until }
  const known = { asKnownAt: asked.asKnownAt }
  const [values, flags, corrections, reviews, neighbours] = await Promise.all([
    standingValues(db, { ...where, ...known, most: MOST_POINTS + 1 }),
    deskFlags(db, where, asked.asKnownAt),
    deskCorrections(db, where, asked.asKnownAt),
    deskReviews(db, where, asked.asKnownAt),
    neighbourValues(db, site, where),
  ])
  return {
    site: site.code,
    siteName: site.name,
    factor: factor.code,
    factorName: { zh: factor.zh, en: factor.en },
    unit: factor.unit,
    decimals: factor.decimals,
    points: values.slice(0, MOST_POINTS).map(({ at, raw, flag, value, state, counts, by }) => ({
      at,
      raw,
      flag,
      value,
      state,
      counts,
      by,
      level: levelAt(reviews, at),
    })),
    truncated: values.length > MOST_POINTS,
    flags,
    corrections,
    reviews: reviews.map((review) => ({ ...review, factor: factor.code })).reverse(),
    neighbours,
  }
}

type Where = { siteId: number; factorId: number; kind: string; from: number; until: number }

const paramsOf = ({ siteId, factorId, kind, from, until }: Where, asKnownAt: number | undefined): unknown[] => [
  siteId,
  factorId,
  kind,
  timestamptz(from),
  timestamptz(until),
  timestamptz(asKnownAt ?? Number.POSITIVE_INFINITY),
]

const deskFlags = (db: Database, where: Where, asKnownAt: number | undefined): Promise<FlagRow[]> =>
  db.query<FlagRow>(
    `select ${FLAG_ROW} from ${FLAG_FROM}
      where f.site_id = $1 and (f.factor_id = $2 or f.factor_id is null) and f.kind = $3 and f.from_at < $5 and f.until_at > $4
        and case when $6 = 'infinity'::timestamptz then f.known_until = 'infinity' or f.origin = 'person'
                 else f.known_from <= $6 and f.known_until > $6 end
      order by f.from_at desc, f.known_from desc limit 2000`,
    paramsOf(where, asKnownAt),
  )

async function deskCorrections(db: Database, where: Where, asKnownAt: number | undefined): Promise<CorrectionRow[]> {
  const rows = await db.query<StoredCorrection>(
    `select ${CORRECTION_ROW} from ${CORRECTION_FROM}
      where c.site_id = $1 and c.factor_id = $2 and c.kind = $3 and c.from_at < $5 and c.until_at > $4
        and ($6 = 'infinity'::timestamptz or (c.known_from <= $6 and c.known_until > $6))
      order by c.known_from desc`,
    paramsOf(where, asKnownAt),
  )
  return rows.map(correctionRow)
}

const deskReviews = (
  db: Database,
  where: Where,
  asKnownAt: number | undefined,
): Promise<Omit<Desk['reviews'][number], 'factor'>[]> =>
  db.query(
    `select r.id, r.from_at as "from", r.until_at as until, r.level, r.author, r.reason, r.known_from as "knownFrom"
       from review as r
      where r.site_id = $1 and r.factor_id = $2 and r.kind = $3 and r.from_at < $5 and r.until_at > $4 and r.known_from <= $6
      order by r.known_from, r.id`,
    paramsOf(where, asKnownAt),
  )

async function neighbourValues(db: Database, site: QualitySite, where: Where): Promise<Desk['neighbours']> {
  const near = neighboursOf(site, await allSites(db), NEIGHBOUR_KM).slice(0, SHOWN_NEIGHBOURS)
  const lists = await Promise.all(
    near.map(({ site: other }) => standingValues(db, { ...where, siteId: other.id, most: MOST_POINTS })),
  )
  return near.flatMap(({ site: other, distanceKm }, n) => {
    const points = lists[n] ?? []
    if (points.length === 0) return []
    return [
      {
        site: other.code,
        name: other.name,
        distanceKm: Math.round(distanceKm * 10) / 10,
        points: points.map(({ at, value, counts }): [number, number | null] => [at, counts ? value : null]),
      },
    ]
  })
}
