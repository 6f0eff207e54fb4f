// The demo district: which simulated sites and devices there are, read from its pack and seeded into the store.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type DemoKind = 'air' | 'section' | 'reservoir' | 'outfall' | 'dust' | 'noise'

export type DemoSite = {
  code: string
  kind: DemoKind
  name: string
  nameEn: string
  street?: string
  basin?: string
  lon: number
  lat: number
  waterType?: 'river' | 'lake'
  targetClass?: string
  mn: string
  systemCode: string
  edition?: '2005' | '2017' | '2025'
  evaluationPoint: boolean
  /** How this site differs from its neighbours; names are those the patterns read. */
  profile: Record<string, number>
}

export type DemoDistrict = { id: string; titleZh: string; titleEn: string; districtCode: string; sites: DemoSite[] }

/** Where the demo pack stands in this checkout. */
export const demoPackDir = (): string => join(import.meta.dirname, '../../../packs/demo-district')

/** Reads `sites.json` of a demo pack. Throws with the place of the first site that cannot be one. */
export async function readDemoDistrict(packDir: string): Promise<DemoDistrict> {
  const file = join(packDir, 'sites.json')
  const district = JSON.parse(await readFile(file, 'utf8')) as DemoDistrict
  if (!Array.isArray(district.sites)) throw new Error(`${file}: "sites" must be a list`)
  const wrong = district.sites.findIndex((site) => !isSite(site))
  if (wrong >= 0)
    throw new Error(`${file}: sites[${wrong}] must have code, kind, name, lon, lat, mn, systemCode and profile`)
  return district
}

function isSite(site: Partial<Record<keyof DemoSite, unknown>>): boolean {
  const texts = [site.code, site.kind, site.name, site.mn, site.systemCode]
  const isPlaced = Number.isFinite(site.lon) && Number.isFinite(site.lat)
  return texts.every((text) => typeof text === 'string' && text !== '') && isPlaced && typeof site.profile === 'object'
}
