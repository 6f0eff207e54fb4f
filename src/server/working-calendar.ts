// The working calendar in which deadlines are counted: the years that come with the product, imported ones in their place.
import { buildCalendar, CALENDAR_YEARS, type Calendar } from '#domain/calendar/calendar.ts'
import type { CalendarYear } from '#domain/calendar/calendar-year.ts'
import type { Queryable } from '#platform/database.ts'

/** As it stands now. */
export async function loadCalendar(db: Queryable): Promise<Calendar> {
  const imported = await db.query<CalendarYear>(
    `select y.year, y.source, y.verified, y.holidays, y.make_up_days as "makeUpDays"
       from calendar_year as y where y.known_until = 'infinity'`,
  )
  return buildCalendar([...CALENDAR_YEARS, ...imported])
}
