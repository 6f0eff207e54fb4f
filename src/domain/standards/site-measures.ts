// Cooking fumes and construction dust: the mean of fume samples, the number of stoves, the seven measures against dust.
import {
  compareRationals,
  divide,
  getDecimal,
  meanOf,
  multiply,
  parseDecimal,
  type Rational,
  toRational,
} from '#kit/rational.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { DUST_SZ } from './catalog/dust-sz.ts'
import { GB18483_2001 } from './catalog/gb18483-2001.ts'
import type { Sureness } from './edition.ts'
import { shownValue } from './emission-conversion.ts'

const exact = (value: number): Rational => toRational(getDecimal(value))

/**
 * 油烟浓度 — mean of the samples in mg/m³ that are at least a quarter of the largest. Refuses unusable samples and fewer than three.
 * @source GB 18483—2001 采样
 */
export function fumeMean(
  samples: readonly (string | number)[],
): { value: string; used: number; dropped: number } | Refusal {
  const values = samples.flatMap((sample) => {
    const decimal = parseDecimal(String(sample).trim())
    return decimal && decimal.units >= 0n ? [toRational(decimal)] : []
  })
  const largest = values.reduce((most, value) => (compareRationals(value, most) > 0 ? value : most), { n: 0n, d: 1n })
  const least = multiply(largest, exact(GB18483_2001.sampling.dropBelow))
  const kept = values.filter((value) => compareRationals(value, least) >= 0)
  if (values.length < samples.length || kept.length < GB18483_2001.sampling.least) {
    return refuse(
      'standards.too-few-samples',
      `Cannot average as three usable samples must remain: current value is ${kept.length}`,
    )
  }
  return { value: shownValue(meanOf(kept)), used: kept.length, dropped: samples.length - kept.length }
}

/**
 * 基准灶头数 — from the total heat in J/h, or else the projected hood area in m², unrounded. Refuses where neither is above zero.
 * @source GB 18483—2001 饮食业单位规模
 */
export function stoveCount(kitchen: { heatJPerH?: number; hoodM2?: number }): string | Refusal {
  const { heatJPerH, hoodM2 } = kitchen
  const { stove } = GB18483_2001
  if (heatJPerH !== undefined && heatJPerH > 0) return shownValue(divide(exact(heatJPerH), exact(stove.heatJPerH)))
  if (hoodM2 !== undefined && hoodM2 > 0) return shownValue(divide(exact(hoodM2), exact(stove.hoodM2)))
  return refuse('standards.no-stove', 'Cannot count stoves as the heat or the area of the hoods must be above zero')
}

export type DustAct = 'none' | 'yellow-card' | 'stop-work' | 'red-card'
export type DustInspection = { failed: string[]; unknown: string[]; act: DustAct; sureness: Sureness }

/**
 * 七个百分之百 — what follows from the share of each measure in place, in percent. One that was not looked at is unknown, never kept.
 * `isRepeated`: the site was stopped before.
 * @source SZDB/Z 247—2017 处罚规定
 */
export function inspectDustMeasures(
  shares: Readonly<Record<string, number | null>>,
  isRepeated = false,
): DustInspection {
  const share = (item: string): number | null => (Object.hasOwn(shares, item) ? (shares[item] ?? null) : null)
  const known = DUST_SZ.measures.filter(({ item }) => Number.isFinite(share(item) ?? Number.NaN))
  const failed = known.filter(({ item }) => (share(item) ?? 0) < 100)
  const unknown = DUST_SZ.measures.filter((measure) => !known.includes(measure))
  const act =
    failed.length >= 3 ? (isRepeated ? 'red-card' : 'stop-work') : failed.length === 2 ? 'yellow-card' : 'none'
  const sureness = failed.some((measure) => measure.sureness === 'memory') ? 'memory' : 'single-source'
  return { failed: failed.map(({ item }) => item), unknown: unknown.map(({ item }) => item), act, sureness }
}
