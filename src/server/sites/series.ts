// Values of chosen factors over time for the chart, thinned here so that the browser never draws more than it can show.
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import type { readSeries as readSeriesRoute } from '#contract/sites.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { valuesKnownAt } from '../readings-known-at.ts'
import { factorsOfCodes, type StoredFactor } from './factor-cache.ts'
import { limitLine } from './limit-line.ts'
import type { SiteRecord } from './site-rows.ts'
import { type Point, thin, withGaps } from './thin.ts'

export type SeriesQuestion = QueryOf<typeof readSeriesRoute>
type Series = ReplyOf<typeof readSeriesRoute>
type Span = { from: number; until: number }

const DEFAULT_SPAN_MS = 3 * DAY_MS
/** Up to here all messages are read; of longer spans the database gives the extremes of each bucket. */
const MOST_MESSAGES = 20_000
/** Of the past all values are read: more than a year of minutes of one factor is not asked for at once. */
const MOST_KNOWN = 60_000

const TOO_LONG = refuse('sites.too-long', {
  zh: '按过去某时所知查询的区间过长，请缩短时间或减少因子',
  en: 'Cannot show so long a span as it was known then: ask for less time or fewer factors',
})

export async function readSeries(
  db: Database,
  site: SiteRecord,
  asked: SeriesQuestion,
  now: number,
): Promise<Series | Refusal> {
  const until = asked.until ?? now
  const span = { from: asked.from ?? until - DEFAULT_SPAN_MS, until }
  const codes = asked.factors.split(',').filter((code) => code !== '')
  const factors = await factorsOfCodes(db, codes)
  const messages = await readMessages(db, site.id, { ...asked, span, factorIds: factors.map(({ id }) => id) })
  if (isRefusal(messages)) return messages
  const series = await Promise.all(
    factors.map(async (factor) => {
      const points = messages ? pointsOf(messages, factor) : await readExtremes(db, site.id, factor, { ...asked, span })
      const gapped = withGaps(points)
      return {
        factor: factor.code,
        nameZh: factor.zh,
        nameEn: factor.en,
        unit: factor.unit,
        points: thin(gapped, asked.points),
        thinned: messages === undefined || gapped.length > asked.points,
        limit: limitLine(site, factor.code, { kind: asked.kind, at: points.at(-1)?.[0] ?? until - 1 }),
      }
    }),
  )
  return { ...span, series }
}

type Message = { at: number; flags: string; factors: number[]; values: (number | null)[] }

type MessageQuestion = SeriesQuestion & { span: Span; factorIds: readonly number[] }

/** Undefined where there are more than can be read one by one; what was known at an instant always is. */
async function readMessages(
  db: Database,
  siteId: number,
  { kind, asKnownAt, factorIds, span: { from, until } }: MessageQuestion,
): Promise<Message[] | Refusal | undefined> {
  if (asKnownAt !== undefined) {
    const most = MOST_KNOWN + 1
    const known = await valuesKnownAt(db, { siteId, kind, factorIds, from, until, asKnownAt, most })
    if (known.length > MOST_KNOWN) return TOO_LONG
    return known.map(({ at, factorId, value, flag }) => ({ at, flags: flag, factors: [factorId], values: [value] }))
  }
  const messages = await db.query<Message>(
    `select r.at, r.flags, r.factors, r.values from reading as r
      where r.site_id = $1 and r.kind = $2 and r.at >= $3 and r.at < $4 order by r.at limit ${MOST_MESSAGES + 1}`,
    [siteId, kind, timestamptz(from), timestamptz(until)],
  )
  return messages.length > MOST_MESSAGES ? undefined : messages
}

const pointsOf = (messages: readonly Message[], factor: StoredFactor): Point[] =>
  messages.flatMap((message): Point[] => {
    const n = message.factors.indexOf(factor.id)
    return n < 0 ? [] : [[message.at, message.values[n] ?? null, message.flags[n] ?? 'N']]
  })

type Extremes = { least: [number, number, number]; greatest: [number, number, number] }

/** Least and greatest value of each bucket of time with its instant and flag, found as the order of arrays. */
async function readExtremes(
  db: Database,
  siteId: number,
  factor: StoredFactor,
  { kind, points, span }: SeriesQuestion & { span: Span },
): Promise<Point[]> {
  const rows = await db.query<Extremes>(
    `with ends as (
       select extract(epoch from min(r.at)) as first, extract(epoch from max(r.at)) as last from reading as r
        where r.site_id = $1 and r.kind = $2 and r.at >= $3 and r.at < $4
     ), found as (
       select extract(epoch from r.at)::float8 as at, r.values[n.n] as value, ascii(substr(r.flags, n.n, 1)) as flag
         from reading as r cross join lateral array_position(r.factors, $5::smallint) as n (n)
        where r.site_id = $1 and r.kind = $2 and r.at >= $3 and r.at < $4 and r.values[n.n] is not null
     )
     select min(array[f.value, f.at, f.flag]) as least, max(array[f.value, f.at, f.flag]) as greatest
       from found as f cross join ends as e
      group by width_bucket(f.at, e.first::float8, e.last::float8 + 1, $6)
      order by min(f.at)`,
    [siteId, kind, timestamptz(span.from), timestamptz(span.until), factor.id, Math.max(1, Math.floor(points / 3))],
  )
  return rows.flatMap(({ least, greatest }) => {
    const ends = [least, greatest].map(
      ([value, at, flag]): Point => [Math.round(at * 1000), value, String.fromCharCode(flag)],
    )
    return ends[0]?.[0] === ends[1]?.[0] ? ends.slice(0, 1) : ends.sort((a, b) => a[0] - b[0])
  })
}
