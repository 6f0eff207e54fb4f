// Where an indicator is heading: the value of a year that is not over, by a method that the data decide.
import type { Explanation, Why } from '#domain/standards/verdict.ts'
import { beijingYearStart, endOf } from '#kit/time.ts'
import { chanceBelow, quantileOf, type Spread } from './distributions.ts'
import { projectByDays } from './projection-days.ts'
import type { Found, ProjectionFacts, ProjectionMethod } from './projection-facts.ts'
import { NOT_DECREASE } from './target.ts'

/** What is expected of a year; `low` to `high` hold four chances of five, null where one figure alone gives no spread. */
export type Projection = {
  year: number
  method: ProjectionMethod
  value: string
  low: string | null
  high: string | null
  /** Undefined where there is no interval. */
  spread?: Spread
  steps: Explanation
}

const LEAST_YEARS = 4
/** The interval leaves out one chance of ten on either side. */
const TAIL = 0.1

/**
 * Projects the year: by the same months of former years where it runs and has days; by the mean yearly step where the
 * quantity accumulates; by the straight line through at least four years; else it says why not. Our method, no standard's.
 */
export function projectIndicator(facts: ProjectionFacts): Projection | Why {
  if (endOf('year', beijingYearStart(facts.year)) <= facts.now) return YEAR_OVER
  const found = projectByDays(facts) ?? projectByRate(facts) ?? projectByTrend(facts)
  return found === undefined ? TOO_FEW : projectionOf(found, facts)
}

const YEAR_OVER: Why = {
  code: 'indicator.year-over',
  zh: '这一年已经结束，以实际值为准，不再推算',
  en: 'The year is over: its value stands and nothing is projected',
}
const TOO_FEW: Why = {
  code: 'indicator.too-few-years',
  zh: `已结束的年份不足 ${LEAST_YEARS} 年，又没有往年同月的逐日数据，不推算`,
  en: `Fewer than ${LEAST_YEARS} years are over and there are no days of the same months of former years: no projection`,
}

function projectionOf({ method, spread, isSure, steps }: Found, facts: ProjectionFacts): Projection {
  const held = (value: number): string =>
    (facts.isPercent ? Math.min(100, Math.max(0, value)) : value).toFixed(facts.decimals)
  const [low, high] = isSure ? [held(quantileOf(spread, TAIL)), held(quantileOf(spread, 1 - TAIL))] : [null, null]
  return {
    year: facts.year,
    method,
    value: held(spread.centre),
    low,
    high,
    ...(isSure ? { spread } : {}),
    steps: { ...steps, value: held(spread.centre) },
  }
}

/**
 * Chance, 0 to 1, that the value as it is assessed, rounded to `decimals` or whole, keeps the target; undefined where it
 * cannot be told.
 * @example chanceOf(projection, { comparator: '<=', value: 22 }, 0) // up to 22.5 counts as 22
 */
export function chanceOf(
  { spread }: Pick<Projection, 'spread'>,
  target: { comparator: string | null; value: number | null },
  decimals: number | undefined,
): number | undefined {
  if (spread === undefined) return undefined
  const half = decimals === undefined ? 0 : 0.5 / 10 ** decimals
  const value = target.comparator === NOT_DECREASE ? 0 : target.value
  if (value === null) return undefined
  const below = (bound: number): number => chanceBelow(spread, bound)
  switch (target.comparator) {
    case NOT_DECREASE:
    case '>=':
      return 1 - below(value - half)
    case '>':
      return 1 - below(value + half)
    case '<=':
      return below(value + half)
    case '<':
      return below(value - half)
    case '=':
      return below(value + half) - below(value - half)
    default:
      return undefined
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const shown = (value: number): string => String(Number(value.toFixed(4)))
const step = (zh: string, en: string, value: number | string): Explanation => ({
  zh,
  en,
  value: typeof value === 'number' ? shown(value) : value,
  children: [],
})

/** What a projection leaves out, as its last step. */
const unknowns = (zh: string, en: string): Explanation => ({ zh, en, children: [] })

/** Steps from year to year; with fewer than two of them there is a value and no spread. */
function projectByRate({ year, years, cumulativeSince: since }: ProjectionFacts): Found | undefined {
  const known = years.filter((one) => since !== undefined && one.year > since)
  const last = known.at(-1)
  if (since === undefined || last === undefined) return undefined
  const steps = known.map(({ value }, n) => value - (known[n - 1]?.value ?? 0))
  const isWhole = known.every((one, n) => one.year === since + 1 + n)
  const rate = last.value / (last.year - since)
  const left = year - last.year
  const centre = last.value + left * rate
  const n = steps.length
  const spreadOfStep = n < 2 ? 0 : Math.sqrt(steps.reduce((sum, one) => sum + (one - rate) ** 2, 0) / (n - 1))
  const scale = spreadOfStep * Math.sqrt(left + left ** 2 / n)
  return {
    method: 'rate',
    spread: { centre, scale, freedom: n - 1 },
    isSure: isWhole && n >= 2,
    steps: {
      zh: `累计量按年均进度推算：${since} 年为零点，其后每年平均增加`,
      en: `An accumulated quantity goes on at its mean yearly step from nought in ${since}`,
      formula: `${shown(last.value)} + ${left} × ${shown(rate)} = ${shown(centre)}`,
      children: [
        step(`最近一年（${last.year}）的值`, `Value of ${last.year}`, last.value),
        step('年均增加', 'Mean yearly step', rate),
        step('各年增量的标准差', 'Standard deviation of the steps', n < 2 ? '—' : spreadOfStep),
        unknowns(
          '未计入：今后措施与往年不同；基年按规划期前一年推定',
          'Not in it: measures unlike those before; the base year is assumed to be the one before the plan',
        ),
      ],
    },
  }
}

/** The straight line through the years by least squares, with Student's interval of a single further year. */
function projectByTrend({ year, years }: ProjectionFacts): Found | undefined {
  const known = years.filter((one) => one.year < year)
  const n = known.length
  if (n < LEAST_YEARS) return undefined
  const middle = mean(known.map((one) => one.year))
  const level = mean(known.map(({ value }) => value))
  const squares = known.reduce((sum, one) => sum + (one.year - middle) ** 2, 0)
  const slope = known.reduce((sum, one) => sum + (one.year - middle) * (one.value - level), 0) / squares
  const lineAt = (at: number): number => level + slope * (at - middle)
  const residual = Math.sqrt(known.reduce((sum, one) => sum + (one.value - lineAt(one.year)) ** 2, 0) / (n - 2))
  const centre = lineAt(year)
  return {
    method: 'trend',
    spread: { centre, scale: residual * Math.sqrt(1 + 1 / n + (year - middle) ** 2 / squares), freedom: n - 2 },
    isSure: true,
    steps: {
      zh: `${n} 个已结束年份的线性趋势，区间按 t 分布（自由度 ${n - 2}）`,
      en: `Straight line through ${n} years that are over, interval by Student's t with ${n - 2} degrees of freedom`,
      formula: `${shown(level)} + ${shown(slope)} × (${year} − ${shown(middle)}) = ${shown(centre)}`,
      children: [
        ...known.map((one) => step(`${one.year} 年`, String(one.year), one.value)),
        step('每年变化', 'Change a year', slope),
        step('残差标准差', 'Standard deviation of the residuals', residual),
        unknowns(
          '未计入：趋势转折、统计口径变化、今后新增的措施',
          'Not in it: a turn of the trend, another way of counting, measures to come',
        ),
      ],
    },
  }
}
