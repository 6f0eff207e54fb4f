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
  edition?: '2005' | '2017'
  evaluationPoint: boolean
  /** How this site differs from its neighbours; names are those the patterns read. */
  profile: Record<string, number>
}

export type DemoDistrict = { id: string; titleZh: string; titleEn: string; districtCode: string; sites: DemoSite[] }

/** Where the demo pack stands in this checkout. */
export const demoPackDir = (): string => join(import.meta.dirname, '../../../packs/demo-district')

/** Reads `sites.json` of a demo pack. */
export async function readDemoDistrict(packDir: string): Promise<DemoDistrict> {
  return JSON.parse(await readFile(join(packDir, 'sites.json'), 'utf8')) as DemoDistrict
}
