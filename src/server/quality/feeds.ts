// Feed scorecards: by site or operator over a span, and one feed day by day.
import type { FeedRow, listFeeds as listFeedsRoute, readFeed as readFeedRoute } from '#contract/quality-reports.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { addCounts, type FeedCount, NO_COUNT, scoreFeed } from '#domain/quality/scorecard.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { DAY_MS, startOf } from '#kit/time.ts'
import { type Database, inTransaction, timestamptz } from '#platform/database.ts'
import { appendEvent } from './act.ts'
import { factorTable, type QualityFactor } from './factors.ts'
import { expectedBy } from './feed-days.ts'
import { findSite } from './sites.ts'

type Question = QueryOf<typeof listFeedsRoute>
type Span = { from: number; until: number }
const LONGEST_MS = 366 * DAY_MS

const TOO_LONG = refuse('quality.too-long', {
  zh: '区间的终点须晚于起点，且不超过 366 天',
  en: 'Cannot show the span as it must end after it begins and last 366 days at most',
})
const isTooLong = ({ from, until }: Span): boolean => until <= from || until - from > LONGEST_MS

type SiteCount = FeedCount & {
  siteId: number
  kind: 'hour' | 'sample'
  days: number
  firstDay: number
  delayS: number | null
  seen: number[]
  newest: number[]
}
type SiteFacts = {
  id: number
  code: string
  name: string
  kind: string
  isDemo: boolean
  devices: string[]
  operator: string | null
  latestAt: number | null
  receivedAt: number | null
  latestKind: string | null
}

export async function listFeeds(
  db: Database,
  asked: Question,
  now: number,
): Promise<ReplyOf<typeof listFeedsRoute> | Refusal> {
  if (isTooLong(asked)) return TOO_LONG
  const [counts, sites, { byId }] = await Promise.all([countsOf(db, asked), factsOf(db, asked), factorTable(db)])
  const bySite = new Map(counts.map((count) => [count.siteId, count]))
  const rows = sites.flatMap((site) => rowOf(site, bySite.get(site.id), { asked, byId, now }))
  const matching = (asked.by === 'operator' ? byOperator(rows) : rows).filter((row) => matches(row, asked))
  const all = matching.reduce<FeedCount>((sum, row) => addCounts(sum, row), NO_COUNT)
  const sorted = matching.sort((a, b) => compareRows(a, b, asked.sort) * (asked.order === 'asc' ? 1 : -1))
  const start = (asked.page - 1) * asked.pageSize
  return {
    rows: sorted.slice(start, start + asked.pageSize),
    total: sorted.length,
    page: asked.page,
    pageSize: asked.pageSize,
    all: { ...all, ...scoreFeed(all), delayS: null },
    offline: matching.filter(({ offlineSince }) => offlineSince !== null).length,
  }
}

/** The denser kind of a site stands for it: hours before samples. */
const countsOf = (db: Database, { from, until }: Span): Promise<SiteCount[]> =>
  db.query<SiteCount>(
    `select distinct on (d.site_id) d.site_id as "siteId", d.kind, sum(d.expected)::int as expected,
            sum(d.received)::int as received,
            coalesce(sum(d.received) filter (where d.median_delay_s is not null), 0)::int as timed,
            coalesce(sum(d.on_time) filter (where d.median_delay_s is not null), 0)::int as "onTime", sum(d.value_count)::int as "values",
            sum(d.valid_count)::int as valid, count(*)::int as days,
            (select min(e.day) from feed_day as e where e.site_id = d.site_id and e.kind = d.kind) as "firstDay",
            percentile_disc(0.5) within group (order by d.median_delay_s) as "delayS",
            (select array_agg(distinct k::int) from feed_day as e cross join lateral jsonb_object_keys(e.factors) as k
              where e.site_id = d.site_id and e.kind = d.kind and e.day >= $1 and e.day < $2) as seen,
            (select array(select k::int from jsonb_object_keys(e.factors) as k) from feed_day as e
              where e.site_id = d.site_id and e.kind = d.kind and e.day >= $1 and e.day < $2
              order by e.day desc limit 1) as newest
       from feed_day as d where d.day >= $1 and d.day < $2
      group by d.site_id, d.kind
      order by d.site_id, sum(d.received) desc`,
    [timestamptz(from), timestamptz(until)],
  )

