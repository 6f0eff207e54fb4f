// A rule over history without a trace: how much it would flag, where, and what that looks like.
import type { tryRule as tryRuleRoute } from '#contract/quality.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import { isRuleFor } from '#domain/quality/rule.ts'
import { endOfPeriod, type Point } from '#domain/quality/window.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { DAY_MS, startOf } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { type Checked, checkWindow, type DayFinding, type SiteDay } from './check-window.ts'
import { refuseUnknown } from './rules.ts'
import { allSites, type QualitySite } from './sites.ts'

type Asked = BodyOf<typeof tryRuleRoute>
type Reply = ReplyOf<typeof tryRuleRoute>

const LONGEST_MS = 92 * DAY_MS
/** Site-days read at once, so that a province in a quarter does not stand in memory. */
const DAYS_AT_ONCE = 2000
const MOST_EXAMPLES = 200
const MOST_POINTS = 1500

type Tally = {
  values: number
  flagged: number
  missing: number
  days: Map<number, { values: number; flagged: number }>
  places: Map<string, { siteId: number; factor: string; flagged: number }>
  examples: DayFinding[]
}

export async function tryRule(db: Database, { body, from, until }: Asked, now: number): Promise<Reply | Refusal> {
  if (until <= from || until - from > LONGEST_MS) return TOO_LONG
  const strange = await refuseUnknown(db, body)
  if (strange) return strange
  const rule = { ...body, id: 'dry-run', version: 1, appliesFrom: Number.NEGATIVE_INFINITY }
  const sites = await allSites(db)
  const asked = sites.filter(
    (site) =>
      !site.isRetired && rule.kinds.some((kind) => isRuleFor(rule, { siteCode: site.code, siteKind: site.kind, kind })),
  )
  const days = await daysWithData(db, asked, { kinds: body.kinds, from, until })
  const tally: Tally = { values: 0, flagged: 0, missing: 0, days: new Map(), places: new Map(), examples: [] }
  for (let n = 0; n < days.length; n += DAYS_AT_ONCE) {
    const part = days.slice(n, n + DAYS_AT_ONCE)
    count(tally, rule, part, await checkWindow(db, { rules: [rule], sites, days: part, now }))
  }
  return replyOf(db, tally, {
    sites,
    looked: new Set(days.map(({ siteId }) => siteId)).size,
    asked: { body, from, until },
  })
}

const TOO_LONG = refuse('quality.too-long', {
  zh: '试算区间的终点须晚于起点，且不超过 92 天',
  en: 'Cannot try the rule as the span must end after it begins and last 92 days at most',
})

const daysWithData = (
  db: Database,
  sites: readonly QualitySite[],
  { kinds, from, until }: { kinds: readonly string[]; from: number; until: number },
): Promise<SiteDay[]> =>
  db.query<SiteDay>(
    `select distinct r.site_id as "siteId", date_trunc('day', r.at, 'Asia/Shanghai') as day
       from reading as r where r.site_id = any ($1) and r.kind = any ($2) and r.at >= $3 and r.at < $4
      order by 1, 2`,
    [sites.map(({ id }) => id), kinds, timestamptz(startOf('day', from)), timestamptz(until)],
  )

type Part = { siteId: number; day: number; kind: string; code: string; own: readonly Point[] }

/** The values looked at on these days, by site, kind and factor. */
function partsOf(
  { factor, kinds }: { factor: string; kinds: readonly string[] },
  days: readonly SiteDay[],
  { seriesOf }: Checked,
): Part[] {
  return days.flatMap(({ siteId, day }) =>
    kinds.flatMap((kind) =>
      [...(seriesOf(siteId, kind) ?? [])].flatMap(([code, points]) => {
        if (factor !== '*' && code !== factor) return []
        return [{ siteId, day, kind, code, own: points.filter(({ at }) => at >= day && at < day + DAY_MS) }]
      }),
    ),
  )
}

const partKey = (siteId: number, day: number, kind: string, code: string): string => `${siteId} ${day} ${kind} ${code}`

