// Petrol stations: the pressure that must be left in the tightness test, and how many nozzles are checked.
import {
  add,
  compareRationals,
  divide,
  getDecimal,
  multiply,
  parseDecimal,
  type Rational,
  roundRational,
  subtract,
  toRational,
} from '#kit/rational.ts'
import { limitOf } from './catalog/emission-items.ts'
import { GB20952_2020, type TightnessLimit } from './catalog/gb20952-2020.ts'
import type { EmissionLimit } from './catalog/limit-tables.ts'
import type { Scope } from './emission-limits.ts'

const COLUMN_TOPS = [6, 12, 18, 24] as const
const whole = (value: number): Rational => toRational(getDecimal(value))

/** Column of the table for a number of affected nozzles. */
const columnOf = (nozzles: number): number => {
  const column = COLUMN_TOPS.findIndex((top) => nozzles <= top)
  return column < 0 ? COLUMN_TOPS.length : column
}

type Neighbours = { low: TightnessLimit; high: TightnessLimit }

function neighboursOf(ullage: Rational): Neighbours | undefined {
  const { tightness } = GB20952_2020
  const at = tightness.findIndex((row) => compareRationals(ullage, whole(row.ullageL)) <= 0)
  const high = tightness[at < 0 ? tightness.length - 1 : at]
  const isOn = high && compareRationals(ullage, whole(high.ullageL)) === 0
  const low = at <= 0 || isOn ? high : tightness[at - 1]
  return low && high ? { low, high } : undefined
}

/**
 * Least pressure left after five minutes, Pa, one decimal, interpolated between the ullages (L) of the table.
 * @source GB 20952—2020 表2
 */
export function leastPressure(
  ullageL: Rational,
  nozzles: number,
): { pascal: string; isInterpolated: boolean } | undefined {
  const found = neighboursOf(ullageL)
  if (!found) return undefined
  const column = columnOf(nozzles)
  const [low, high] = [found.low.leastPa[column] ?? 0, found.high.leastPa[column] ?? 0]
  if (found.low === found.high) return { pascal: String(low), isInterpolated: false }
  const share = divide(subtract(ullageL, whole(found.low.ullageL)), whole(found.high.ullageL - found.low.ullageL))
  const value = add(whole(low), multiply(share, whole(high - low)))
  return { pascal: roundRational(value, 1), isInterpolated: true }
}

/** The tightness limit of a station as a row, from `ullage` in L and `nozzles`; one that cannot hold where they are unknown. */
export function tightnessLimits({ facts, standard }: Scope): EmissionLimit[] {
  if (standard.family !== 'petrol-station') return []
  const ullage = parseDecimal(facts.text('ullage'))
  const nozzles = Number(facts.text('nozzles'))
  const isKnown = ullage !== undefined && ullage.units > 0n && Number.isInteger(nozzles) && nozzles > 0
  const least = isKnown ? leastPressure(toRational(ullage), nozzles) : undefined
  const mark = { source: 'GB 20952—2020 表2', sureness: 'single-source' } as const
  // Conditions that are never told keep the row from holding and name what is missing.
  if (!least) return [limitOf('tightness', { atLeast: 0, when: { 'ullage, nozzles': [] } }, mark)]
  const rule = least.isInterpolated ? 'interpolation' : 'tightness'
  facts.step({ edition: standard.id, rule, formula: `${facts.text('ullage')} L, ${nozzles}`, value: least.pascal })
  return [limitOf('tightness', { atLeast: Number(least.pascal) }, mark)]
}

/**
 * 气液比抽检 — how many of a station's nozzles are checked and from how many failures it fails.
 * @source GB 20952—2020 气液比抽检
 */
export function nozzleSample(nozzles: number): { sample: number; failAt: number } | undefined {
  if (!Number.isInteger(nozzles) || nozzles < 1) return undefined
  const row = GB20952_2020.nozzleSampling.find(({ upTo }) => upTo === null || nozzles <= upTo)
  return row ? { sample: row.sample ?? nozzles, failAt: row.failAt } : undefined
}
