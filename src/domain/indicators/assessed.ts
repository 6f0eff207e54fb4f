// The figure that is held against a target: rounded only where the formula says that the assessment rounds.
import { type Rational, roundRational, trimZeros } from '#kit/rational.ts'

/** Places of a figure that is compared whole: what lies beyond decides nothing. */
const WHOLE_DECIMALS = 12

type Rounding = { decimals: number; assess?: { decimals: number } | undefined }

/**
 * 84.996 does not reach 85 because a page shows 85.00: without a rule of rounding the whole value is compared (全数值比较法).
 * @example assessedText(ratio(35000n, 365n), { decimals: 2 }) // '95.890410958904'
 */
export function assessedText(exact: Rational, { decimals, assess }: Rounding): string {
  if (assess !== undefined) return roundRational(exact, assess.decimals)
  const shown = roundRational(exact, decimals)
  const whole = roundRational(exact, Math.max(WHOLE_DECIMALS, decimals))
  return trimZeros(shown) === trimZeros(whole) ? shown : trimZeros(whole)
}