const factsOf = (db: Database, { from, until, siteKind }: Question): Promise<SiteFacts[]> =>
  db.query<SiteFacts>(
    `select s.id, s.code, s.name, s.kind, s.is_demo as "isDemo",
            array(select d.mn from device as d where d.site_id = s.id order by d.mn) as devices,
            (select o.name from feed_operator as o where o.site_id = s.id and o.from_at < $2 order by o.from_at desc limit 1) as operator,
            l.at as "latestAt", l.received_at as "receivedAt", l.kind as "latestKind"
       from site as s
       left join lateral (select n.at, n.received_at, n.kind from latest as n where n.site_id = s.id
                           order by n.received_at desc limit 1) as l on true
      where s.retired_at is null and s.kind <> 'district' and ($3::text is null or s.kind = $3)
        and (exists (select 1 from device as d where d.site_id = s.id)
             or exists (select 1 from feed_day as e where e.site_id = s.id and e.day >= $1 and e.day < $2))`,
    [timestamptz(from), timestamptz(until), siteKind ?? null],
  )

/** Silent for longer than three intervals of its kind. */
const SILENT_MS: Readonly<Record<string, number>> = {
  realtime: 3 * 300_000,
  minute: 3 * 600_000,
  hour: 3 * 3_600_000,
  sample: 3 * 14_400_000,
  day: 3 * DAY_MS,
}

function offlineSince(site: SiteFacts, now: number): number | null {
  // A place that only files speak of is never on line.
  if (site.devices.length === 0 || site.receivedAt === null) return null
  return now - site.receivedAt > (SILENT_MS[site.latestKind ?? 'hour'] ?? DAY_MS) ? site.latestAt : null
}

type RowContext = { asked: Span; byId: ReadonlyMap<number, QualityFactor>; now: number }

/** Days on which nothing at all came have no count, but they were expected. */
function rowOf(site: SiteFacts, count: SiteCount | undefined, { asked, byId, now }: RowContext): FeedRow[] {
  const counted = count ?? NO_COUNT
  const silent = count ? silentExpected(count, asked, now) : 0
  const total = { ...counted, expected: counted.expected + silent }
  const missing = count ? count.seen.filter((id) => !count.newest.includes(id)) : []
  const { expected, received, timed, onTime, values, valid } = total
  return [
    {
      key: site.code,
      site: site.code,
      name: site.name,
      siteKind: site.kind,
      kind: count?.kind ?? null,
      devices: site.devices,
      operator: site.operator,
      isDemo: site.isDemo,
      ...{ expected, received, timed, onTime, values, valid },
      ...scoreFeed(total),
      delayS: count?.delayS ?? null,
      offlineSince: offlineSince(site, now),
      missingFactors: missing.flatMap((id) => {
        const factor = byId.get(id)
        return factor ? [{ code: factor.code, name: { zh: factor.zh, en: factor.en } }] : []
      }),
    },
  ]
}

function silentExpected({ kind, days, firstDay }: SiteCount, { from, until }: Span, now: number): number {
  const first = Math.max(startOf('day', from), firstDay)
  const last = Math.min(until, now)
  const all = Math.max(0, Math.ceil((last - first) / DAY_MS))
  return Math.max(0, all - days) * expectedBy(kind, 0, DAY_MS)
}

function byOperator(rows: readonly FeedRow[]): FeedRow[] {
  return [...Map.groupBy(rows, ({ operator }) => operator ?? '')].map(([operator, own]) => {
    const total = own.reduce<FeedCount>((sum, row) => addCounts(sum, row), NO_COUNT)
    return {
      key: `operator ${operator}`,
      site: null,
      name: operator,
      siteKind: null,
      kind: null,
      devices: own.flatMap(({ devices }) => devices),
      operator: operator === '' ? null : operator,
      isDemo: own.every(({ isDemo }) => isDemo),
      ...total,
      ...scoreFeed(total),
      delayS: null,
      offlineSince: own.reduce<number | null>((oldest, row) => row.offlineSince ?? oldest, null),
      missingFactors: [],
    }
  })
}

function matches(row: FeedRow, { q, offline }: Question): boolean {
  if (offline !== undefined && (row.offlineSince !== null) !== (offline === 'true')) return false
  const text = [row.name, row.site, row.operator, ...row.devices].join('\n').toLowerCase()
  return text.includes((q ?? '').trim().toLowerCase())
}

