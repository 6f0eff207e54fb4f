// Values of spans as the rules look at them: by site, kind and factor, oldest first.
import type { CheckedKind } from '#domain/quality/rule.ts'
import type { EnteredSpan, Point } from '#domain/quality/window.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'

export type SiteSpan = { siteId: number; from: number; until: number }
/** Factor code → points. */
export type Series = Map<string, Point[]>

type Row = {
  siteId: number
  kind: CheckedKind
  at: number
  knownAt: number
  flags: string
  factors: number[]
  values: (number | null)[]
  low: (number | null)[] | null
  high: (number | null)[] | null
  total: (number | null)[] | null
}

export const seriesKey = (siteId: number, kind: string): string => `${siteId} ${kind}`

/** Spans of one site that meet or overlap become one. */
export function joinSpans(spans: readonly SiteSpan[]): SiteSpan[] {
  const joined: SiteSpan[] = []
  for (const span of spans.toSorted((a, b) => a.siteId - b.siteId || a.from - b.from)) {
    const last = joined.at(-1)
    if (last && last.siteId === span.siteId && span.from <= last.until) last.until = Math.max(last.until, span.until)
    else joined.push({ ...span })
  }
  return joined
}

/** Series of every site and kind within these spans, by `seriesKey`. */
export async function readSeries(
  db: Queryable,
  spans: readonly SiteSpan[],
  { kinds, codes }: { kinds: readonly string[]; codes: ReadonlyMap<number, { code: string }> },
): Promise<Map<string, Series>> {
  const asked = joinSpans(spans)
  if (asked.length === 0 || kinds.length === 0) return new Map()
  const rows = await db.query<Row>(
    `select r.site_id as "siteId", r.kind, r.at, r.known_from as "knownAt", r.flags, r.factors, r.values, r.low, r.high, r.total
       from unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) as k (site_id, from_at, until_at)
      cross join unnest($4::text[]) as w (kind)
       join reading as r on r.site_id = k.site_id and r.kind = w.kind and r.at >= k.from_at and r.at < k.until_at
      where r.at >= $5 and r.at < $6
      order by r.site_id, r.kind, r.at`,
    [
      asked.map(({ siteId }) => siteId),
      asked.map(({ from }) => timestamptz(from)),
      asked.map(({ until }) => timestamptz(until)),
      kinds,
      timestamptz(Math.min(...asked.map(({ from }) => from))),
      timestamptz(Math.max(...asked.map(({ until }) => until))),
    ],
  )
  const found = new Map<string, Series>()
  for (const row of rows) addPoints(found, row, codes)
  return found
}

function addPoints(found: Map<string, Series>, row: Row, codes: ReadonlyMap<number, { code: string }>): void {
  const key = seriesKey(row.siteId, row.kind)
  const series = found.get(key) ?? new Map<string, Point[]>()
  found.set(key, series)
  row.factors.forEach((id, n) => {
    const code = codes.get(id)?.code
    if (code === undefined) return
    const points = series.get(code) ?? []
    series.set(code, points)
    points.push({
      at: row.at,
      value: row.values[n] ?? null,
      low: row.low?.[n] ?? null,
      high: row.high?.[n] ?? null,
      total: row.total?.[n] ?? null,
      flag: row.flags[n] ?? 'N',
      knownAt: row.knownAt,
    })
  })
}

/** The part of a series within `[from, until)`; points are in order of time. */
export function cutSeries(series: Series | undefined, from: number, until: number): Series {
  const within: Series = new Map()
  for (const [code, points] of series ?? []) {
    const part = points.slice(firstFrom(points, from), firstFrom(points, until))
    if (part.length > 0) within.set(code, part)
  }
  return within
}

function firstFrom(points: readonly { at: number }[], at: number): number {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((points[middle]?.at ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

type EnteredRow = EnteredSpan & { siteId: number }

/** Standing flags of persons for these spans, which tests of maintenance and calibration take into account. */
export async function readEntered(
  db: Queryable,
  spans: readonly SiteSpan[],
  codes: ReadonlyMap<number, { code: string }>,
): Promise<Map<number, EnteredSpan[]>> {
  const asked = joinSpans(spans)
  if (asked.length === 0) return new Map()
  const rows = await db.query<Omit<EnteredRow, 'factor'> & { factorId: number | null }>(
    `select distinct f.site_id as "siteId", f.factor_id as "factorId", f.from_at as "from", f.until_at as until, f.state
       from unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) as k (site_id, from_at, until_at)
       join quality_flag as f on f.site_id = k.site_id and f.origin = 'person' and f.known_until = 'infinity'
            and f.from_at < k.until_at and f.until_at > k.from_at
      where f.state in ('maintenance', 'calibration')`,
    [
      asked.map(({ siteId }) => siteId),
      asked.map(({ from }) => timestamptz(from)),
      asked.map(({ until }) => timestamptz(until)),
    ],
  )
  const entered = rows.map(({ factorId, ...row }) => ({
    ...row,
    factor: factorId === null ? null : (codes.get(factorId)?.code ?? ''),
  }))
  return Map.groupBy(entered, ({ siteId }) => siteId)
}
