// Brings measured emissions to the terms of a standard: dry, standard state, reference oxygen, base air, base water.
import {
  add,
  divide,
  exactText,
  getDecimal,
  multiply,
  type Rational,
  roundRational,
  subtract,
  toRational,
} from '#kit/rational.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { GB39731_2020 } from './catalog/gb39731-2020.ts'

const ONE: Rational = { n: 1n, d: 1n }
const HUNDRED: Rational = { n: 100n, d: 1n }
/** Oxygen of air in percent, as the formulas of the standards write it. */
const AIR_OXYGEN: Rational = { n: 21n, d: 1n }

const exact = (value: number | string): Rational => toRational(getDecimal(value))

/**
 * Concentration at the reference oxygen: C × (21 − reference) ÷ (21 − measured), oxygen in percent. Refuses 21 % and more.
 * @source HJ 75—2017 附录C
 * @example toReferenceOxygen(62, 7.5, 3.5) // 80.37
 */
export function toReferenceOxygen(
  concentration: Rational,
  measured: Rational,
  reference: Rational,
): Rational | Refusal {
  const below = subtract(AIR_OXYGEN, measured)
  if (below.n <= 0n) {
    return refuse('standards.oxygen-too-high', 'Cannot convert as the measured oxygen must be below 21 %')
  }
  return divide(multiply(concentration, subtract(AIR_OXYGEN, reference)), below)
}

/**
 * Dry concentration of a wet one, moisture in percent. Refuses 100 % and more.
 * @source HJ 75—2017 附录C
 */
export function toDry(concentration: Rational, moisturePercent: Rational): Rational | Refusal {
  const dry = subtract(ONE, divide(moisturePercent, HUNDRED))
  if (dry.n <= 0n) return refuse('standards.moisture-too-high', 'Cannot convert as the moisture must be below 100 %')
  return divide(concentration, dry)
}

/**
 * Concentration at 273 K and 101 325 Pa from the working state: pressures in Pa, temperature in °C.
 * @source HJ 75—2017 附录C
 */
export function toStandardState(
  concentration: Rational,
  state: { atmospherePa: Rational; staticPa: Rational; celsius: Rational },
): Rational | Refusal {
  const pressure = {
    n: state.atmospherePa.n * state.staticPa.d + state.staticPa.n * state.atmospherePa.d,
    d: state.atmospherePa.d * state.staticPa.d,
  }
  const kelvin = { n: state.celsius.n + 273n * state.celsius.d, d: state.celsius.d }
  if (pressure.n <= 0n || kelvin.n <= 0n) {
    return refuse(
      'standards.state-impossible',
      'Cannot convert as pressure and absolute temperature must be above zero',
    )
  }
  const atStandard = divide(exact(101_325), pressure)
  return multiply(concentration, multiply(atStandard, divide(kelvin, exact(273))))
}

/**
 * Nitrogen oxides as nitrogen dioxide by mass, mg/m³.
 * @source HJ 75—2017 附录C
 */
export const nitrogenOxides = (oxide: Rational, dioxide: Rational): Rational => {
  const part = multiply(oxide, exact('1.53'))
  return { n: part.n * dioxide.d + dioxide.n * part.d, d: part.d * dioxide.d }
}

/**
 * Emission rate in kg/h of mg/m³ and dry standard flow in m³/h.
 * @source HJ 75—2017 附录C
 */
export const emissionRate = (concentration: Rational, flowM3PerH: Rational): Rational =>
  multiply(multiply(concentration, flowM3PerH), exact('0.000001'))

/**
 * 基准排放浓度 of cooking fumes: C × Q ÷ (stoves × 2000), flow in m³/h. Refuses no stove.
 * @source GB 18483—2001 基准风量换算
 */
export function toBaseAir(concentration: Rational, flowM3PerH: Rational, stoves: Rational): Rational | Refusal {
  if (stoves.n <= 0n) return refuse('standards.no-stove', 'Cannot convert as there must be at least one stove')
  return divide(multiply(concentration, flowM3PerH), multiply(stoves, exact(2000)))
}

/**
 * 基准水量排放浓度: C × actual ÷ benchmark, waters in m³; the measured value where no more water than the benchmark was used.
 * @source GB 39731—2020 基准排水量
 */
export function toBaseWater(concentration: Rational, actualM3: Rational, benchmarkM3: Rational): Rational | Refusal {
  if (benchmarkM3.n <= 0n) return refuse('standards.no-benchmark', 'Cannot convert as the benchmark must be above zero')
  const ratio = divide(actualM3, benchmarkM3)
  return ratio.n <= ratio.d ? concentration : multiply(concentration, ratio)
}

/** Boards made: kind by item of the table, area in m², further layers, and whether it is flexible. */
export type Board = { kind: string; areaM2: number; layers?: number; isFlexible?: boolean }

/**
 * 基准排水量 of the boards made, m³. Refuses a kind the table does not know.
 * @source GB 39731—2020 表2
 */
export function benchmarkWater(boards: readonly Board[]): Rational | Refusal {
  let total: Rational = { n: 0n, d: 1n }
  for (const { kind, areaM2, layers = 0, isFlexible } of boards) {
    const row = GB39731_2020.benchmarkWater.find(({ item }) => item === kind)
    if (!row)
      return refuse('standards.unknown-board', `Cannot sum the benchmark as "${kind}" must be a board of the table`)
    const each = add(exact(row.base), multiply(exact(row.perLayer), exact(layers)))
    total = add(total, multiply(multiply(each, exact(areaM2)), isFlexible ? exact('1.35') : ONE))
  }
  return total
}

/** The value as it is shown in a step: exact where it ends, else six decimals. */
export const shownValue = (value: Rational): string => exactText(value, 6) ?? roundRational(value, 6)
