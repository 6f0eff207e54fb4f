// What share of its weight a figure earns, exactly.
import {
  compareDecimals,
  compareRationals,
  getDecimal,
  type Rational,
  ratio,
  subtract,
  toRational,
} from '#kit/rational.ts'
import type { KnownFact } from './fact.ts'
import { type Curve, type Step, TARGET } from './scheme.ts'

const NOTHING = ratio(0n, 1n)
const EVERYTHING = ratio(1n, 1n)
const figure = (text: string): Rational => toRational(getDecimal(text))
const percent = (text: string): Rational => {
  const { n, d } = figure(text)
  return { n, d: d * 100n }
}

/** From 0 to 1. An indicator without a target earns by a curve that needs one only where it is known to be met. */
export function shareOf(curve: Curve, fact: KnownFact): Rational {
  if (curve.kind === 'met') return fact.isMet === true ? EVERYTHING : percent(curve.missed)
  if (curve.kind === 'steps') {
    const step = curve.steps.find((one) => holds(one, fact.value))
    return percent(step?.percent ?? curve.otherwise)
  }
  const fullAt = curve.fullAt === TARGET ? fact.target : curve.fullAt
  if (fullAt === undefined) return fact.isMet === true ? EVERYTHING : NOTHING
  return between(figure(fact.value), figure(curve.zeroAt), figure(fullAt), fact)
}

/** Rising or falling, bounded at both ends; where both ends are one, met or missed decides. */
function between(value: Rational, zero: Rational, full: Rational, { isMet }: KnownFact): Rational {
  const span = subtract(full, zero)
  if (span.n === 0n) return isMet === true ? EVERYTHING : NOTHING
  const way = subtract(value, zero)
  const share = ratio(way.n * span.d, way.d * span.n)
  if (compareRationals(share, NOTHING) < 0) return NOTHING
  return compareRationals(share, EVERYTHING) > 0 ? EVERYTHING : share
}

const holds = ({ atLeast, atMost }: Step, value: string): boolean =>
  (atLeast === undefined || compareDecimals(getDecimal(value), getDecimal(atLeast)) >= 0) &&
  (atMost === undefined || compareDecimals(getDecimal(value), getDecimal(atMost)) <= 0)
