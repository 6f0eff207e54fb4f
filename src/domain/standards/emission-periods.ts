// Hours to days and gaps to substitutes: valid daily means of gas and water, and what stands for lost data.
import {
  add,
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
import { HJ75_2017 } from './catalog/hj75-2017.ts'
import { HJ356_2019 } from './catalog/hj356-2019.ts'
import { shownValue } from './emission-conversion.ts'

/** A value and the flow it stood for; null where there is none. Texts or numbers, the value in the unit of its limit. */
export type FlowValue = { value: string | number | null; flow: string | number | null }

const ZERO: Rational = { n: 0n, d: 1n }

function exact(value: string | number | null): Rational | undefined {
  const decimal = value === null ? undefined : parseDecimal(String(value).trim())
  return decimal && decimal.units >= 0n ? toRational(decimal) : undefined
}

/** A mean with the counts it rests on; `isValid` where enough values were there. */
export type PeriodMean = { value: string | null; valid: number; expected: number; isValid: boolean }

const enough = (valid: number, expected: number, leastPercent: number): boolean =>
  valid > 0 && valid * 100 >= expected * leastPercent

/**
 * 流量加权日均值 — Σ c·q ÷ Σ q of the values that have both; valid with three quarters of `expected` (default: all that came).
 * Without any flow above zero there is no mean.
 * @source HJ 356—2019 日均值
 * @example flowWeightedMean([{ value: 2, flow: 100 }, { value: 4, flow: 50 }, { value: 1, flow: 250 }]) // 1.625
 */
export function flowWeightedMean(values: readonly FlowValue[], expected: number = values.length): PeriodMean {
  const pairs = values.flatMap(({ value, flow }) => {
    const [c, q] = [exact(value), exact(flow)]
    return c && q ? [{ c, q }] : []
  })
  const total = pairs.reduce((sum, { q }) => add(sum, q), ZERO)
  if (total.n === 0n) return { value: null, valid: 0, expected, isValid: false }
  const weighted = pairs.reduce((sum, { c, q }) => add(sum, multiply(c, q)), ZERO)
  const isValid = enough(pairs.length, expected, HJ356_2019.leastPercent)
  return { value: shownValue(divide(weighted, total)), valid: pairs.length, expected, isValid }
}

/** One hour of a stack: minutes of valid data, the mean of them, and whether it emitted. */
export type FlueHour = { value: string | number | null; validMinutes: number; isOperating: boolean }

/**
 * Daily mean of a stack: of the operating hours with at least 45 valid minutes; valid with three quarters of the operating hours.
 * @source HJ 75—2017 有效日均值
 */
export function flueDayMean(hours: readonly FlueHour[]): PeriodMean {
  const operating = hours.filter(({ isOperating }) => isOperating)
  const values = operating.flatMap(({ value, validMinutes }) => {
    const read = validMinutes >= HJ75_2017.leastMinutes ? exact(value) : undefined
    return read ? [read] : []
  })
  const isValid = enough(values.length, operating.length, HJ75_2017.leastPercent)
  const mean = values.length === 0 ? null : shownValue(meanOf(values))
  return { value: mean, valid: values.length, expected: operating.length, isValid }
}

/** What stands for a lost hour of emission: the largest of the last valid hours. */
export type FlueSubstitute = { rule: string; hours: number; value: string | null; found: number }

/**
 * 失效数据替代 — for amounts only. `captureRate` of the quarter in percent, `gapHours` the length of the gap, `before` the valid
 * hourly amounts before it, oldest first. Refuses where the capture rate is below 75 %: the quarter's data then fail.
 * @source HJ 75—2017 失效数据处理
 * @example flueSubstitute({ captureRate: 95, gapHours: 30, before: [] }) // the largest of the last 720 valid hours
 */
export function flueSubstitute(gap: {
  captureRate: number
  gapHours: number
  before: readonly (string | number)[]
}): FlueSubstitute | Refusal {
  const { captureRate, gapHours, before } = gap
  const row = HJ75_2017.substitutions.find(
    ({ fromPercent, upToHours }) => captureRate >= fromPercent && (upToHours === null || gapHours <= upToHours),
  )
  if (!row) {
    return refuse(
      'standards.capture-rate-too-low',
      `Cannot substitute as the capture rate must be at least 75 %: current value is ${captureRate}`,
      'HJ 75—2017 有效数据捕集率',
    )
  }
  const last = before.slice(-row.hours).flatMap((value) => exact(value) ?? [])
  const largest = last.reduce<Rational | undefined>(
    (most, value) => (most === undefined || compareRationals(value, most) > 0 ? value : most),
    undefined,
  )
  return { rule: row.item, hours: row.hours, value: largest ? shownValue(largest) : null, found: last.length }
}

export type WaterSubstitute = { value: string | null; used: number; periodsBack: number }

const HALF: Rational = { n: 1n, d: 2n }

function medianOf(values: readonly Rational[]): Rational | undefined {
  const sorted = [...values].sort(compareRationals)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low && high ? multiply(add(low, high), HALF) : undefined
}

/**
 * 缺失数据处理 — what stands for `gap` missing values: the mean (pH: the median) of the period of equal length before them,
 * going back a period at a time where it holds nothing. `before` is oldest first, null where missing.
 * @source HJ 356—2019 缺失数据处理
 */
export function waterSubstitute(
  item: string,
  gap: number,
  before: readonly (string | number | null)[],
): WaterSubstitute {
  for (let back = 1; gap > 0 && before.length - (back - 1) * gap > 0; back++) {
    const end = before.length - (back - 1) * gap
    const values = before.slice(Math.max(0, end - gap), end).flatMap((value) => exact(value) ?? [])
    if (values.length === 0) continue
    const value = item === 'ph' ? medianOf(values) : meanOf(values)
    return { value: value ? shownValue(value) : null, used: values.length, periodsBack: back }
  }
  return { value: null, used: 0, periodsBack: 0 }
}

/**
 * Whether an on-line value lies within the tolerance to its comparison; undefined for items or values the table does not know.
 * @source HJ 356—2019 无效数据时段
 */
export function isWithinTolerance(
  item: string,
  online: string | number,
  comparison: string | number,
): boolean | undefined {
  const [seen, reference] = [exact(online), exact(comparison)]
  if (!seen || !reference) return undefined
  const rows = HJ356_2019.tolerances.filter((row) => row.item === item)
  const row = rows.findLast(({ atLeast }) => compareRationals(reference, toRational(getDecimal(atLeast))) >= 0)
  if (!row) return undefined
  const minus = add(seen, { n: -reference.n, d: reference.d })
  const distance: Rational = { n: minus.n < 0n ? -minus.n : minus.n, d: minus.d }
  if (row.absolute !== undefined) return compareRationals(distance, toRational(getDecimal(row.absolute))) <= 0
  const allowed = multiply(reference, { n: BigInt(row.percent ?? 0), d: 100n })
  return compareRationals(distance, allowed) <= 0
}
