// Counting in working days: so many after a day, how many between two, each with the years that are in doubt.
import { type Calendar, type CalendarDoubt, doubtsBetween } from './calendar.ts'
import { addDays, type Day } from './day.ts'

export type DayCounted = { day: Day; doubts: CalendarDoubt[] }
export type DaysCounted = { count: number; doubts: CalendarDoubt[] }

/**
 * The day that is `count` working days after `day`; that day itself does not count. Negative counts go back.
 * 0 is the day itself where it is worked, else the next working day.
 */
export function addWorkingDays(calendar: Calendar, day: Day, count: number): DayCounted {
  if (!Number.isInteger(count)) throw new RangeError(`Cannot add ${count} working days as it must be a whole number`)
  const step = count < 0 ? -1 : 1
  let at = day
  if (count === 0) at = nextWorkingDay(calendar, day)
  for (let left = Math.abs(count); left > 0; ) {
    at = addDays(at, step)
    if (calendar.isWorkingDay(at)) left -= 1
  }
  return { day: at, doubts: doubtsBetween(calendar, day, at) }
}

/** The day itself where it is worked, else the first worked day after it. */
export function nextWorkingDay(calendar: Calendar, day: Day): Day {
  let at = day
  while (!calendar.isWorkingDay(at)) at = addDays(at, 1)
  return at
}

/** Working days after `from` up to and including `to`; negative where `to` is earlier. */
export function workingDaysBetween(calendar: Calendar, from: Day, to: Day): DaysCounted {
  const [first, last, sign] = from <= to ? [from, to, 1] : [to, from, -1]
  let count = 0
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) if (calendar.isWorkingDay(day)) count += 1
  return { count: count === 0 ? 0 : sign * count, doubts: doubtsBetween(calendar, from, to) }
}
