// A calendar year of ambient air: means and percentiles against the limits of its date, with and without excluded days.
import {
  compareDecimals,
  compareRationals,
  type Decimal,
  divide,
  exactText,
  getDecimal,
  meanOf,
  parseDecimal,
  type Rational,
  roundRational,
  toRational,
} from '#kit/rational.ts'
import { beijingInstant, type EpochMs } from '#kit/time.ts'
import { ambientLimit, exceedanceMultiple } from './ambient-air.ts'
import { AIR_DUST_2016 } from './catalog/air-dust-2016.ts'
import type { ValidityCounts } from './catalog/ambient-tables.ts'
import type { AirEvaluationEdition, AnnualStatistic } from './catalog/evaluation-tables.ts'
import { GOOD_DAYS_2021 } from './catalog/good-days-2021.ts'
import { getRule, leastSure, type Sureness } from './edition.ts'
import { editionFor, editionOf } from './editions.ts'
import { percentage, percentile } from './statistics.ts'
import type { AirVerdict } from './verdict.ts'
import type { FactValue, Why } from './verdict-parts.ts'

/** A Beijing day with its daily means (O3: daily maximum 8-hour mean); `excluded` names items left out of the assessment. */
export type AirDay = { date: string; values: Readonly<Record<string, FactValue>>; excluded?: readonly string[] }

/** What a dust day leaves out. */
export const DUST_ITEMS: readonly string[] = AIR_DUST_2016.limits.map(({ item }) => item)

/** One annual statistic; `value` as kept, `exact` before rounding, `judged` the figure compared with the limit. */
type AirYearItem = {
  item: string
  statistic: 'mean' | 'percentile'
  p?: string
  unit: string
  days: number
  isValid: boolean
  value: string | null
  exact: string | null
  judged: string | null
  limit: number | null
  meets: boolean | null
  multiple?: string
  clause: string
  why?: Why
}

/** 年度评价结论 — `items` that comply in mean and percentile; `composite` only where all six are there. */
export type AirYearVerdict = {
  edition: string
  year: number
  items: AirYearItem[]
  complies: Record<string, boolean | null>
  /** All six comply; null where one cannot be judged and none fails. */
  allComply: boolean | null
  composite: { sum: string; largest: string; largestItem: string } | null
  sureness: Sureness
}

/** `edition` overrides the choice by the year's last day; `grade` is the area's (default two). */
export type AirYearOptions = { edition?: string; grade?: 1 | 2 }

/** The instant that decides which edition and limits a year falls under: its last. */
const lastInstant = (year: number): EpochMs => beijingInstant(year + 1, 1, 1) - 1

function usable(value: FactValue): Decimal | undefined {
  const decimal = value === null || value === undefined ? undefined : parseDecimal(String(value).trim())
  return decimal && decimal.units >= 0n ? decimal : undefined
}

/** Whether days suffice for a year: enough in all and in every month; why not otherwise. */
function countWhy(dates: readonly string[], counts: ValidityCounts): Why | undefined {
  if (dates.length < counts.yearDays) {
    return {
      code: 'air.too-few-days',
      zh: `有效日 ${dates.length} 天，少于 ${counts.yearDays} 天，年统计值无效`,
      en: `${dates.length} valid days where ${counts.yearDays} are needed, so the year is invalid`,
    }
  }
  for (let month = 1; month <= 12; month += 1) {
    const least = month === 2 ? counts.februaryDays : counts.monthDays
    const name = String(month).padStart(2, '0')
    const have = dates.filter((date) => date.slice(5, 7) === name).length
    if (have < least) {
      return {
        code: 'air.too-few-days-in-month',
        zh: `${month} 月有效日 ${have} 天，少于 ${least} 天，年统计值无效`,
        en: `Month ${month} has ${have} valid days where ${least} are needed, so the year is invalid`,
      }
    }
  }
  return undefined
}

type Context = { edition: AirEvaluationEdition; counts: ValidityCounts; year: number; grade: 1 | 2 }
type Series = { date: string; value: Rational; isLeftOut: boolean }[]

