// Rounding as the law rounds: on decimal digits, never on binary floats.
import { ceilRational, parseDecimal, roundRational, toRational } from './rational.ts'

const PLAIN_WHOLE = /^(?:0|[1-9]\d*)$/

/**
 * Rounds a decimal text to `digits` places; an exact half goes to the even digit (四舍六入五成双).
 * The absolute value is rounded and the sign restored; a result of zero has no sign.
 * Round once, from the unrounded value. Throws a RangeError where the text is no decimal number.
 * @source GB/T 8170—2008 进舍规则
 * @example roundHalfEven('1.050', 1) // '1.0'
 */
export function roundHalfEven(decimal: string, digits: number): string {
  if (digits === 0 && PLAIN_WHOLE.test(decimal)) return decimal
  const parsed = parseDecimal(decimal)
  if (!parsed) throw new RangeError(`Cannot round "${decimal}" as it must be a decimal number`)
  return roundRational(toRational(parsed), digits)
}

/**
 * Rounds a decimal text up to the next whole number (进位取整数); a whole number stays.
 * Throws a RangeError where the text is no decimal number.
 * @example ceilDecimal('96.000') // '96'
 */
export function ceilDecimal(decimal: string): string {
  const parsed = parseDecimal(decimal)
  if (!parsed) throw new RangeError(`Cannot round "${decimal}" as it must be a decimal number`)
  return ceilRational(toRational(parsed)).toString()
}
