// Percentiles and the daily maximum of eight-hour means, exactly as the air evaluation standard computes them.
import {
  add,
  compareRationals,
  floorRational,
  getDecimal,
  meanOf,
  multiply,
  type Rational,
  roundRational,
  subtract,
  toRational,
  wholeNumber,
} from '#kit/rational.ts'

/**
 * Percentile `p` (a fraction in decimal text, `0.95`) of values sorted ascending, exactly.
 * Undefined where there are no values; throws where `p` is outside 0 to 1.
 * @source HJ 663—2013 百分位数计算方法
 * @example the 0.90 percentile of 60 72 85 90 98 110 121 135 150 176 is 152.6
 */
export function percentile(sorted: readonly Rational[], p: string): Rational | undefined {
  const fraction = toRational(getDecimal(p))
  if (fraction.n < 0n || fraction.n > fraction.d)
    throw new RangeError(`Cannot take percentile ${p} as it must be 0 to 1`)
  if (sorted.length === 0) return undefined
  const rank = add(wholeNumber(1), multiply(wholeNumber(sorted.length - 1), fraction))
  const whole = floorRational(rank)
  const lower = sorted[Number(whole) - 1]
  const upper = sorted[Number(whole)]
  if (!lower || !upper) return lower
  return add(lower, multiply(subtract(upper, lower), subtract(rank, { n: whole, d: 1n })))
}

/** Percentile of unsorted decimal texts, rounded half-even to `digits`; undefined where there are none. */
export function percentileText(values: readonly string[], p: string, digits: number): string | undefined {
  const sorted = values.map((value) => toRational(getDecimal(value))).sort(compareRationals)
  const found = percentile(sorted, p)
  return found && roundRational(found, digits)
}

/** Counts behind a daily ozone maximum: windows that had enough hours, of the 17 that end within the day. */
export type OzoneDay =
  | { valid: true; value: Rational; endHour: number; windows: number }
  | { valid: false; windows: number; value?: Rational; endHour?: number }

export type OzoneDayRule = { firstEndHour: number; lastEndHour: number; leastHours: number; leastWindows: number }

/**
 * 臭氧日最大8小时平均 of 24 hourly values, the first being the hour 00–01 and the last 23–24; undefined where missing.
 * Windows are named by their end hour 8 to 24. With fewer windows than the rule asks, the day is valid only where the
 * largest exceeds `limit`.
 * @source HJ 663—2013 臭氧日最大8小时平均规则
 * @source HJ 663—2026 6.1.2
 */
export function mda8(hours: readonly (Rational | undefined)[], rule: OzoneDayRule, limit: Rational): OzoneDay {
  let windows = 0
  let largest: Rational | undefined
  let endHour: number | undefined
  for (let end = rule.firstEndHour; end <= rule.lastEndHour; end += 1) {
    const present = hours.slice(end - 8, end).filter((value) => value !== undefined)
    if (present.length < rule.leastHours) continue
    windows += 1
    const mean = meanOf(present)
    if (largest && compareRationals(mean, largest) <= 0) continue
    largest = mean
    endHour = end
  }
  if (!largest || endHour === undefined) return { valid: false, windows }
  const valid = windows >= rule.leastWindows || compareRationals(largest, limit) > 0
  return { valid, windows, value: largest, endHour }
}

/**
 * Share `part / whole` in percent, half-even to `digits`; undefined where the whole is zero.
 * @source HJ 663—2013 达标率公式
 * @example 347 good days of 360 valid ones are 96.4
 */
export function percentage(part: number, whole: number, digits = 1): string | undefined {
  if (whole === 0) return undefined
  return roundRational({ n: BigInt(part) * 100n, d: BigInt(whole) }, digits)
}