/** Usable values of a statistic's item, one a date of the year (the first counts); `isLeftOut` ones were measured but not assessed. */
function seriesOf(days: readonly AirDay[], item: string, { year }: Context): Series {
  const seen = new Set<string>()
  return days.flatMap(({ date, values, excluded }) => {
    const decimal = usable(values[item])
    const isOfYear = /^\d{4}-\d{2}-\d{2}$/.test(date) && Number(date.slice(0, 4)) === year
    if (!decimal || !isOfYear || seen.has(date)) return []
    seen.add(date)
    return [{ date, value: toRational(decimal), isLeftOut: excluded?.includes(item) === true }]
  })
}

function statisticOf(series: Series, { statistic, p }: AnnualStatistic): Rational | undefined {
  const values = series.map(({ value }) => value)
  if (values.length === 0) return undefined
  return statistic === 'mean' ? meanOf(values) : percentile(values.sort(compareRationals), p ?? '0')
}

function judgeStatistic(row: AnnualStatistic, days: readonly AirDay[], context: Context): AirYearItem {
  const { edition, year, grade } = context
  const measured = seriesOf(days, row.item, context)
  const series = measured.filter(({ isLeftOut }) => !isLeftOut)
  // Days left out by rule were measured: they do not make the year incomplete.
  const why = countWhy(
    measured.map(({ date }) => date),
    context.counts,
  )
  const found = statisticOf(series, row)
  const digits = edition.decimals.find(({ item }) => item === row.item)
  const averaging = row.statistic === 'mean' ? 'year' : row.of
  const limit = ambientLimit(row.item, averaging, lastInstant(year))
  const base = {
    item: row.item,
    statistic: row.statistic,
    ...(row.p === undefined ? {} : { p: row.p }),
    unit: row.unit,
    days: series.length,
    isValid: why === undefined,
    clause: row.source,
    ...(why ? { why } : {}),
  }
  if (!found) return { ...base, value: null, exact: null, judged: null, limit: limitOf(limit, grade), meets: null }
  const judged = roundRational(found, digits?.evaluation ?? 0)
  const figure = limitOf(limit, grade)
  const canJudge = figure !== null && why === undefined
  const multiple = canJudge ? exceedanceMultiple(getDecimal(judged), figure) : undefined
  return {
    ...base,
    value: roundRational(found, digits?.period ?? 0),
    exact: exactText(found, 6) ?? roundRational(found, 6),
    judged,
    limit: figure,
    meets: canJudge ? compareDecimals(getDecimal(judged), getDecimal(figure)) <= 0 : null,
    ...(multiple === undefined ? {} : { multiple }),
  }
}

const limitOf = (limit: { grade1: number; grade2: number } | undefined, grade: 1 | 2): number | null =>
  limit ? (grade === 1 ? limit.grade1 : limit.grade2) : null

/** An item fails where one of its statistics does, complies where all do, and is open otherwise. */
function compliance(items: readonly AirYearItem[]): boolean | null {
  if (items.some(({ meets }) => meets === false)) return false
  return items.every(({ meets }) => meets === true) ? true : null
}

/** Single indices (the larger of an item's statistics over their limits), summed. */
function compositeOf(items: readonly AirYearItem[]): AirYearVerdict['composite'] {
  const largest = new Map<string, Rational>()
  for (const { item, exact, limit, isValid } of items) {
    if (exact === null || limit === null || limit <= 0 || !isValid) return null
    const index = divide(toRational(getDecimal(exact)), toRational(getDecimal(limit)))
    const before = largest.get(item)
    if (!before || compareRationals(index, before) > 0) largest.set(item, index)
  }
  const [first, ...rest] = [...largest]
  if (!first) return null
  const top = rest.reduce((best, entry) => (compareRationals(entry[1], best[1]) > 0 ? entry : best), first)
  const sum = [...largest.values()].reduce((total, index) => ({
    n: total.n * index.d + index.n * total.d,
    d: total.d * index.d,
  }))
  return { sum: roundRational(sum, 2), largest: roundRational(top[1], 2), largestItem: top[0] }
}

function surenessOf(edition: AirEvaluationEdition): Sureness {
  const rules = [getRule(edition, 'percentile').sureness, getRule(edition, 'compliance').sureness]
  return [...rules, ...edition.decimals.map(({ sureness }) => sureness)].reduce(leastSure, edition.sureness)
}

/**
 * Judges a year by the edition and limits in force on its last day. A year with too few days has values that judge nothing.
 * Undefined where no edition was in force or the edition asked for is unknown.
 * @source HJ 663—2013 年评价项目表
 */
