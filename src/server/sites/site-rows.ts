// Sites with their newest values, newest verdict and whether they report as expected.
import type { ReadingKind, SiteRow } from '#contract/sites.ts'
import { formatRef } from '#contract/trace-ref.ts'
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import { factorsOf, type StoredFactor, valueText } from './factor-cache.ts'
import { namedAt } from './period-ends.ts'
import { briefOfVerdict, type StoredVerdict, VERDICT_BODY, VERDICT_COLUMNS } from './verdict-brief.ts'

type Latest = {
  kind: ReadingKind
  at: number
  receivedAt: number
  flags: string
  factors: number[]
  values: (number | null)[]
}

export type SiteRecord = Omit<SiteRow, 'latestAt' | 'receivedAt' | 'state' | 'verdict' | 'values'> & {
  /** Shortest interval at which a device of the site shall send, s; null where no device stands there. */
  intervalS: number | null
  waterTypeSource: 'given' | 'learnt' | 'assumed' | null
}

/** What a device whose interval nobody gave is held to. */
const USUAL_INTERVAL_S = 3600

export const SITE_COLUMNS = `s.id, s.code, s.kind, s.name, s.name_en as "nameEn", s.city, s.district, s.street, s.basin,
  s.lon, s.lat, s.water_type as "waterType", s.water_type_source as "waterTypeSource", s.target_class as "targetClass",
  s.is_evaluation_point as "isEvaluationPoint", s.is_demo as "isDemo",
  (select min(coalesce(d.expected_interval_s, ${USUAL_INTERVAL_S})) from device as d where d.site_id = s.id) as "intervalS"`

/** Missed intervals, and the least time, after which a site is late, then offline. */
const LATE = { intervals: 3, leastMs: 5 * 60_000 }
const OFFLINE = { intervals: 10, leastMs: HOUR_MS }
/** A site without a device is fed by files and by evaluation: it has data of these days or none of now. */
const CURRENT_MS = 2 * DAY_MS

/** By when data last came where a device sends; by the data's own time where none does, which is never late. */
function stateOf(
  intervalS: number | null,
  newest: { latestAt: number | null; receivedAt: number | null },
  now: number,
): SiteRow['state'] {
  const { latestAt, receivedAt } = newest
  if (latestAt === null) return 'no-data'
  if (intervalS === null || receivedAt === null) return now - latestAt <= CURRENT_MS ? 'online' : 'no-data'
  const silentMs = now - receivedAt
  const isPast = ({ intervals, leastMs }: typeof LATE): boolean =>
    silentMs > Math.max(leastMs, intervals * intervalS * 1000)
  return isPast(OFFLINE) ? 'offline' : isPast(LATE) ? 'late' : 'online'
}

/** What a list is ordered and filtered by. */
export type OrderingFacts = {
  site: SiteRecord
  latestAt: number | null
  state: SiteRow['state']
  grade: number | null
}

/** Facts of many sites without their values; the grade, which costs most, only where it is asked for. */
export async function orderingFacts(
  db: Database,
  sites: readonly SiteRecord[],
  { needsGrade, now }: { needsGrade: boolean; now: number },
): Promise<OrderingFacts[]> {
  const judged = sites.filter(({ kind }) => needsGrade || kind === 'district').map(({ id }) => id)
  const [newest, verdicts] = await Promise.all([
    db.query<{ siteId: number; latestAt: number; receivedAt: number }>(
      `select l.site_id as "siteId", max(l.at) as "latestAt", max(l.received_at) as "receivedAt"
         from latest as l where l.site_id = any ($1) group by l.site_id`,
      [sites.map(({ id }) => id)],
    ),
    db.query<{ siteId: number; at: number; grade: number | null }>(
      `select s.id as "siteId", v.at, v.grade from site as s ${NEWEST_VERDICT} where s.id = any ($1)`,
      [judged],
    ),
  ])
  const newestBySite = new Map(newest.map((row) => [row.siteId, row]))
  const verdictBySite = new Map(verdicts.map((row) => [row.siteId, row]))
  return sites.map((site) => {
    const verdict = verdictBySite.get(site.id)
    const judgedAt = site.kind === 'district' ? verdict?.at : undefined
    const { latestAt = judgedAt ?? null, receivedAt = null } = newestBySite.get(site.id) ?? {}
    const state = stateOf(site.intervalS, { latestAt, receivedAt }, now)
    return { site, latestAt, state, grade: verdict?.grade ?? null }
  })
}

