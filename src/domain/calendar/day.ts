// Calendar days of Beijing as `YYYY-MM-DD` texts, which sort as they follow each other.
import { beijingDate, DAY_MS, type EpochMs, parseInstant } from '#kit/time.ts'

/** 自然日 — `YYYY-MM-DD`, a day in Beijing. */
export type Day = string

const SHAPE = /^\d{4}-\d{2}-\d{2}$/

/** Whether the text is a real day of the calendar, written `YYYY-MM-DD`. */
export const isDay = (text: unknown): text is Day =>
  typeof text === 'string' && SHAPE.test(text) && parseInstant(text) !== undefined

/** First instant of the day; throws where there is no such day. */
export function startOfDay(day: Day): EpochMs {
  const at = SHAPE.test(day) ? parseInstant(day) : undefined
  if (at === undefined) throw new RangeError(`Cannot read "${day}" as it must be a day like 2025-01-31`)
  return at
}

/** First instant after the day. */
export const endOfDay = (day: Day): EpochMs => startOfDay(day) + DAY_MS

/** The day that many days later; earlier where negative. */
export const addDays = (day: Day, count: number): Day => beijingDate(startOfDay(day) + count * DAY_MS)

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
  // 1970-01-01 was a Thursday; noon keeps clear of the offset.
  const sinceEpoch = Math.floor((startOfDay(day) + DAY_MS / 2) / DAY_MS)
  return ((((sinceEpoch + 3) % 7) + 7) % 7) + 1
}

export const yearOf = (day: Day): number => Number(day.slice(0, 4))
