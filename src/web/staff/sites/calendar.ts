// A year of day verdicts laid out as months of weeks.
import type { VerdictBrief } from '#contract/sites.ts'
import { beijingDate, beijingInstant, DAY_MS, type EpochMs } from '#kit/time.ts'

const GOOD_AIR_LEVEL = 2
const WEEK = 7
const EPOCH_WEEKDAY = 3 // 1970-01-01 was a Thursday, with Monday as 0.

export type CalendarDay = { at: EpochMs; day: number; verdict: VerdictBrief | undefined }
export type CalendarMonth = {
  month: number /** Empty places before the first day; weeks begin on Monday. */
  lead: number
  days: CalendarDay[]
}

/** Twelve months; of several verdicts of a day the first in the list counts. */
export function layOutYear(year: number, verdicts: readonly VerdictBrief[]): CalendarMonth[] {
  const byDay = new Map<string, VerdictBrief>()
  for (const verdict of verdicts) {
    const date = beijingDate(verdict.at)
    if (!byDay.has(date)) byDay.set(date, verdict)
  }
  return Array.from({ length: 12 }, (_, index) => {
    const first = beijingInstant(year, index + 1, 1)
    const count = Math.round((beijingInstant(year, index + 2, 1) - first) / DAY_MS)
    const weekday = (Math.floor((first + DAY_MS / 3) / DAY_MS) + EPOCH_WEEKDAY) % WEEK
    const days = Array.from({ length: count }, (_, day) => {
      const at = first + day * DAY_MS
      return { at, day: day + 1, verdict: byDay.get(beijingDate(at)) }
    })
    return { month: index + 1, lead: weekday, days }
  })
}

export type YearCount = { judged: number; good: number; cannot: number }

export function countYear(months: readonly CalendarMonth[]): YearCount {
  const verdicts = months.flatMap(({ days }) => days.flatMap(({ verdict }) => verdict ?? []))
  const judged = verdicts.filter((verdict) => verdict.judged)
  return {
    judged: judged.length,
    good: judged.filter((verdict) => (verdict.grade ?? GOOD_AIR_LEVEL + 1) <= GOOD_AIR_LEVEL).length,
    cannot: verdicts.length - judged.length,
  }
}