const byName = new Intl.Collator('zh')
function compareRows(a: FeedRow, b: FeedRow, by: Question['sort']): number {
  const named = byName.compare(a.name, b.name) || (a.key < b.key ? -1 : 1)
  if (by === 'name') return named
  return (a[by] ?? -1) - (b[by] ?? -1) || named
}

type DayRow = FeedCount & { day: number; kind: 'hour' | 'sample'; delayS: number | null; factors: Record<string, Own> }
type Own = { received: number; valid: number }

export async function readFeed(
  db: Database,
  asked: Span & { site: string },
  now: number,
): Promise<ReplyOf<typeof readFeedRoute> | Refusal> {
  if (isTooLong(asked)) return TOO_LONG
  const site = await findSite(db, asked.site)
  if (isRefusal(site)) return site
  const params = [site.id, timestamptz(asked.from), timestamptz(asked.until)]
  const [rows, operators, { byId }, [first]] = await Promise.all([
    db.query<DayRow>(
      `select d.day, d.kind, d.expected, d.received,
              case when d.median_delay_s is null then 0 else d.received end as timed,
              case when d.median_delay_s is null then 0 else d.on_time end as "onTime", d.value_count as "values", d.valid_count as valid,
              d.median_delay_s as "delayS", d.factors
         from feed_day as d where d.site_id = $1 and d.day >= $2 and d.day < $3 order by d.day`,
      params,
    ),
    db.query<{ name: string; from: number; author: string; reason: string }>(
      `select o.name, o.from_at as "from", o.author, o.reason from feed_operator as o where o.site_id = $1
        order by o.from_at desc`,
      [site.id],
    ),
    factorTable(db),
    db.query<{ day: number | null }>('select min(d.day) as day from feed_day as d where d.site_id = $1', [site.id]),
  ])
  const days = withSilentDays(rows, {
    from: Math.max(asked.from, first?.day ?? asked.until),
    until: Math.min(asked.until, now),
  })
  return {
    site: site.code,
    name: site.name,
    days: days.map(({ factors: _, ...row }) => ({ ...row, ...scoreFeed(row) })),
    factors: factorCounts(
      rows,
      days.reduce((sum, { expected }) => sum + expected, 0),
      byId,
    ),
    operators,
  }
}

function withSilentDays(rows: readonly DayRow[], { from, until }: Span): DayRow[] {
  const kind = rows[0]?.kind ?? 'hour'
  const known = new Set(rows.map(({ day }) => day))
  const silent: DayRow[] = []
  for (let day = startOf('day', from); day < until; day += DAY_MS) {
    if (known.has(day)) continue
    silent.push({ ...NO_COUNT, day, kind, expected: expectedBy(kind, day, until), delayS: null, factors: {} })
  }
  return [...rows, ...silent].sort((a, b) => a.day - b.day)
}

function factorCounts(rows: readonly DayRow[], expected: number, byId: ReadonlyMap<number, QualityFactor>) {
  const counts = new Map<number, Own>()
  for (const { factors } of rows) {
    for (const [id, own] of Object.entries(factors)) {
      const sum = counts.get(Number(id)) ?? { received: 0, valid: 0 }
      counts.set(Number(id), { received: sum.received + own.received, valid: sum.valid + own.valid })
    }
  }
  return [...counts].flatMap(([id, own]) => {
    const factor = byId.get(id)
    return factor ? [{ code: factor.code, name: { zh: factor.zh, en: factor.en }, ...own, expected }] : []
  })
}

export async function setOperator(
  db: Database,
  asked: { site: string; name: string; from: number; reason: string },
  actor: string,
): Promise<Record<string, never> | Refusal> {
  const site = await findSite(db, asked.site)
  if (isRefusal(site)) return site
  return inTransaction(db, async (tx) => {
    await tx.execute(
      `insert into feed_operator (site_id, from_at, name, author, reason) values ($1, $2, $3, $4, $5)
       on conflict (site_id, from_at) do update set name = excluded.name, author = excluded.author, reason = excluded.reason,
                                                    noted_at = now()`,
      [site.id, timestamptz(asked.from), asked.name, actor, asked.reason],
    )
    await appendEvent(tx, { stream: 'quality', id: site.code, type: 'OperatorSet', actor, payload: asked })
    return {}
  })
}
