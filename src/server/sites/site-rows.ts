// Sites with their newest values, newest verdict and whether they report as expected.
import type { ReadingKind, SiteRow } from '#contract/sites.ts'
import { formatRef } from '#contract/trace-ref.ts'
import type { Database } from '#platform/database.ts'
import { factorsOf, type StoredFactor, valueText } from './factor-cache.ts'
import { briefOfVerdict, type StoredVerdict, VERDICT_COLUMNS } from './verdict-brief.ts'

type Latest = {
  kind: ReadingKind
  at: number
  receivedAt: number
  flags: string
  factors: number[]
  values: (number | null)[]
}

export type SiteRecord = Omit<SiteRow, 'latestAt' | 'receivedAt' | 'state' | 'verdict' | 'values'> & {
  intervalS: number | null
  waterTypeSource: 'given' | 'learnt' | 'assumed' | null
}

export const SITE_COLUMNS = `s.id, s.code, s.kind, s.name, s.name_en as "nameEn", s.city, s.district, s.street, s.basin,
  s.lon, s.lat, s.water_type as "waterType", s.water_type_source as "waterTypeSource", s.target_class as "targetClass",
  s.is_evaluation_point as "isEvaluationPoint", s.is_demo as "isDemo",
  (select min(d.expected_interval_s) from device as d where d.site_id = s.id) as "intervalS"`

/** Past this many expected intervals a site is late, past that many offline. */
const LATE_AFTER = 3
const OFFLINE_AFTER = 60

/** A site without a device is fed by files: it has data or none, but is never late. */
function stateOf(site: SiteRecord, receivedAt: number | null, now: number): SiteRow['state'] {
  if (receivedAt === null) return 'no-data'
  if (site.intervalS === null) return 'online'
  const intervals = (now - receivedAt) / 1000 / site.intervalS
  return intervals <= LATE_AFTER ? 'online' : intervals <= OFFLINE_AFTER ? 'late' : 'offline'
}

/** What the newest values are taken from: the instant's own where a device sends them, else the longest period. */
const KIND_ORDER: readonly ReadingKind[] = ['realtime', 'minute', 'hour', 'sample', 'day']

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

function completeSite(site: SiteRecord, { latest, verdict, factors, now }: Parts): SiteRow {
  const shown = [...latest].sort((a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind))[0]
  const receivedAt = latest.length === 0 ? null : Math.max(...latest.map((one) => one.receivedAt))
  const { intervalS, waterTypeSource, ...row } = site
  return {
    ...row,
    latestAt: latest.length === 0 ? null : Math.max(...latest.map((one) => one.at)),
    receivedAt,
    state: stateOf(site, receivedAt, now),
    verdict: verdict ? briefOfVerdict(verdict) : null,
    values: shown ? valuesOf(site.code, shown, factors) : [],
  }
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

/** The newest verdict in force of each site, of the subject that changes most often. */
async function newestVerdicts(db: Database, ids: readonly number[]): Promise<Map<number, StoredVerdict>> {
  const rows = await db.query<StoredVerdict & { siteId: number }>(
    `select s.id as "siteId", ${VERDICT_COLUMNS}
       from site as s
      cross join lateral (
            select v.* from verdict as v
             where v.site_id = s.id and v.known_until = 'infinity' and v.in_force
               and v.subject = case when s.kind = 'air' then 'air-hour' when s.kind = 'district' then 'air-day' else 'water-sample' end
             order by v.at desc limit 1) as v
      where s.id = any ($1)`,
    [ids],
  )
  return new Map(rows.map((row) => [row.siteId, row]))
}
