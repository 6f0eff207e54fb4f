// The mean of an area on one day from the valid day means of its evaluation points.
import type { Why } from '#domain/standards/verdict.ts'
import { add, getDecimal, type Rational, toRational, wholeNumber } from '#kit/rational.ts'
import type { EpochMs } from '#kit/time.ts'
import { airRulesOn, averageItem, DAY_ITEMS, type DayItem, decimalsOf } from './air-averages.ts'
import type { AverageItem, AverageItems } from './average-items.ts'

/** Points that must be valid so that their mean stands for the area, out of so many points. */
export function leastPoints(points: number, at: EpochMs): number {
  const rule = airRulesOn(at).evaluation.points
  const percent = points < rule.fewPoints ? rule.fewLeastPercent : rule.leastPercent
  return Math.max(1, Math.ceil((points * percent) / 100))
}

const tooFewPoints = (used: number, least: number): Why => ({
  code: 'average.too-few-points',
  zh: `仅有 ${used} 个评价点位的日均值有效，少于所需的 ${least} 个`,
  en: `Only ${used} evaluation points have a valid mean of the day where ${least} are needed`,
})

/** Valid points of a day by item: how many there are, and the sum of their unrounded means. */
export type PointSums = Readonly<Partial<Record<DayItem, { sum: Rational; used: number }>>>

/**
 * 全区日均值 — arithmetic mean of the points’ unrounded day means; `points` are all evaluation points of the area,
 * with the averages of those that have any. Valid where 75 % of the points are (50 % of fewer than four): a rule known
 * from memory only.
 * @source HJ 663—2013 多点位评价规则
 */
export const districtAverages = (day: EpochMs, averages: readonly AverageItems[], points: number): AverageItems =>
  averagesOfSums(day, Object.fromEntries(DAY_ITEMS.map((item) => [item, sumOf(item, averages)])), points)

/** The same from sums that were made before. */
export const averagesOfSums = (day: EpochMs, sums: PointSums, points: number): AverageItems =>
  Object.fromEntries(DAY_ITEMS.map((item) => [item, districtAverage(item, day, { ...sums[item], points })]))

function sumOf(item: DayItem, averages: readonly AverageItems[]): { sum: Rational; used: number } {
  const valid = averages.flatMap((items) => {
    const average = items[item]
    return average?.valid && average.exact !== undefined ? [toRational(getDecimal(average.exact))] : []
  })
  return { sum: valid.reduce(add, wholeNumber(0)), used: valid.length }
}

function districtAverage(
  item: DayItem,
  day: EpochMs,
  { sum, used = 0, points }: { sum?: Rational; used?: number; points: number },
): AverageItem {
  const least = leastPoints(points, day)
  return averageItem(sum === undefined || used === 0 ? undefined : { n: sum.n, d: sum.d * BigInt(used) }, {
    digits: decimalsOf(item, 'day', day),
    used,
    expected: points,
    valid: used >= least,
    why: tooFewPoints(used, least),
  })
}