export function evaluateAirYear(
  days: readonly AirDay[],
  year: number,
  options: AirYearOptions = {},
): AirYearVerdict | undefined {
  const at = lastInstant(year)
  const edition =
    options.edition === undefined ? editionFor('air-evaluation', at) : editionOf('air-evaluation', options.edition)
  const ambient = editionFor('ambient-air', at)
  if (!edition || !ambient) return undefined
  // A leap year asks for no more days: the counts are of the standard as printed.
  const context: Context = { edition, counts: ambient.validity, year, grade: options.grade ?? 2 }
  const items = edition.limits.map((row) => judgeStatistic(row, days, context))
  const names = [...new Set(items.map(({ item }) => item))]
  const complies = Object.fromEntries(
    names.map((name) => [name, compliance(items.filter(({ item }) => item === name))]),
  )
  const all = Object.values(complies)
  return {
    edition: edition.id,
    year,
    items,
    complies,
    allComply: all.includes(false) ? false : all.includes(null) ? null : true,
    composite: compositeOf(items),
    sureness: surenessOf(edition),
  }
}

/** Both readings of a year: as assessed, without the excluded items, and as measured. */
export function evaluateAirYearBothWays(
  days: readonly AirDay[],
  year: number,
  options: AirYearOptions = {},
): { assessed: AirYearVerdict; original: AirYearVerdict } | undefined {
  const assessed = evaluateAirYear(days, year, options)
  const original = evaluateAirYear(
    days.map(({ date, values }) => ({ date, values })),
    year,
    options,
  )
  return assessed && original && { assessed, original }
}

/** Mean of three years of one statistic, as decimal text with one more place than the edition keeps; undefined unless all three are there. */
export function threeYearMean(values: readonly (string | null)[], digits = 1): string | undefined {
  const decimals = values.map((value) => (value === null ? undefined : parseDecimal(value)))
  const present = decimals.filter((decimal) => decimal !== undefined)
  return present.length === 3 && values.length === 3
    ? roundRational(meanOf(present.map(toRational)), digits)
    : undefined
}

/** Mean of points of an area, exactly; undefined where too few of them are valid. */
export function areaMean(points: readonly FactValue[], edition: AirEvaluationEdition): Rational | undefined {
  const valid = points.map(usable).filter((decimal) => decimal !== undefined)
  const { leastPercent, fewPoints, fewLeastPercent } = edition.points
  const least = points.length < fewPoints ? fewLeastPercent : leastPercent
  return valid.length > 0 && valid.length * 100 >= points.length * least ? meanOf(valid.map(toRational)) : undefined
}

/** A day's verdict, and whether the national centre confirmed it as dust-affected. */
export type DayVerdict = { verdict: Pick<AirVerdict, 'aqi' | 'items'>; isDust?: boolean }
export type GoodDays = { good: number; valid: number; share?: string }

/** Whether a day exceeds by particles alone: every sub-index above 100 is one of theirs. */
function exceedsByParticlesOnly({ items }: DayVerdict['verdict']): boolean {
  const above = items.filter(({ iaqi }) => iaqi !== null && iaqi > GOOD_DAYS_2021.atMost)
  return above.length > 0 && above.every(({ key }) => DUST_ITEMS.includes(key))
}

function countGood(days: readonly DayVerdict[]): GoodDays {
  const valid = days.filter(({ verdict }) => verdict.aqi !== null)
  const good = valid.filter(({ verdict }) => (verdict.aqi ?? 0) <= GOOD_DAYS_2021.atMost)
  const share = percentage(good.length, valid.length)
  return { good: good.length, valid: valid.length, ...(share === undefined ? {} : { share }) }
}

/**
 * 优良天数比例 with dust days left out of both parts where they exceed by particles alone (`assessed`), and as it was (`original`).
 * @source 环监测〔2016〕120号 优良天数
 * @example 347 of 360 valid days are 96.4 %
 */
export function goodDayShare(days: readonly DayVerdict[]): { assessed: GoodDays; original: GoodDays } {
  const assessed = days.filter(({ verdict, isDust }) => !(isDust === true && exceedsByParticlesOnly(verdict)))
  return { assessed: countGood(assessed), original: countGood(days) }
}
