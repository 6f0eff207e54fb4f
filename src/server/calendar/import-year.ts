// A year of holidays that a person imports: read whole or not at all, stored beside the one before, deadlines counted anew.
import type { importCalendarYear as route } from '#contract/calendar.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { CalendarYear } from '#domain/calendar/calendar-year.ts'
import { type AboutYear, isCalendarRefused, parseCalendarCsv, parseCalendarJson } from '#domain/calendar/import-year.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, type Transaction, timestamptz } from '#platform/database.ts'
import { decodeText, looksBinary } from '#platform/text-file.ts'

type Importing = { bytes: Uint8Array; about: AboutYear; by: string; at: EpochMs }

/** 导入节假日安排 — gives the faults of its rows, or stores it and gives how many cases count anew. */
export async function importYear(
  db: Database,
  { bytes, about, by, at }: Importing,
): Promise<ReplyOf<typeof route> | Refusal> {
  if (bytes.length === 0 || looksBinary(bytes))
    return refuse('calendar.file-unreadable', { zh: '文件不是 CSV 或 JSON', en: 'The file is neither CSV nor JSON' })
  const { text } = decodeText(bytes)
  const read = /^\s*[[{]/.test(text) ? parseCalendarJson(text, about) : parseCalendarCsv(text, about)
  if (isCalendarRefused(read))
    return { stored: false, faults: read.map(({ row, reason }) => ({ row, ...reason })), cases: 0 }
  return inTransaction(db, async (tx) => {
    await store(tx, read, by)
    return { stored: true, faults: [], cases: await countAnew(tx, at) }
  })
}

async function store(tx: Transaction, { year, source, verified, holidays, makeUpDays }: CalendarYear, by: string) {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`calendar ${year}`])
  await tx.execute(
    `update calendar_year as y set known_until = clock_timestamp() where y.year = $1 and y.known_until = 'infinity'`,
    [year],
  )
  await tx.execute(
    `insert into calendar_year (year, source, verified, holidays, make_up_days, known_from, author)
     values ($1, $2, $3, $4, $5, clock_timestamp(), $6)`,
    [year, source, verified, JSON.stringify(holidays), makeUpDays, by],
  )
  await tx.query('select append_event($1, $2, $3, $4, $5)', [
    'calendar',
    String(year),
    'CalendarYearImported',
    by,
    JSON.stringify({ source, verified, holidays, makeUpDays }),
  ])
}

/** The clock of the cases looks at each of them next, and writes its deadlines by the calendar of then. */
const countAnew = (tx: Transaction, at: EpochMs): Promise<number> =>
  tx.execute(
    `update procedure_case as c set next_at = $1
      where c.is_open and (c.next_at is not null or c.overdue_from is not null)`,
    [timestamptz(at)],
  )
