// The working calendar: which Beijing days are worked, from the yearly holiday notices, with what is not known said aloud.
import type { CalendarYear, Holiday } from './calendar-year.ts'
import { addDays, type Day, weekdayOf, yearOf } from './day.ts'
import { CALENDAR_YEAR_2021 } from './years/2021.ts'
import { CALENDAR_YEAR_2022 } from './years/2022.ts'
import { CALENDAR_YEAR_2023 } from './years/2023.ts'
import { CALENDAR_YEAR_2024 } from './years/2024.ts'
import { CALENDAR_YEAR_2025 } from './years/2025.ts'
import { CALENDAR_YEAR_2026 } from './years/2026.ts'

/** Why a year of a count is not beyond doubt: its notice was not held against the source, or none is known. */
export type CalendarDoubt = { year: number; why: 'unverified' | 'no-notice' }

/** 工作日历 — which days are worked. */
export type Calendar = {
  isWorkingDay: (day: Day) => boolean
  /** Undefined where the year is beyond doubt. */
  doubtOf: (year: number) => CalendarDoubt | undefined
  years: readonly CalendarYear[]
}

/** The years that come with the product. */
export const CALENDAR_YEARS: readonly CalendarYear[] = [
  CALENDAR_YEAR_2021,
  CALENDAR_YEAR_2022,
  CALENDAR_YEAR_2023,
  CALENDAR_YEAR_2024,
  CALENDAR_YEAR_2025,
  CALENDAR_YEAR_2026,
]

/** A calendar of these notices; a later one of the same year takes the place of an earlier. Other years are Monday to Friday. */
export function buildCalendar(years: readonly CalendarYear[]): Calendar {
  const byYear = new Map(years.map((one) => [one.year, one]))
  const kept = [...byYear.values()].sort((a, b) => a.year - b.year)
  const off = new Set(kept.flatMap(({ holidays }) => holidays.flatMap(daysOf)))
  const worked = new Set(kept.flatMap(({ makeUpDays }) => makeUpDays))
  return {
    isWorkingDay(day) {
      if (worked.has(day)) return true
      return !off.has(day) && weekdayOf(day) <= 5
    },
    doubtOf(year) {
      const known = byYear.get(year)
      if (known === undefined) return { year, why: 'no-notice' }
      return known.verified ? undefined : { year, why: 'unverified' }
    },
    years: kept,
  }
}

/** Days of a holiday in order. */
export function daysOf({ from, to }: Holiday): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** Doubts about the years from one day to another, in order of the years. */
export function doubtsBetween(calendar: Calendar, from: Day, to: Day): CalendarDoubt[] {
  const [first, last] = from <= to ? [from, to] : [to, from]
  const doubts: CalendarDoubt[] = []
  for (let year = yearOf(first); year <= yearOf(last); year += 1) {
    const doubt = calendar.doubtOf(year)
    if (doubt !== undefined) doubts.push(doubt)
  }
  return doubts
}

/** What a person reads beside a count that rests on a year in doubt. */
export const doubtInWords = ({ year, why }: CalendarDoubt): { zh: string; en: string } =>
  why === 'no-notice'
    ? {
        zh: `${year} 年没有节假日安排，按周一至周五计算`,
        en: `No holiday notice is known for ${year}: Monday to Friday are counted`,
      }
    : {
        zh: `${year} 年的节假日安排尚未与通知原文核对`,
        en: `The holidays of ${year} have not been held against the notice yet`,
      }
