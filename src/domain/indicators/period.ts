// How much of a period has to be there so that its indicator may be judged, for periods that are over and that still run.
import { airRulesOn } from '#domain/monitoring/air-averages.ts'
import { daysOf, monthsOf } from '#domain/monitoring/air-periods.ts'
import type { Sureness } from '#domain/standards/edition.ts'
import type { Explanation, Why } from '#domain/standards/verdict.ts'
import { DAY_MS, type EpochMs, endOf, startOf } from '#kit/time.ts'
import type { DayValidity, Formula } from './formula.ts'

/** The month or year an indicator is computed for; `now` decides whether it still runs. */
export type IndicatorPeriod = { period: 'month' | 'year'; at: EpochMs; now: EpochMs }

/** Whether the period is enough, and the step that says so. */
export type Enough = { why?: Why; step: Explanation; sureness: Sureness }

export const isOver = ({ period, at, now }: IndicatorPeriod): boolean => endOf(period, at) <= now

/** Starts of the days of the period that are over, all of them where the period is. */
export function daysSoFar({ period, at, now }: IndicatorPeriod): EpochMs[] {
  const days: EpochMs[] = []
  for (let day = startOf(period, at); day < endOf(period, at) && day + DAY_MS <= now; day += DAY_MS) days.push(day)
  return days
}

/** A formula that states no day counts gets those of the annual mean; that they hold for it is from memory. */
function validityOf(formula: Formula, at: EpochMs): DayValidity {
  if (formula.validity) return formula.validity
  const { validity, code } = airRulesOn(at).ambient
  return {
    minDays: validity.yearDays,
    minDaysPerMonth: validity.monthDays,
    minDaysFebruary: validity.februaryDays,
    source: `${code} 数据统计的有效性规定（参照年平均）`,
    sureness: 'memory',
  }
}

/**
 * Days that count against those a period needs. A period that still runs needs its share of them so far, which is our
 * rule and not the standard's; a year needs every month that is over to be valid.
 * @source GB 3095—2012 数据统计的有效性规定
 */
export function enoughDays(formula: Formula, counted: readonly EpochMs[], period: IndicatorPeriod): Enough {
  const validity = validityOf(formula, period.at)
  const least = leastDays(period, validity)
  const short = shortMonth(period, validity, counted)
  const isRunning = !isOver(period)
  const why = counted.length < least ? tooFew(counted.length, least) : short
  return {
    ...(why ? { why } : {}),
    sureness: isRunning ? 'memory' : validity.sureness,
    step: {
      zh: `有效日 ${counted.length} 个，至少需要 ${least} 个${isRunning ? '（未结束的时段按已过天数折算）' : ''}`,
      en: `${counted.length} valid days, at least ${least} are needed${isRunning ? ' (the share of a period that still runs)' : ''}`,
      value: String(counted.length),
      clause: validity.source,
      sureness: validity.sureness,
      children: short ? [{ zh: short.zh, en: short.en, children: [] }] : [],
    },
  }
}

const monthLeast = (month: EpochMs, { minDaysPerMonth, minDaysFebruary }: DayValidity): number =>
  daysOf('month', month) <= 29 ? minDaysFebruary : minDaysPerMonth

function leastDays(period: IndicatorPeriod, validity: DayValidity): number {
  const whole = period.period === 'year' ? validity.minDays : monthLeast(period.at, validity)
  if (isOver(period)) return whole
  return Math.ceil((whole * daysSoFar(period).length) / daysOf(period.period, period.at))
}

const tooFew = (count: number, least: number): Why => ({
  code: 'indicator.too-few-days',
  zh: `仅有 ${count} 个有效日，少于所需的 ${least} 个，不能判定是否达标`,
  en: `Only ${count} valid days where ${least} are needed, so the target cannot be judged`,
})

/** The first month of a year that is over and has too few valid days. */
function shortMonth(
  { period, at, now }: IndicatorPeriod,
  validity: DayValidity,
  counted: readonly EpochMs[],
): Why | undefined {
  if (period === 'month') return undefined
  const counts = Map.groupBy(counted, (day) => startOf('month', day))
  const months = monthsOf('year', at)
  const count = (month: EpochMs): number => counts.get(month)?.length ?? 0
  const short = months.find((month) => endOf('month', month) <= now && count(month) < monthLeast(month, validity))
  if (short === undefined) return undefined
  const number = months.indexOf(short) + 1
  return {
    code: 'indicator.too-few-days-in-month',
    zh: `${number} 月仅有 ${count(short)} 个有效日，少于所需的 ${monthLeast(short, validity)} 个，不能判定是否达标`,
    en: `Only ${count(short)} valid days in month ${number} where ${monthLeast(short, validity)} are needed, so the target cannot be judged`,
  }
}

/** Sections that must be judged so that their share stands for the district, in percent: our rule, taken from air. */
const LEAST_SECTIONS_PERCENT = 75

/** Judged sections against all that the district has. */
export function enoughSections(judged: number, all: number): Enough {
  const least = Math.max(1, Math.ceil((all * LEAST_SECTIONS_PERCENT) / 100))
  const why: Why = {
    code: 'indicator.too-few-sections',
    zh: `${all} 个断面中仅有 ${judged} 个可评价，少于所需的 ${least} 个，不能判定是否达标`,
    en: `Only ${judged} of ${all} sections can be judged where ${least} are needed, so the target cannot be judged`,
  }
  return {
    ...(judged < least ? { why } : {}),
    sureness: 'memory',
    step: {
      zh: `可评价断面 ${judged} 个，至少需要 ${least} 个（共 ${all} 个的 ${LEAST_SECTIONS_PERCENT}%，缺省参数）`,
      en: `${judged} sections judged, at least ${least} are needed (${LEAST_SECTIONS_PERCENT} % of ${all}, an editable default)`,
      value: String(judged),
      sureness: 'memory',
      children: [],
    },
  }
}