/** Values of a finding are counted on the series; of a gap, its periods. */
function count(
  tally: Tally,
  rule: { factor: string; kinds: readonly string[] },
  days: readonly SiteDay[],
  checked: Checked,
) {
  const found = Map.groupBy(checked.findings, ({ siteId, from, kind, factor }) =>
    partKey(siteId, startOf('day', from), kind, factor),
  )
  for (const { siteId, day, kind, code, own } of partsOf(rule, days, checked)) {
    const findings = found.get(partKey(siteId, day, kind, code)) ?? []
    const hits = findings.reduce((sum, finding) => sum + sizeOf(finding, own), 0)
    if (hits > 0) addPlace(tally, { siteId, factor: code, flagged: hits })
    tally.missing += findings.filter(({ test }) => test === 'gap').reduce((sum, one) => sum + sizeOf(one, own), 0)
    tally.examples.push(...findings.slice(0, Math.max(0, MOST_EXAMPLES - tally.examples.length)))
    const before = tally.days.get(day) ?? { values: 0, flagged: 0 }
    tally.days.set(day, { values: before.values + own.length, flagged: before.flagged + hits })
    tally.values += own.length
    tally.flagged += hits
  }
}

function sizeOf({ test, kind, from, until, detail }: DayFinding, points: readonly Point[]): number {
  if (test === 'gap') {
    const step = (detail.everyMinutes ?? 0) * 60_000 || endOfPeriod(kind, 0)
    return Math.max(1, Math.round((until - from) / step))
  }
  return points.filter(({ at }) => at >= from && at < until).length
}

function addPlace(tally: Tally, place: { siteId: number; factor: string; flagged: number }): void {
  const key = `${place.siteId} ${place.factor}`
  const known = tally.places.get(key)
  if (known) known.flagged += place.flagged
  else tally.places.set(key, place)
}

async function replyOf(
  db: Database,
  tally: Tally,
  { sites, looked, asked }: { sites: readonly QualitySite[]; looked: number; asked: Asked },
): Promise<Reply> {
  const byId = new Map(sites.map((site) => [site.id, site]))
  const named = (siteId: number) => ({ site: byId.get(siteId)?.code ?? '', name: byId.get(siteId)?.name ?? '' })
  const top = [...tally.places.values()].sort((a, b) => b.flagged - a.flagged || a.siteId - b.siteId).slice(0, 10)
  return {
    sites: looked,
    values: tally.values,
    flagged: tally.flagged - tally.missing,
    missing: tally.missing,
    days: [...tally.days].map(([day, counts]) => ({ day, ...counts })).sort((a, b) => a.day - b.day),
    top: top.map(({ siteId, factor, flagged }) => ({ ...named(siteId), factor, flagged })),
    examples: tally.examples.map(({ siteId, factor, kind, from, until, detail }) => ({
      ...named(siteId),
      factor,
      kind,
      from,
      until,
      detail,
    })),
    chart: top[0] ? await chartOf(db, top[0], { ...asked, named }) : null,
  }
}

type ChartPlace = { siteId: number; factor: string }
type ChartAsked = Asked & { named: (siteId: number) => { site: string; name: string } }

/** The first kind of the rule, over as much of the span as can be drawn. */
async function chartOf(db: Database, { siteId, factor }: ChartPlace, asked: ChartAsked): Promise<Reply['chart']> {
  const kind = asked.body.kinds[0]
  if (kind === undefined) return null
  const rule = { ...asked.body, id: 'dry-run', version: 1, appliesFrom: Number.NEGATIVE_INFINITY }
  const sites = await allSites(db)
  const own = sites.filter(({ id }) => id === siteId)
  const days = await daysWithData(db, own, { kinds: [kind], from: asked.from, until: asked.until })
  const { findings, seriesOf, factors } = await checkWindow(db, { rules: [rule], sites, days, now: asked.until })
  const spans = findings.filter((finding) => finding.factor === factor && finding.kind === kind)
  const points = (seriesOf(siteId, kind)?.get(factor) ?? []).filter(({ at }) => at >= asked.from && at < asked.until)
  return {
    ...asked.named(siteId),
    factor,
    unit: factors.byCode.get(factor)?.unit ?? '',
    points: points
      .slice(-MOST_POINTS)
      .map(({ at, value }): [number, number | null, boolean] => [
        at,
        value,
        spans.some((span) => at >= span.from && at < span.until),
      ]),
  }
}
