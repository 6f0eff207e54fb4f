// The working calendar: each year's holidays, days off and days worked in exchange, and the import of a year.
import { z } from 'zod'
import { route } from './route.ts'
import { Bilingual, Flag, Instant } from './wire.ts'

const Year = z.number().int().describe('calendar year')
const Import = z.object({
  source: z.string(),
  verified: z.boolean(),
  author: z.string(),
  knownFrom: Instant,
  knownUntil: Instant.nullable().describe('when another import took its place, epoch ms; null: it stands'),
})

/** 节假日安排 — one year as deadlines are counted by it. */
export const CalendarYearRow = z.object({
  year: Year,
  source: z.string(),
  verified: z.boolean().describe('whether somebody held the days against the notice itself'),
  isImported: z.boolean().describe('false: it came with the product'),
  holidays: z.array(
    z.object({ name: Bilingual, from: z.string(), to: z.string(), days: z.number().int().describe('days off') }),
  ),
  makeUpDays: z.array(z.string()).describe('weekend days that are worked, YYYY-MM-DD'),
  workingDays: z.number().int().describe('working days of the year'),
  imports: z.array(Import).describe('every import of the year, newest first'),
})
export type CalendarYearRow = z.output<typeof CalendarYearRow>

export const listCalendarYears = route({
  method: 'GET',
  path: '/api/calendar/years',
  may: 'plan.read',
  summary: 'Years of holidays by which working days are counted, newest first, each with its imports',
  reply: z.object({ rows: z.array(CalendarYearRow) }),
})

export const importCalendarYear = route({
  method: 'POST',
  path: '/api/calendar/years/:year',
  may: 'account.manage',
  summary:
    'Import a year of holidays (CSV with date,kind,name or JSON, multipart field `file`); nothing is stored where a row has a fault',
  params: z.object({ year: z.coerce.number().int().min(2000).max(2100).describe('calendar year') }),
  query: z.object({
    source: z.string().trim().min(1).max(300).describe('name and number of the notice'),
    verified: Flag.optional().describe('whether the importer held the days against the notice'),
  }),
  upload: true,
  reply: z.object({
    stored: z.boolean(),
    faults: z.array(
      z.object({
        row: z.number().int().describe('line of the file, from 1; 0: the whole'),
        zh: z.string(),
        en: z.string(),
      }),
    ),
    cases: z.number().int().describe('open cases whose deadlines are counted anew'),
  }),
  refuses: ['calendar.file-unreadable', 'calendar.file-too-large'],
})
