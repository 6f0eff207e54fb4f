// What the two AQI editions share: the shape of their tables and the rows that did not change.
import type { Edition, Limit } from '../edition.ts'

/** Column of the breakpoint table: pollutant and averaging time. */
export type AqiColumn =
  | 'SO2_24h'
  | 'SO2_1h'
  | 'NO2_24h'
  | 'NO2_1h'
  | 'PM10_24h'
  | 'CO_24h'
  | 'CO_1h'
  | 'O3_1h'
  | 'O3_8h'
  | 'PM2.5_24h'

/** 空气质量分指数的浓度限值 — `breakpoints` stand against SUB_INDICES; null where the standard gives no figure. */
export type AqiLimit = Limit & { item: AqiColumn; breakpoints: readonly (number | null)[] }

/** 空气质量指数级别 — both ends inclusive; `most` null means open. */
export type AqiLevel = {
  grade: number
  zh: string
  en: string
  least: number
  most: number | null
  colourZh: string
  colour: string
  adviceZh: string
}

/** One indicator of a report: the item as it is named outside, the column that judges it, the clause. */
export type AqiIndicator = { item: string; zh: string; en: string; column: AqiColumn; rule: string }

export type AqiEdition = Edition<AqiLimit> & {
  family: 'aqi'
  levels: readonly AqiLevel[]
  hour: readonly AqiIndicator[]
  day: readonly AqiIndicator[]
  /** Decimals to which inputs are rounded before the index; null where the text gives no such rule. */
  inputDecimals: Readonly<Record<string, number>> | null
  /** Sub-index where the concentration is above the column's last figure; null means no sub-index from this column. */
  aboveTop: Readonly<Partial<Record<AqiColumn, number | null>>>
  /** Lowest index that can be published. */
  floor: number
  /** What is done where a pollutant is missing, unless the caller says otherwise. */
  onGap: 'publish' | 'withhold'
}

export const SUB_INDICES = [0, 50, 100, 150, 200, 300, 400, 500] as const

const row = (
  item: AqiColumn,
  unit: string,
  breakpoints: readonly (number | null)[],
): Omit<AqiLimit, 'source' | 'sureness'> => ({ item, unit, breakpoints })

/** Rows that stand in both editions with the same figures. */
export const UNCHANGED_COLUMNS = [
  row('SO2_24h', 'µg/m³', [0, 50, 150, 475, 800, 1600, 2100, 2620]),
  row('SO2_1h', 'µg/m³', [0, 150, 500, 650, 800, null, null, null]),
  row('NO2_24h', 'µg/m³', [0, 40, 80, 180, 280, 565, 750, 940]),
  row('NO2_1h', 'µg/m³', [0, 100, 200, 700, 1200, 2340, 3090, 3840]),
  row('CO_24h', 'mg/m³', [0, 2, 4, 14, 24, 36, 48, 60]),
  row('CO_1h', 'mg/m³', [0, 5, 10, 35, 60, 90, 120, 150]),
  row('O3_1h', 'µg/m³', [0, 160, 200, 300, 400, 800, 1000, 1200]),
  row('O3_8h', 'µg/m³', [0, 100, 160, 215, 265, 800, null, null]),
] as const

export const INDICATOR_NAMES = {
  'PM2.5': { zh: '细颗粒物(PM2.5)', en: 'PM2.5' },
  PM10: { zh: '颗粒物(PM10)', en: 'PM10' },
  SO2: { zh: '二氧化硫', en: 'sulphur dioxide' },
  NO2: { zh: '二氧化氮', en: 'nitrogen dioxide' },
  CO: { zh: '一氧化碳', en: 'carbon monoxide' },
  O3_1h: { zh: '臭氧1小时', en: 'ozone, 1 h' },
  O3_8h: { zh: '臭氧8小时', en: 'ozone, 8 h' },
} as const

export const indicator = (item: keyof typeof INDICATOR_NAMES, column: AqiColumn, rule: string): AqiIndicator => ({
  item,
  ...INDICATOR_NAMES[item],
  column,
  rule,
})

type LevelTexts = readonly [string, string, string, string, string, string]

/** The six levels; the editions differ in the lowest and highest index and in the advice. */
export function levels(least: number, most: number | null, advice: LevelTexts): AqiLevel[] {
  const rows = [
    ['优', 'excellent', least, 50, '绿色', '#00E400'],
    ['良', 'good', 51, 100, '黄色', '#FFFF00'],
    ['轻度污染', 'lightly polluted', 101, 150, '橙色', '#FF7E00'],
    ['中度污染', 'moderately polluted', 151, 200, '红色', '#FF0000'],
    ['重度污染', 'heavily polluted', 201, 300, '紫色', '#99004C'],
    ['严重污染', 'severely polluted', 301, most, '褐红色', '#7E0023'],
  ] as const
  return rows.map(([zh, en, from, until, colourZh, colour], at) => ({
    grade: at + 1,
    zh,
    en,
    least: from,
    most: until,
    colourZh,
    colour,
    adviceZh: advice[at] ?? '',
  }))
}
