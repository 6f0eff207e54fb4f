// The mean of an area on one day from the valid day means of its evaluation points.
import type { Why } from '#domain/standards/verdict.ts'
import { getDecimal, meanOf, toRational } from '#kit/rational.ts'
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

/**
 * 全区日均值 — arithmetic mean of the points’ unrounded day means; `points` are all evaluation points of the area,
 * with the averages of those that have any. Valid where 75 % of the points are (50 % of fewer than four): a rule known
 * from memory only.
 * @source HJ 663—2013 多点位评价规则
 */
export function districtAverages(day: EpochMs, averages: readonly AverageItems[], points: number): AverageItems {
  return Object.fromEntries(DAY_ITEMS.map((item) => [item, districtAverage(item, day, { averages, points })]))
}

function districtAverage(
  item: DayItem,
  day: EpochMs,
  { averages, points }: { averages: readonly AverageItems[]; points: number },
): AverageItem {
  const valid = averages.flatMap((items) => {
    const average = items[item]
    return average?.valid && average.exact !== undefined ? [toRational(getDecimal(average.exact))] : []
  })
  const least = leastPoints(points, day)
  return averageItem(valid.length === 0 ? undefined : meanOf(valid), {
    digits: decimalsOf(item, 'day', day),
    used: valid.length,
    expected: points,
    valid: valid.length >= least,
    why: tooFewPoints(valid.length, least),
  })
}
