// Sites as quality control sees them: where they are, what they measure, who lies around them.
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Queryable } from '#platform/database.ts'

export type QualitySite = {
  id: number
  code: string
  name: string
  kind: string
  lon: number | null
  lat: number | null
  isDemo: boolean
  isRetired: boolean
}

const COLUMNS = `s.id, s.code, s.name, s.kind, s.lon, s.lat, s.is_demo as "isDemo", s.retired_at is not null as "isRetired"`

export async function findSite(db: Queryable, code: string): Promise<QualitySite | Refusal> {
  const [row] = await db.query<QualitySite>(`select ${COLUMNS} from site as s where s.code = $1`, [code])
  return row ?? refuse('sites.not-found', { zh: `没有编码为“${code}”的站点`, en: `There is no site “${code}”` })
}

export const allSites = (db: Queryable): Promise<QualitySite[]> =>
  db.query<QualitySite>(`select ${COLUMNS} from site as s where s.kind <> 'district' order by s.id`)

export type Near = { site: QualitySite; distanceKm: number }

/** More of them would say nothing new. */
const MOST_NEIGHBOURS = 8
const KM_A_DEGREE = 111.2

/** Distance on a plane: exact enough for neighbours, whose radius is at most 100 km. */
function distanceKm(a: QualitySite, b: QualitySite): number | undefined {
  if (a.lon === null || a.lat === null || b.lon === null || b.lat === null) return undefined
  const x = (a.lon - b.lon) * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180))
  return Math.hypot(x, a.lat - b.lat) * KM_A_DEGREE
}

/** Sites in use of the same kind within the radius, nearest first; simulated ones are apart from real ones. */
export function neighboursOf(site: QualitySite, sites: readonly QualitySite[], radiusKm: number): Near[] {
  return sites
    .flatMap((other): Near[] => {
      if (other.id === site.id || other.kind !== site.kind || other.isDemo !== site.isDemo || other.isRetired) return []
      const distance = distanceKm(site, other)
      return distance === undefined || distance > radiusKm ? [] : [{ site: other, distanceKm: distance }]
    })
    .sort((a, b) => a.distanceKm - b.distanceKm || a.site.id - b.site.id)
    .slice(0, MOST_NEIGHBOURS)
}
