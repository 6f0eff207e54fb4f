// The rules over site-days: which days and neighbours must be loaded, and what is found on each day.
import { checkQuality } from '#domain/quality/check-quality.ts'
import { CHECKED_KINDS, type CheckedKind, isRuleFor } from '#domain/quality/rule.ts'
import type { EnteredSpan, PlainPoint, QualityFinding, QualityWindow } from '#domain/quality/window.ts'
import { isClean } from '#domain/quality/window.ts'
import { DAY_MS } from '#kit/time.ts'
import type { Queryable } from '#platform/database.ts'
import { factorTable, type QualityFactor } from './factors.ts'
import { cutSeries, readEntered, readSeries, type Series, type SiteSpan, seriesKey } from './read-series.ts'
import type { ActiveRule } from './rule-store.ts'
import { type Near, neighboursOf, type QualitySite } from './sites.ts'

export type SiteDay = { siteId: number; day: number }
export type DayFinding = QualityFinding & { siteId: number; kind: CheckedKind }

export type Checked = {
  findings: DayFinding[]
  factors: { byId: Map<number, QualityFactor>; byCode: Map<string, QualityFactor> }
  seriesOf: (siteId: number, kind: string) => Series | undefined
}

type Question = { rules: readonly ActiveRule[]; sites: readonly QualitySite[]; days: readonly SiteDay[]; now: number }

/** Widest radius in which a rule asks for neighbours of such a site; 0 where none does. */
export const radiusFor = (site: QualitySite, rules: readonly ActiveRule[]): number =>
  rules.reduce((widest, rule) => {
    if (rule.check.test !== 'neighbour') return widest
    const isFor = rule.kinds.some((kind) => isRuleFor(rule, { siteCode: site.code, siteKind: site.kind, kind }))
    return isFor ? Math.max(widest, rule.check.radiusKm) : widest
  }, 0)

/** Everything the rules find on these site-days; sites that are retired have nothing. */
export async function checkWindow(db: Queryable, { rules, sites, days, now }: Question): Promise<Checked> {
  const byId = new Map(sites.map((site) => [site.id, site]))
  const inUse = days.filter(({ siteId }) => byId.get(siteId)?.isRetired === false)
  const near = new Map<number, Near[]>()
  for (const siteId of new Set(inUse.map((day) => day.siteId))) {
    const site = byId.get(siteId)
    const radius = site ? radiusFor(site, rules) : 0
    near.set(siteId, site && radius > 0 ? neighboursOf(site, sites, radius) : [])
  }
  const spans = inUse.map(({ siteId, day }) => ({ siteId, from: day - DAY_MS, until: day + 2 * DAY_MS }))
  const around = inUse.flatMap(({ siteId, day }) =>
    (near.get(siteId) ?? []).map(({ site }): SiteSpan => ({ siteId: site.id, from: day, until: day + DAY_MS })),
  )
  const factors = await factorTable(db)
  const kinds = CHECKED_KINDS.filter((kind) => rules.some((rule) => rule.kinds.includes(kind)))
  const series = await readSeries(db, [...spans, ...around], { kinds, codes: factors.byId })
  const entered = await readEntered(db, spans, factors.byId)
  const seriesOf = (siteId: number, kind: string): Series | undefined => series.get(seriesKey(siteId, kind))
  const findings = inUse.flatMap(({ siteId, day }) => {
    const site = byId.get(siteId)
    if (!site) return []
    const context = { rules, near: near.get(siteId) ?? [], entered: entered.get(siteId) ?? [], seriesOf, now }
    return kinds.flatMap((kind) => findingsOfDay({ site, day, kind }, context))
  })
  return { findings, factors, seriesOf }
}

type Context = {
  rules: readonly ActiveRule[]
  near: readonly Near[]
  entered: readonly EnteredSpan[]
  seriesOf: Checked['seriesOf']
  now: number
}

function findingsOfDay(
  { site, day, kind }: { site: QualitySite; day: number; kind: CheckedKind },
  { rules, near, entered, seriesOf, now }: Context,
): DayFinding[] {
  const due = rules.filter((rule) => rule.appliesFrom < day + DAY_MS)
  if (!due.some((rule) => isRuleFor(rule, { siteCode: site.code, siteKind: site.kind, kind }))) return []
  // MUST be cut to the same stretch whatever was loaded, so that a day is judged the same every time.
  const series = cutSeries(seriesOf(site.id, kind), day - DAY_MS, day + 2 * DAY_MS)
  if (series.size === 0) return []
  const window: QualityWindow = {
    siteCode: site.code,
    siteKind: site.kind,
    kind,
    series,
    entered,
    neighbours: neighbourSeries([...series.keys()], { near, kind, day, seriesOf }),
    now,
  }
  const found = checkQuality(due, window, { from: day, until: day + DAY_MS })
  const startsLater = new Map(due.map((rule) => [rule.id, rule.appliesFrom]))
  return found
    .filter(({ ruleId, from }) => from >= (startsLater.get(ruleId) ?? 0))
    .map((finding) => ({ ...finding, siteId: site.id, kind }))
}

function neighbourSeries(
  codes: readonly string[],
  { near, kind, day, seriesOf }: { near: readonly Near[]; kind: string; day: number; seriesOf: Checked['seriesOf'] },
): QualityWindow['neighbours'] {
  if (near.length === 0) return new Map()
  const parts = near.map(({ site, distanceKm }) => ({
    distanceKm,
    series: cutSeries(seriesOf(site.id, kind), day, day + DAY_MS),
  }))
  return new Map(
    codes.map((code) => [
      code,
      parts.flatMap(({ distanceKm, series }) => {
        const points: PlainPoint[] = (series.get(code) ?? []).filter(isClean)
        return points.length === 0 ? [] : [{ distanceKm, points }]
      }),
    ]),
  )
}
