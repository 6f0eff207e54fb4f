// When a document is made by itself: the period that has just ended, once its working day has begun.
import type { Calendar } from '#domain/calendar/calendar.ts'
import { startOfDay } from '#domain/calendar/day.ts'
import { addWorkingDays } from '#domain/calendar/working-days.ts'
import { endedPeriods } from '#domain/progress/period.ts'
import { beijingDate, type EpochMs } from '#kit/time.ts'
import type { ReportTemplate } from './template.ts'

/**
 * The newest period that has ended, from the beginning of its working day on; undefined before that, and for what only
 * people make. What was left out longer ago is not made up for.
 * @example a bulletin of quarters on the fifth working day: that of 2025-Q3 on 2025-10-14, as 1 to 8 October are holidays
 */
export function duePeriod(
  { period, schedule }: Pick<ReportTemplate, 'period' | 'schedule'>,
  calendar: Calendar,
  now: EpochMs,
): string | undefined {
  if (schedule === undefined) return undefined
  const [ended] = endedPeriods(period === 'month' ? 1 : 3, now, 1)
  if (ended === undefined) return undefined
  const { day } = addWorkingDays(calendar, beijingDate(ended.until - 1), schedule.workingDay)
  return now >= startOfDay(day) ? ended.text : undefined
}
