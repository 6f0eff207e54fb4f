// How far a value has come on the way from the baseline to the target.
import { divide, parseDecimal, type Rational, roundRational, subtract, toRational } from '#kit/rational.ts'

/**
 * 目标完成进度 — percent of the way, one decimal; above 100 beyond the target, negative on the way back. Undefined where a number is
 * missing or baseline and target are one: there is no way then.
 */
export function progressOf(value: string | null, baseline: string | null, target: string | null): string | undefined {
  const [now, from, to] = [value, baseline, target].map((text) => parseDecimal(text ?? ''))
  if (!now || !from || !to) return undefined
  const way: Rational = subtract(toRational(to), toRational(from))
  if (way.n === 0n) return undefined
  const { n, d } = divide(subtract(toRational(now), toRational(from)), way)
  return roundRational({ n: n * 100n, d }, 1)
}
