// What the sets of the air quality health index share: risk coefficients, bands and risk levels.
import type { Sureness } from '../edition.ts'
import type { IndexEdition, IndexLevel, IndexTerm } from './index-tables.ts'

export type AqhiItem = 'NO2' | 'SO2' | 'O3' | 'PM10' | 'PM2.5'
/** 风险系数 — `beta` is the added risk per µg/m³, as decimal text; particles of one `group` count by the larger term. */
export type AqhiTerm = IndexTerm & { item: AqhiItem; beta: string; group?: 'particles' }

/** 健康风险级别 — holds for the whole AQHI numbers it lists. */
export type AqhiRisk = IndexLevel & { numbers: readonly string[] }

export type AqhiEdition = IndexEdition<'aqhi' | 'aqhi-local', AqhiTerm> & {
  /** Upper bounds in percent of added risk of AQHI 1 to 10; above the last it is 10+. */
  bands: readonly string[]
  risks: readonly AqhiRisk[]
}

const NAMES: readonly { item: AqhiItem; zh: string; en: string; group?: 'particles' }[] = [
  { item: 'NO2', zh: '二氧化氮', en: 'Nitrogen dioxide' },
  { item: 'SO2', zh: '二氧化硫', en: 'Sulphur dioxide' },
  { item: 'O3', zh: '臭氧', en: 'Ozone' },
  { item: 'PM10', zh: '可吸入颗粒物', en: 'PM10', group: 'particles' },
  { item: 'PM2.5', zh: '细颗粒物', en: 'PM2.5', group: 'particles' },
]

/** The five coefficients of a set with their mark. */
export const aqhiTerms = (
  betas: Readonly<Record<AqhiItem, string>>,
  mark: { source: string; sureness: Sureness },
): AqhiTerm[] => NAMES.map((name) => ({ ...name, unit: 'µg/m³', beta: betas[name.item], ...mark }))

/** Risk levels of the index; every set uses them. */
export const AQHI_RISKS: readonly AqhiRisk[] = [
  { grade: 1, zh: '低', en: 'low', numbers: ['1', '2', '3'] },
  { grade: 2, zh: '中', en: 'moderate', numbers: ['4', '5', '6'] },
  { grade: 3, zh: '高', en: 'high', numbers: ['7'] },
  { grade: 4, zh: '甚高', en: 'very high', numbers: ['8', '9', '10'] },
  { grade: 5, zh: '严重', en: 'serious', numbers: ['10+'] },
]
