// Factor codes of annex B: name, unit, and the code of 2017 for one of 2005.
import type { FactorRow } from './factor-row.ts'
import { GAS_FACTORS } from './tables/gas-factors.ts'
import { OTHER_FACTORS } from './tables/other-factors.ts'
import { PROCESS_FACTORS } from './tables/process-factors.ts'
import { WATER_FACTORS } from './tables/water-factors.ts'

/** 监测因子 — one code of annex B; `unit` is '' where the standard prints none. */
export type Factor = { code: string; zh: string; en: string; unit: string; decimals: number | undefined }

const ROWS: readonly FactorRow[] = [...WATER_FACTORS, ...GAS_FACTORS, ...PROCESS_FACTORS, ...OTHER_FACTORS]

/**
 * Ozone stands in neither table of the 2017 text; every ambient station sends it under this code.
 * @source HJ 524—2009
 */
const OZONE: Factor = { code: 'a05024', zh: '臭氧', en: 'ozone', unit: 'µg/m³', decimals: 0 }

/** `N3.2` has two decimals, `N4` none. */
function decimalsOf(type: string): number | undefined {
  const match = /^N\d+(?:\.(\d+))?$/.exec(type)
  return match ? Number(match[1] ?? 0) : undefined
}

const toFactor = ([code, zh, en, , unit, type]: FactorRow): Factor => ({
  code,
  zh,
  en: en === '' ? zh : en,
  unit,
  decimals: decimalsOf(type),
})

const byCode: ReadonlyMap<string, Factor> = new Map([
  [OZONE.code, OZONE],
  ...ROWS.map((row): [string, Factor] => [row[0], toFactor(row)]),
])
const byOldCode: ReadonlyMap<string, string> = new Map(
  ROWS.filter(([, , , old]) => old !== '').map(([code, , , old]) => [old, code]),
)

/** Codes that end in the number of a device stand in the tables with x for its digits. */
const NUMBERED = /^([egi]\d{3,4})(\d{1,2})$/i

/** Every factor that the 2017 edition prints, ozone with them. */
export const annexFactors = (): readonly Factor[] => [...byCode.values()]

/** The factor of a code of the 2017 edition; undefined for private codes. */
export function findAnnexFactor(code: string): Factor | undefined {
  const known = byCode.get(code)
  if (known || !NUMBERED.test(code)) return known
  const numbered = byCode.get(`${code.slice(0, 4)}xx`) ?? byCode.get(`${code.slice(0, 5)}x`)
  return numbered ? { ...numbered, code } : undefined
}

/** Code of 2017 for one of 2005; any other code as it is. The codes of the two editions never overlap. */
export const currentCode = (code: string): string => byOldCode.get(code) ?? code

const toFormer: ReadonlyMap<string, string> = new Map(
  ROWS.filter(([, , , old]) => old !== '').map(([code, , , old]) => [code, old]),
)

/** Code of 2005 for one of 2017; any other code as it is. */
export const formerCode = (code: string): string => toFormer.get(code) ?? code
