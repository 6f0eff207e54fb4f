// A day of a waste incineration line: marked hours within their budgets do not count, daily means and furnace temperature decide.
import { compareRationals, getDecimal, meanOf, parseDecimal, type Rational, toRational } from '#kit/rational.ts'
import { GB18485_2014 } from './catalog/gb18485-2014.ts'
import { type IncinerationMark, type MarkBudget, MSW_AUTO_2019 } from './catalog/msw-auto-2019.ts'
import { leastSure, type Sureness } from './edition.ts'
import { shownValue } from './emission-conversion.ts'

export const INCINERATION_ITEMS = ['pm', 'nox', 'so2', 'hcl', 'co'] as const
export type IncinerationItem = (typeof INCINERATION_ITEMS)[number]

/** One hour of a line: converted concentrations in mg/m³, null where missing, and the mark the plant set. */
export type IncinerationHour = {
  values: Readonly<Partial<Record<IncinerationItem, string | number | null>>>
  mark?: string
}

/** Hours of each budget that the plant had used before this day: of the year, or of the quarter. */
export type UsedHours = Readonly<Partial<Record<IncinerationMark['budget'], number>>>

export type MarkOutcome = {
  hour: number
  mark: string
  accepted: boolean
  because?: 'unknown-mark' | 'budget-used' | 'particulates-high'
}
export type IncinerationDayItem = {
  key: IncinerationItem
  mean: string | null
  hours: number
  limit: number
  exceeded: boolean | null
  clause: string
}

/** 日超标认定 — `exceeded` and `coldFurnace` are violations of the day; null where nothing could be judged. */
export type IncinerationDay = {
  edition: string
  items: IncinerationDayItem[]
  coldMeans: number
  coldFurnace: boolean | null
  exceeded: boolean | null
  marks: MarkOutcome[]
  /** Hours of each budget used after this day. */
  used: Record<string, number>
  sureness: Sureness
}

const budgetOf = (budget: string): MarkBudget | undefined => MSW_AUTO_2019.budgets.find(({ item }) => item === budget)
const markOf = (text: string): IncinerationMark | undefined =>
  MSW_AUTO_2019.marks.find(({ item, zh }) => item === text || zh === text)

function exact(value: string | number | null | undefined): Rational | undefined {
  const decimal = value === null || value === undefined ? undefined : parseDecimal(String(value).trim())
  return decimal && decimal.units >= 0n ? toRational(decimal) : undefined
}

function particulatesHigh({ values }: IncinerationHour): boolean {
  const pm = exact(values.pm)
  return pm !== undefined && compareRationals(pm, toRational(getDecimal(GB18485_2014.markedPm))) > 0
}

/** Judges the marks in order of the hours; a mark is accepted while its budget lasts and particulates stay within theirs. */
function judgeMarks(
  hours: readonly IncinerationHour[],
  before: UsedHours,
): { marks: MarkOutcome[]; used: Record<string, number> } {
  const used: Record<string, number> = { ...before }
  const marks = hours.flatMap((hour, at): MarkOutcome[] => {
    if (hour.mark === undefined || hour.mark === '') return []
    const outcome = { hour: at, mark: hour.mark }
    const mark = markOf(hour.mark)
    if (!mark) return [{ ...outcome, accepted: false, because: 'unknown-mark' }]
    const budget = budgetOf(mark.budget)
    const spent = (used[mark.budget] ?? 0) + 1
    if (budget && spent > budget.hours) return [{ ...outcome, accepted: false, because: 'budget-used' }]
    if (budget) used[mark.budget] = spent
    if (mark.budget === 'furnace' && particulatesHigh(hour)) {
      return [{ ...outcome, accepted: false, because: 'particulates-high' }]
    }
    return [{ ...outcome, accepted: true }]
  })
  return { marks, used }
}

function itemOfDay(key: IncinerationItem, hours: readonly IncinerationHour[]): IncinerationDayItem {
  const row = GB18485_2014.limits.find(({ item, when }) => item === key && when?.averaging?.includes('day'))
  if (row?.atMost === undefined)
    throw new Error(`Cannot judge a day as ${GB18485_2014.id} must limit the daily mean of ${key}`)
  const values = hours.flatMap(({ values: of }) => exact(of[key]) ?? [])
  const mean = values.length === 0 ? undefined : meanOf(values)
  const exceeded = mean ? compareRationals(mean, toRational(getDecimal(row.atMost))) > 0 : null
  return {
    key,
    mean: mean ? shownValue(mean) : null,
    hours: values.length,
    limit: row.atMost,
    exceeded,
    clause: row.source,
  }
}

/**
 * Judges one natural day of a line. `temperatures` are the five-minute means of the furnace in °C, null where missing or marked.
 * @source 生态环境部令第10号、2019年第50号公告
 */
export function incinerationDay(
  hours: readonly IncinerationHour[],
  temperatures: readonly (number | null)[],
  before: UsedHours = {},
): IncinerationDay {
  const { marks, used } = judgeMarks(hours, before)
  const excused = new Set(marks.filter(({ accepted }) => accepted).map(({ hour }) => hour))
  const items = INCINERATION_ITEMS.map((key) =>
    itemOfDay(
      key,
      hours.filter((_, at) => !excused.has(at)),
    ),
  )
  const measured = temperatures.filter((value) => value !== null && Number.isFinite(value))
  const coldMeans = measured.filter((value) => value !== null && value < GB18485_2014.furnaceCelsius).length
  const judged = items.filter((item) => item.exceeded !== null)
  return {
    edition: MSW_AUTO_2019.id,
    items,
    coldMeans,
    coldFurnace: measured.length === 0 ? null : coldMeans > MSW_AUTO_2019.mostColdMeans,
    exceeded: judged.length === 0 ? null : judged.some(({ exceeded }) => exceeded === true),
    marks,
    used,
    sureness: marks.length === 0 ? 'single-source' : leastSure('single-source', 'memory'),
  }
}

/**
 * 炉膛温度 — mean of the medians of the thermocouples of the upper and the middle section, °C; undefined where a section has none.
 * @source 生态环境部令第10号、2019年第50号公告 炉膛温度
 */
export function furnaceTemperature(upper: readonly number[], middle: readonly number[]): number | undefined {
  const median = (values: readonly number[]): number | undefined => {
    const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
    const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
    return low === undefined || high === undefined ? undefined : (low + high) / 2
  }
  const [up, mid] = [median(upper), median(middle)]
  return up === undefined || mid === undefined ? undefined : (up + mid) / 2
}
