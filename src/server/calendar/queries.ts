// The years of the working calendar as their page shows them.
import type { CalendarYearRow } from '#contract/calendar.ts'
import { daysOf } from '#domain/calendar/calendar.ts'
import { workingDaysBetween } from '#domain/calendar/working-days.ts'
import type { Queryable } from '#platform/database.ts'
import { loadCalendar } from '../working-calendar.ts'

/** Every year with a notice, newest first. */
export async function listYears(db: Queryable): Promise<CalendarYearRow[]> {
  const [calendar, imports] = await Promise.all([
    loadCalendar(db),
    db.query<CalendarYearRow['imports'][number] & { year: number }>(
      `select y.year, y.source, y.verified, y.author, y.known_from as "knownFrom",
              nullif(y.known_until, 'infinity') as "knownUntil"
         from calendar_year as y order by y.known_from desc, y.id desc`,
    ),
  ])
  return calendar.years
    .map(({ year, source, verified, holidays, makeUpDays }) => {
      const own = imports.flatMap(({ year: of, ...rest }) => (of === year ? [rest] : []))
      return {
        year,
        source,
        verified,
        isImported: own.some(({ knownUntil }) => knownUntil === null),
        holidays: holidays.map(({ nameZh, nameEn, from, to }) => ({
          name: { zh: nameZh, en: nameEn },
          from,
          to,
          days: daysOf({ nameZh, nameEn, from, to }).length,
        })),
        makeUpDays: [...makeUpDays],
        workingDays: workingDaysBetween(calendar, `${year - 1}-12-31`, `${year}-12-31`).count,
        imports: own,
      }
    })
    .reverse()
}
