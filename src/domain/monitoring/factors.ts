// Which factor code carries which item of a standard, and in which unit a value is stored.

export type Medium = 'air' | 'water' | 'noise'

/** 监测因子 — `item` is the name the standards engine knows it by; `unit` is the unit values are stored in. */
export type MonitoredFactor = {
  code: string
  item: string
  medium: Medium
  zh: string
  en: string
  unit: string
  /** Decimals shown on screen. */
  decimals: number
}

const air = (code: string, item: string, zh: string, en: string, unit = 'µg/m³', decimals = 0): MonitoredFactor => ({
  code,
  item,
  medium: 'air',
  zh,
  en,
  unit,
  decimals,
})
const water = (
  code: string,
  item: string,
  zh: string,
  en: string,
  unit: string,
  decimals: number,
): MonitoredFactor => ({
  code,
  item,
  medium: 'water',
  zh,
  en,
  unit,
  decimals,
})

/**
 * Factors with a fixed storage unit; every other factor is stored in the unit of HJ 212—2017 annex B.
 * Ambient concentrations are stored as GB 3095 states them (µg/m³, CO mg/m³), whatever the device sends.
 */
export const MONITORED_FACTORS: readonly MonitoredFactor[] = [
  air('a34004', 'PM2.5', '细颗粒物（PM2.5）', 'PM2.5'),
  air('a34002', 'PM10', '可吸入颗粒物（PM10）', 'PM10'),
  air('a21026', 'SO2', '二氧化硫（SO₂）', 'SO₂'),
  air('a21004', 'NO2', '二氧化氮（NO₂）', 'NO₂'),
  air('a21005', 'CO', '一氧化碳（CO）', 'CO', 'mg/m³', 1),
  air('a05024', 'O3', '臭氧（O₃）', 'O₃'),
  air('a34001', 'TSP', '总悬浮颗粒物（TSP）', 'TSP'),
  water('w01010', 'temperature', '水温', 'Water temperature', '℃', 1),
  water('w01001', 'ph', 'pH', 'pH', '无量纲', 2),
  water('w01009', 'do', '溶解氧', 'Dissolved oxygen', 'mg/L', 2),
  water('w01014', 'conductivity', '电导率', 'Conductivity', 'µS/cm', 1),
  water('w01003', 'turbidity', '浊度', 'Turbidity', 'NTU', 1),
  water('w01019', 'codmn', '高锰酸盐指数', 'Permanganate index', 'mg/L', 2),
  water('w21003', 'nh3n', '氨氮', 'Ammonia nitrogen', 'mg/L', 3),
  water('w21011', 'tp', '总磷', 'Total phosphorus', 'mg/L', 3),
  water('w21001', 'tn', '总氮', 'Total nitrogen', 'mg/L', 2),
  water('w01016', 'chla', '叶绿素 a', 'Chlorophyll a', 'mg/L', 3),
  water('w19011', 'algae', '藻密度', 'Algal density', 'cells/L', 0),
  water('w01018', 'cod', '化学需氧量', 'COD', 'mg/L', 1),
  water('w01017', 'bod5', '五日生化需氧量', 'BOD₅', 'mg/L', 1),
  {
    code: 'LA',
    item: 'laeq',
    medium: 'noise',
    zh: '等效声级',
    en: 'Equivalent sound level',
    unit: 'dB(A)',
    decimals: 1,
  },
]

const byCode = new Map(MONITORED_FACTORS.map((factor) => [factor.code, factor]))
const byItem = new Map(MONITORED_FACTORS.map((factor) => [factor.item, factor]))

export const findFactor = (code: string): MonitoredFactor | undefined => byCode.get(code)
export const findFactorOfItem = (item: string): MonitoredFactor | undefined => byItem.get(item)

const UNIT_FACTORS: Readonly<Record<string, number>> = {
  'ng/m³': 1e-3,
  'µg/m³': 1,
  'mg/m³': 1e3,
  'ng/L': 1e-6,
  'µg/L': 1e-3,
  'mg/L': 1,
  'g/L': 1e3,
}
const family = (unit: string): string => unit.slice(unit.indexOf('/'))

/** Unit spelt one way: `ug/m3` → `µg/m³`. */
export function normaliseUnit(unit: string): string {
  return unit
    .trim()
    .replace(/^[uμ]g/, 'µg')
    .replace(/m3$/, 'm³')
    .replace(/[lL]$/, 'L')
}

/**
 * Converts between mass concentrations of one family (per m³ or per L); the same unit passes unchanged.
 * Returns undefined where the dimensions differ. Rounded to 12 significant digits so that 0.9 mg/m³ stays 900 µg/m³.
 */
export function convertUnit(value: number, from: string, to: string): number | undefined {
  const [a, b] = [normaliseUnit(from), normaliseUnit(to)]
  if (a === b) return value
  const [scaleA, scaleB] = [UNIT_FACTORS[a], UNIT_FACTORS[b]]
  if (scaleA === undefined || scaleB === undefined || family(a) !== family(b)) return undefined
  return Number((value * (scaleA / scaleB)).toPrecision(12))
}

/**
 * Stands with a sample's result below detection, where the value is the detection limit. A laboratory writes it behind
 * the limit; loggers mean other things by the letter.
 * @source HJ 91.2—2022
 */
export const BELOW_DETECTION_FLAG = 'L'

export const isBelowDetection = (kind: string, flag: string | null): boolean =>
  kind === 'sample' && flag === BELOW_DETECTION_FLAG
