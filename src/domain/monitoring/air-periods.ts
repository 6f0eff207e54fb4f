// Means and percentiles of a month or a year of air from its valid days, with the counts that make them valid.
import { percentile } from '#domain/standards/statistics.ts'
import type { Why } from '#domain/standards/verdict.ts'
import { compareRationals, getDecimal, meanOf, type Rational, toRational } from '#kit/rational.ts'
import { DAY_MS, type EpochMs, endOf, startOf } from '#kit/time.ts'
import { airRulesOn, averageItem, DAY_ITEMS, type DayItem, decimalsOf } from './air-averages.ts'
import type { AverageItem, AverageItems } from './average-items.ts'

/** Averages of one day of a place. */
export type DayAverages = { at: EpochMs; items: AverageItems }
export type AirPeriod = 'month' | 'year'

/** Valid days an item has in each month of a period, keyed by the start of the month. */
export type MonthCounts = ReadonlyMap<EpochMs, number>

/** Least valid days of a month by its length: February needs fewer. */
export function leastDaysOfMonth(month: EpochMs): number {
  const { validity } = airRulesOn(month).ambient
  return daysOf('month', month) <= 29 ? validity.februaryDays : validity.monthDays
}

/** Calendar days of the month or year that holds the instant. */
export const daysOf = (period: AirPeriod, at: EpochMs): number =>
  Math.round((endOf(period, at) - startOf(period, at)) / DAY_MS)

/** Starts of the months of the month or year that holds the instant. */
export function monthsOf(period: AirPeriod, at: EpochMs): EpochMs[] {
  const months: EpochMs[] = []
  for (let month = startOf(period, at); month < endOf(period, at); month = endOf('month', month)) months.push(month)
  return months
}

/** Why so few valid days do not make a month or year; undefined where they do. */
export function dayShortage(period: AirPeriod, at: EpochMs, counts: MonthCounts): Why | undefined {
  const short = monthsOf(period, at).find((month) => (counts.get(month) ?? 0) < leastDaysOfMonth(month))
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const { yearDays } = airRulesOn(at).ambient.validity
  if (period === 'year' && total < yearDays) {
    return {
      code: 'average.too-few-days',
      zh: `全年仅有 ${total} 个有效日，少于所需的 ${yearDays} 个`,
      en: `Only ${total} valid days in the year where ${yearDays} are needed`,
    }
  }
  if (short === undefined) return undefined
  const [count, least] = [counts.get(short) ?? 0, leastDaysOfMonth(short)]
  const month = monthNumber(short)
  return {
    code: 'average.too-few-days-in-month',
    zh: `${month} 月仅有 ${count} 个有效日，少于所需的 ${least} 个`,
    en: `Only ${count} valid days in month ${month} where ${least} are needed`,
  }
}

const monthNumber = (month: EpochMs): number => monthsOf('year', month).indexOf(month) + 1

/**
 * Averages of a month or year by item: the statistic that the year is evaluated by, which is the mean, for carbon
 * monoxide the 95th and for ozone the 90th percentile. Computed once, from the unrounded days.
 * @source GB 3095—2012 数据统计的有效性规定
 * @source HJ 663—2013 年评价项目表
 */
export function periodAverages(period: AirPeriod, at: EpochMs, days: readonly DayAverages[]): AverageItems {
  return Object.fromEntries(DAY_ITEMS.map((item) => [item, periodAverage(item, { period, at }, days)]))
}

function periodAverage(
  item: DayItem,
  { period, at }: { period: AirPeriod; at: EpochMs },
  days: readonly DayAverages[],
): AverageItem {
  const values: Rational[] = []
  const counts = new Map<EpochMs, number>()
  for (const day of days) {
    const average = day.items[item]
    if (!average?.valid || average.exact === undefined) continue
    values.push(toRational(getDecimal(average.exact)))
    const month = startOf('month', day.at)
    counts.set(month, (counts.get(month) ?? 0) + 1)
  }
  const why = dayShortage(period, at, counts)
  return averageItem(statisticOf(item, at, values), {
    digits: decimalsOf(item, 'period', at),
    used: values.length,
    expected: daysOf(period, at),
    valid: why === undefined,
    why: why ?? NO_DAYS,
  })
}

const NO_DAYS: Why = { code: 'average.no-days', zh: '没有有效日', en: 'There is no valid day' }

function statisticOf(item: DayItem, at: EpochMs, values: readonly Rational[]): Rational | undefined {
  if (values.length === 0) return undefined
  const key = item === 'O3_8h' ? 'O3' : item
  const row = airRulesOn(at).evaluation.limits.find((limit) => limit.item === key)
  if (row?.statistic !== 'percentile') return meanOf(values)
  return percentile([...values].sort(compareRationals), row.p ?? '0.95')
}
