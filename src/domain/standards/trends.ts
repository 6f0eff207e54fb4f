// Changes over time: rank correlation of many periods, two periods of a section, two periods of a basin, what pollutes a basin.
import {
  add,
  compareRationals,
  divide,
  getDecimal,
  multiply,
  type Rational,
  ratio,
  roundRational,
  subtract,
  toRational,
} from '#kit/rational.ts'
import { SWQ_2011, type WaterEvaluationEdition } from './catalog/swq-eval-2011.ts'
import type { Sureness } from './edition.ts'
import { factText, parseFact } from './facts.ts'
import type { WaterVerdict } from './verdict.ts'
import type { FactValue, Why } from './verdict-parts.ts'
import { sectionQuality } from './water-evaluation.ts'

const ZERO: Rational = { n: 0n, d: 1n }
const rational = (figure: string | number): Rational => toRational(getDecimal(figure))
const sizeOf = (value: Rational): Rational => (value.n < 0n ? subtract(ZERO, value) : value)

/** Ranks from 1 for the smallest; equal values share the mean of their ranks. */
function ranks(values: readonly Rational[]): Rational[] {
  return values.map((own) => {
    const below = values.filter((other) => compareRationals(other, own) < 0).length
    const equal = values.filter((other) => compareRationals(other, own) === 0).length
    return ratio(BigInt(2 * below + equal + 1), 2n)
  })
}

/** 秩相关趋势 — `rs` with four decimals; `isSignificant` where its size exceeds `critical`. */
export type RankTrend = {
  n: number
  ranks: string[]
  sumD2: string
  rs: string
  critical: string
  isSignificant: boolean
  trend: '显著上升' | '显著下降' | '上升不显著' | '下降不显著' | '无变化'
  sureness: Sureness
}

/**
 * Trend of values in order of time by the rank correlation, exactly; missing marks are passed over and half detection limits used.
 * The critical value of a number that is not in the table is that of the next smaller one, which is stricter.
 * @source 环办〔2011〕22号 秩相关系数法
 * @example 1.8 1.6 1.5 1.1 0.9 → r_s −1, 显著下降
 */
export function rankTrend(
  series: readonly FactValue[],
  edition: WaterEvaluationEdition = SWQ_2011,
): RankTrend | { why: Why } {
  const values = series.flatMap((value) => {
    const fact = parseFact(factText(value))
    return fact.kind === 'number' || fact.kind === 'below' ? [toRational(fact.decimal)] : []
  })
  const n = values.length
  const row = edition.criticalRanks.findLast((candidate) => candidate.n <= n)
  if (!row) return { why: tooFew(n) }
  const own = ranks(values)
  const sumD2 = own.reduce((sum, rank, at) => {
    const difference = subtract(rank, rational(at + 1))
    return add(sum, multiply(difference, difference))
  }, ZERO)
  // The formula knows no ties: a series that never changes would come out as rising.
  const isConstant = values.every((value) => compareRationals(value, values[0] ?? ZERO) === 0)
  const rs = isConstant ? ZERO : correlation(sumD2, n)
  const isSignificant = compareRationals(sizeOf(rs), rational(row.significant)) > 0
  return {
    n,
    ranks: own.map((rank) => roundRational(rank, 1).replace(/\.0$/, '')),
    sumD2: roundRational(sumD2, 1).replace(/\.0$/, ''),
    rs: roundRational(rs, 4),
    critical: row.significant,
    isSignificant,
    trend: trendWords(rs, isSignificant),
    sureness: row.sureness,
  }
}

/** r_s = 1 − 6Σd² ÷ (N³ − N), exactly. */
const correlation = (sumD2: Rational, n: number): Rational =>
  subtract(rational(1), divide(multiply(rational(6), sumD2), { n: BigInt(n) ** 3n - BigInt(n), d: 1n }))

const tooFew = (n: number): Why => ({
  code: 'trend.too-few-periods',
  zh: `仅有 ${n} 个时段，少于 5 个，不能作秩相关检验`,
  en: `Only ${n} periods where five are needed, so no rank correlation can be tested`,
})

function trendWords(rs: Rational, isSignificant: boolean): RankTrend['trend'] {
  if (rs.n === 0n) return '无变化'
  if (rs.n > 0n) return isSignificant ? '显著上升' : '上升不显著'
  return isSignificant ? '显著下降' : '下降不显著'
}

export type Change = '无明显变化' | '有所好转' | '有所变差' | '明显好转' | '明显变差'

/**
 * Change of a section between two class grades 1–6, by quality and not by class (Ⅰ to Ⅱ is none); undefined for other grades.
 * @source 环办〔2011〕22号 断面水质变化
 */
export function sectionChange(
  before: number,
  after: number,
  edition: WaterEvaluationEdition = SWQ_2011,
): Change | undefined {
  const [first, second] = [sectionQuality(before), sectionQuality(after)]
  if (!first || !second) return undefined
  const steps = edition.qualities.indexOf(second) - edition.qualities.indexOf(first)
  if (steps === 0) return '无明显变化'
  if (steps < 0) return steps === -1 ? '有所好转' : '明显好转'
  return steps === 1 ? '有所变差' : '明显变差'
}

/** Sections judged, those Ⅰ to Ⅲ and those worse than Ⅴ. */
export type SectionCounts = { total: number; good: number; worst: number }

/**
 * Change of a basin from the shares of two periods: ΔG − ΔD in points with two decimals; undefined where a period has no section.
 * @source 环办〔2011〕22号 流域水质变化
 */
export function basinChange(
  before: SectionCounts,
  after: SectionCounts,
): { points: string; change: Change } | undefined {
  if (before.total <= 0 || after.total <= 0) return undefined
  const balance = ({ total, good, worst }: SectionCounts): Rational => ratio(BigInt(good - worst) * 100n, BigInt(total))
  const points = subtract(balance(after), balance(before))
  const size = sizeOf(points)
  const text = roundRational(points, 2)
  if (compareRationals(size, rational(10)) <= 0) return { points: text, change: '无明显变化' }
  const isClear = compareRationals(size, rational(20)) > 0
  if (points.n > 0n) return { points: text, change: isClear ? '明显好转' : '有所好转' }
  return { points: text, change: isClear ? '明显变差' : '有所变差' }
}

/**
 * 流域主要污染指标 of judged sections: items worse than Ⅲ by the share of sections in percent (one decimal), three at most.
 * Fewer than five sections are judged by their means instead, so nothing is named.
 * @source 环办〔2011〕22号 流域主要污染指标
 */
export function basinMainIndicators(
  sections: readonly Pick<WaterVerdict, 'items'>[],
  edition: WaterEvaluationEdition = SWQ_2011,
): { key: string; share: string }[] {
  if (sections.length < edition.leastSectionsForShares) return []
  const counts = new Map<string, number>()
  for (const { items } of sections) {
    for (const { key, grade, counts: doesCount } of items) {
      if (doesCount && (grade ?? 0) > 3) counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, edition.mainIndicators)
    .map(([key, count]) => ({ key, share: roundRational(ratio(BigInt(count) * 100n, BigInt(sections.length)), 1) }))
}
