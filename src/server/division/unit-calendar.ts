// The deadlines of a unit as a calendar that other programs subscribe to: of its obligations and of its open cases.
import { Readable } from 'node:stream'
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator'
import { addDays, type Day } from '#domain/calendar/day.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { beijingDate, type EpochMs } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import type { Attachment } from '../http/serve.ts'
import { namesOfUnit } from '../organisation-register.ts'
import { listPlanIds } from '../plan-store.ts'
import { assignmentsOf } from './assignments.ts'

type Asked = { id: number; language: 'zh' | 'en'; origin: string; now: EpochMs }
/** One whole day; `key` keeps an entry the same one when it is fetched again. */
type Entry = { key: string; day: Day; title: string; about: string; path: string }

const WORDS = {
  name: { zh: '{unit}的时限', en: 'Deadlines of {unit}' },
  lead: { zh: '牵头', en: 'leads' },
  assist: { zh: '配合', en: 'assists' },
  case: { zh: '办件', en: 'case' },
}

/** 时限日历 — entries are whole days of Beijing. */
export async function readUnitCalendar(db: Database, asked: Asked): Promise<Attachment | Refusal> {
  const [unit] = await db.query<{ name: string }>(
    `select o.name from organisation as o where o.id = $1 and o.known_until = 'infinity'`,
    [asked.id],
  )
  if (unit === undefined)
    return refuse('organisations.not-found', { zh: '单位名录没有这个单位', en: 'There is no such unit' })
  const units = await namesOfUnit(db, unit.name)
  const entries = [...(await assignedTo(db, units, asked)), ...(await casesOf(db, units, asked))]
  const name = WORDS.name[asked.language].replace('{unit}', unit.name)
  return {
    fileName: `${name}.ics`,
    type: 'text/calendar; charset=utf-8',
    content: Readable.from([formatCalendar(entries, { ...asked, name })]),
  }
}

function formatCalendar(
  entries: readonly Entry[],
  { name, language, origin, now }: Omit<Asked, 'id'> & { name: string },
): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Shanshui', product: 'deadlines', language: language.toUpperCase() },
    ttl: 4 * 3600,
  })
  const { host } = new URL(origin)
  for (const { key, day, title, about, path } of entries) {
    calendar.createEvent({
      id: `${key}@${host}`,
      stamp: new Date(now),
      start: midnightUtc(day),
      end: midnightUtc(addDays(day, 1)),
      allDay: true,
      timezone: 'UTC',
      summary: title,
      description: about,
      url: `${origin}${path}`,
      // A deadline takes up nobody's day.
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  return calendar.toString()
}

/** A whole day is written by its date alone: it is handed over as that date in UTC, wherever this machine stands. */
const midnightUtc = (day: Day): Date => new Date(`${day}T00:00:00Z`)

async function assignedTo(db: Database, units: readonly string[], { language }: Asked): Promise<Entry[]> {
  const entries: Entry[] = []
  for (const planId of await listPlanIds(db)) {
    const titles = await db.query<{ id: string; zh: string; en: string }>(
      'select o.id, o.title_zh as zh, o.title_en as en from obligation as o where o.plan_id = $1',
      [planId],
    )
    const titleOf = new Map(titles.map((row) => [row.id, row[language]]))
    for (const { obligationId, ends, lead, assists, caseId } of (await assignmentsOf(db, planId)).values()) {
      const as = units.includes(lead) ? 'lead' : assists.some((name) => units.includes(name)) ? 'assist' : undefined
      if (as === undefined || ends === '') continue
      entries.push({
        key: `obligation-${planId}-${obligationId}`,
        day: ends,
        title: `${titleOf.get(obligationId) ?? obligationId}（${WORDS[as][language]}）`,
        about: `${obligationId} · ${lead}`,
        path: `/procedures/cases/${caseId}`,
      })
    }
  }
  return entries
}

/** The first deadline of each open case that has one. */
async function casesOf(db: Database, units: readonly string[], { language }: Asked): Promise<Entry[]> {
  const rows = await db.query<{ id: number; title: string; name: string; overdueFrom: EpochMs }>(
    `select c.id, c.title, v.body -> 'name' ->> $2 as name, c.overdue_from as "overdueFrom"
       from procedure_case as c
       join procedure_version as v on v.plan_id = c.plan_id and v.id = c.procedure_id and v.version = c.version
      where c.is_open and c.overdue_from is not null
        and c.id in (select p.case_id from case_party as p where p.unit = any ($1))
      order by c.overdue_from, c.id`,
    [units, language],
  )
  return rows.map(({ id, title, name, overdueFrom }) => ({
    key: `case-${id}`,
    // The last day is the one that ends at that instant.
    day: beijingDate(overdueFrom - 1),
    title: `${name}：${title}`,
    about: `${WORDS.case[language]} ${id}`,
    path: `/procedures/cases/${id}`,
  }))
}
