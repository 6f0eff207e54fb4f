// The rest of a running year by the days of the same months of former years.
import { daysOf, monthsOf } from '#domain/monitoring/air-periods.ts'
import type { Explanation } from '#domain/standards/verdict.ts'
import { beijingDate, beijingYear, beijingYearStart, DAY_MS, type EpochMs, endOf, startOf } from '#kit/time.ts'
import type { DayFigure, Found, ProjectionFacts } from './projection-facts.ts'

/** Days of the year that must have counted, and former days that a month must have. */
const LEAST_DAYS = 30
const LEAST_FORMER = 20
/** Days that follow each other are alike; more than this is held to be chance. */
const MOST_ALIKE = 0.9

type FormerDay = DayFigure & { month: number }
type Former = { month: number; days: number; mean: number; variance: number; share: number; left: number }

/**
 * Mean of the year from the days so far and, for the days left, the mean of the same month of former years; spread from
 * the days' variance, widened by how alike days in a row are. Undefined where a month left has too few former days.
 */
export function projectByDays(facts: ProjectionFacts): Found | undefined {
  const start = beijingYearStart(facts.year)
  if (facts.now < start) return undefined
  const own = facts.days.filter(({ at }) => at >= start && at < endOf('year', start))
  const former = facts.days.flatMap((day) => (day.at < start ? [{ ...day, month: monthOf(day.at) }] : []))
  if (own.length < LEAST_DAYS) return undefined
  const months = restOfYear(start, facts.now).map((one) => formerMonth(one, { former, isPercent: facts.isPercent }))
  if (months.length === 0 || months.some(({ days }) => days < LEAST_FORMER)) return undefined
  const alike = likenessOf(former)
  return foundOf({ own, former, months, alike, edition: facts.edition })
}

/** Months with the days of theirs that are not over; `left` are calendar days. */
function restOfYear(start: EpochMs, now: EpochMs): { month: number; left: number }[] {
  return monthsOf('year', start).flatMap((month, n) => {
    const from = Math.max(month, startOf('day', now))
    const left = Math.round((endOf('month', month) - from) / DAY_MS)
    return left > 0 ? [{ month: n, left }] : []
  })
}

/** `share` is the part of the month's days that counted; the days left are expected to count as often. */
function formerMonth(
  { month, left }: { month: number; left: number },
  { former, isPercent }: { former: readonly FormerDay[]; isPercent: boolean },
): Former {
  const own = former.filter((day) => day.month === month)
  const mean = meanOf(own)
  const variance = isPercent ? varianceOfShare(own.length, mean) : varianceOf(own, mean)
  const starts = new Set(own.map(({ at }) => startOf('month', at)))
  const calendar = [...starts].reduce((sum, at) => sum + daysOf('month', at), 0)
  return { month, days: own.length, mean, variance, share: calendar === 0 ? 0 : own.length / calendar, left }
}

const varianceOf = (days: readonly DayFigure[], mean: number): number =>
  days.length < 2 ? 0 : days.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (days.length - 1)

/** With one more hit and one more miss than there were: that all days were good does not make the next one certain. */
function varianceOfShare(days: number, mean: number): number {
  const share = ((mean / 100) * days + 1) / (days + 2)
  return 100 ** 2 * share * (1 - share)
}

/** 0 for January, in Beijing. */
const monthOf = (at: EpochMs): number => Number(beijingDate(at).slice(5, 7)) - 1

const meanOf = (days: readonly DayFigure[]): number =>
  days.length === 0 ? 0 : days.reduce((sum, { value }) => sum + value, 0) / days.length

/** Correlation of days that follow each other, after the mean of their calendar month was taken off; 0 to 0.9. */
function likenessOf(days: readonly FormerDay[]): number {
  const means = new Map([...Map.groupBy(days, ({ month }) => month)].map(([month, own]) => [month, meanOf(own)]))
  const rest = new Map(days.map(({ at, value, month }) => [at, value - (means.get(month) ?? 0)]))
  const squares = [...rest.values()].reduce((sum, value) => sum + value ** 2, 0)
  if (squares === 0) return 0
  const products = [...rest].reduce((sum, [at, value]) => sum + value * (rest.get(at + DAY_MS) ?? 0), 0)
  return Math.min(MOST_ALIKE, Math.max(0, products / squares))
}

type Parts = {
  own: readonly DayFigure[]
  former: readonly DayFigure[]
  months: readonly Former[]
  alike: number
  edition: string | undefined
}

function foundOf({ own, former, months, alike, edition }: Parts): Found {
  const expected = months.map((one) => ({ ...one, count: one.left * one.share }))
  const total = own.length + expected.reduce((sum, { count }) => sum + count, 0)
  const soFar = meanOf(own) * own.length
  const centre = (soFar + expected.reduce((sum, { count, mean }) => sum + count * mean, 0)) / total
  const widened = (1 + alike) / (1 - alike)
  const variance =
    expected.reduce((sum, one) => sum + one.variance * (one.count + one.count ** 2 / one.days), 0) * widened
  const years = [...new Set(former.map(({ at }) => beijingYear(at)))].sort()
  const shown = (value: number): string => String(Number(value.toFixed(4)))
  const step = (zh: string, en: string, value: number): Explanation => ({ zh, en, value: shown(value), children: [] })
  return {
    method: 'days',
    spread: { centre, scale: Math.sqrt(variance) / total },
    isSure: true,
    steps: {
      zh: `已过天数取实际值，余下天数取往年（${years.join('、')}）同月的日均情形`,
      en: `Days so far as they were, days left as the same months of former years (${years.join(', ')}) had them`,
      formula: `(${shown(soFar)} + ${expected.map(({ count, mean }) => `${shown(count)} × ${shown(mean)}`).join(' + ')}) ÷ ${shown(total)} = ${shown(centre)}`,
      children: [
        step('已计入的天数', 'Days that count so far', own.length),
        step('已计入天数的平均', 'Their mean', meanOf(own)),
        ...months.map(({ month, days, mean, left }) =>
          step(
            `${month + 1} 月余 ${left} 天，往年同月 ${days} 天的平均`,
            `Month ${month + 1}: ${left} days left, mean of ${days} former days`,
            mean,
          ),
        ),
        ...(edition === undefined
          ? []
          : [
              {
                zh: `往年各日均按 ${edition} 评价，以便与现行口径一致`,
                en: `Former days are judged by ${edition}, as days are judged now`,
                children: [],
              },
            ]),
        step(
          '相邻两日的相关系数（区间据此放宽）',
          'Correlation of days in a row, by which the interval is widened',
          alike,
        ),
        {
          zh: '未计入：与往年不同的天气、今后新增的措施、尚未到达的数据',
          en: 'Not in it: weather unlike former years, measures to come, data that have not arrived',
          children: [],
        },
      ],
    },
  }
}