/** Completes sites for a list or the map: two queries however many there are. */
export async function completeSites(db: Database, sites: readonly SiteRecord[], now: number): Promise<SiteRow[]> {
  const ids = sites.map(({ id }) => id)
  const [latest, verdicts] = await Promise.all([latestOf(db, ids), newestVerdicts(db, ids)])
  const factors = await factorsOf(db, new Set([...latest.values()].flat().flatMap((one) => one.factors)))
  return sites.map((site) =>
    completeSite(site, { latest: latest.get(site.id) ?? [], verdict: verdicts.get(site.id), factors, now }),
  )
}

type Parts = {
  latest: readonly Latest[]
  verdict: StoredVerdict | undefined
  factors: Map<number, StoredFactor>
  now: number
}

const newestOf = (instants: readonly number[]): number | null => (instants.length === 0 ? null : Math.max(...instants))

function completeSite(site: SiteRecord, { latest, verdict, factors, now }: Parts): SiteRow {
  const { intervalS, waterTypeSource, ...row } = site
  // The district sends nothing itself: what is newest of it is what was judged.
  const judgedAt = site.kind === 'district' && verdict ? [verdict.at] : []
  const latestAt = newestOf([...latest.map((one) => namedAt(one.kind, one.at, site.waterType !== null)), ...judgedAt])
  const receivedAt = newestOf(latest.map((one) => one.receivedAt))
  const shown = shownOf(latest)
  return {
    ...row,
    latestAt,
    receivedAt,
    state: stateOf(intervalS, { latestAt, receivedAt }, now),
    verdict: verdict ? briefOfVerdict(verdict) : null,
    values: shown ? valuesOf(site.code, shown, factors) : [],
  }
}

/** Shortest periods first: the newest of them is what is now. */
const KIND_ORDER: readonly ReadingKind[] = ['realtime', 'minute', 'hour', 'sample', 'day']
/** A longer period that began this much later says that the shorter one is no longer sent. */
const OUTDATED_MS = 3 * HOUR_MS

function shownOf(latest: readonly Latest[]): Latest | undefined {
  const newest = newestOf(latest.map((one) => one.at)) ?? 0
  return latest
    .filter((one) => one.at >= newest - OUTDATED_MS)
    .sort((a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind))[0]
}

function valuesOf(siteCode: string, latest: Latest, factors: Map<number, StoredFactor>): SiteRow['values'] {
  return latest.factors.flatMap((id, at) => {
    const factor = factors.get(id)
    if (!factor) return []
    const value = latest.values[at] ?? null
    return [
      {
        factor: factor.code,
        nameZh: factor.zh,
        nameEn: factor.en,
        unit: factor.unit,
        value,
        text: valueText(value, factor),
        flag: latest.flags[at] ?? 'N',
        ref: formatRef('reading', siteCode, latest.kind, latest.at, factor.code),
      },
    ]
  })
}

async function latestOf(db: Database, ids: readonly number[]): Promise<Map<number, Latest[]>> {
  const rows = await db.query<Latest & { siteId: number }>(
    `select l.site_id as "siteId", l.kind, l.at, l.received_at as "receivedAt", l.flags, l.factors, l.values
       from latest as l where l.site_id = any ($1)`,
    [ids],
  )
  return Map.groupBy(rows, ({ siteId }) => siteId)
}

/** To stand behind `site as s`: its newest verdict in force, of the subject that changes most often. */
const NEWEST_VERDICT = `cross join lateral (
  select v.* from verdict as v
   where v.site_id = s.id and v.known_until = 'infinity' and v.in_force
     and v.subject = case when s.kind = 'air' then 'air-hour' when s.kind = 'district' then 'air-day' else 'water-sample' end
   order by v.at desc limit 1) as v`

async function newestVerdicts(db: Database, ids: readonly number[]): Promise<Map<number, StoredVerdict>> {
  const rows = await db.query<StoredVerdict & { siteId: number }>(
    `select s.id as "siteId", ${VERDICT_COLUMNS} from site as s ${NEWEST_VERDICT} ${VERDICT_BODY} where s.id = any ($1)`,
    [ids],
  )
  return new Map(rows.map(({ siteId, ...row }) => [siteId, row]))
}
