// Reads a year's holidays from CSV or JSON; every row that cannot stand is told with its number and the reason.
import { parseCsv } from '#kit/csv.ts'
import type { CalendarYear, Holiday } from './calendar-year.ts'
import { addDays, type Day, isDay, weekdayOf } from './day.ts'

/** A row that was refused; `row` is the line of the CSV or the place in the list, both from 1, 0 for the file as a whole. */
export type RowProblem = { row: number; reason: { zh: string; en: string } }

/** What a table does not say of itself: the year it is for, the notice, and whether it was held against it. */
export type AboutYear = Pick<CalendarYear, 'year' | 'source' | 'verified'>

type DayRow = { row: number; day: Day; kind: 'off' | 'work'; name: string }

const HEADINGS = { day: ['date', '日期'], kind: ['kind', '类型'], name: ['name', '名称'] } as const
const KINDS: Readonly<Record<string, DayRow['kind']>> = {
  off: 'off',
  休: 'off',
  放假: 'off',
  work: 'work',
  班: 'work',
  上班: 'work',
}

const problem = (row: number, zh: string, en: string): RowProblem => ({ row, reason: { zh, en } })

/** Whether the import was refused. */
export const isCalendarRefused = (read: CalendarYear | RowProblem[]): read is RowProblem[] => Array.isArray(read)

/** One day a row with `date,kind,name` (日期,类型,名称); kind is off/休/放假 or work/班/上班. Whole or not at all. */
export function parseCalendarCsv(text: string, about: AboutYear): CalendarYear | RowProblem[] {
  const [head, ...rows] = parseCsv(text)
  const places = Object.entries(HEADINGS).map(([key, names]) => {
    const at = head?.cells.findIndex((cell) => (names as readonly string[]).includes(cell.trim().toLowerCase())) ?? -1
    return { key, at, name: names.join(' / ') }
  })
  const absent = places.filter(({ at }) => at < 0)
  if (absent.length > 0) {
    const names = absent.map(({ name }) => name).join(', ')
    return [problem(head?.line ?? 0, `表头缺少列：${names}`, `The heading must have the columns ${names}`)]
  }
  const cell = (cells: readonly string[], key: string): string =>
    cells[places.find((place) => place.key === key)?.at ?? -1]?.trim() ?? ''
  return buildYear(
    rows.map(({ line, cells }) => ({
      row: line,
      day: cell(cells, 'day'),
      kind: cell(cells, 'kind'),
      name: cell(cells, 'name'),
    })),
    about,
  )
}

/** A JSON list of `{ date, kind, name }`, by the same rules. */
export function parseCalendarJson(text: string, about: AboutYear): CalendarYear | RowProblem[] {
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch (error) {
    const why = (error as Error).message
    return [problem(0, `不是有效的 JSON：${why}`, `The file must be JSON: ${why}`)]
  }
  if (!Array.isArray(list)) return [problem(0, '必须是日期的列表', 'The file must be a list of days')]
  const textOf = (item: unknown, key: string): string => {
    const value = (item as Record<string, unknown> | null)?.[key]
    return typeof value === 'string' ? value.trim() : ''
  }
  return buildYear(
    list.map((item: unknown, at) => ({
      row: at + 1,
      day: textOf(item, 'date'),
      kind: textOf(item, 'kind'),
      name: textOf(item, 'name'),
    })),
    about,
  )
}

type RawRow = { row: number; day: string; kind: string; name: string }

function buildYear(raw: readonly RawRow[], about: AboutYear): CalendarYear | RowProblem[] {
  const seen = new Map<Day, number>()
  const checked = raw.map((row) => checkRow(row, about.year, seen))
  const problems = checked.filter((one): one is RowProblem => 'reason' in one)
  if (problems.length > 0) return problems
  const rows = checked.filter((one): one is DayRow => 'day' in one).sort((a, b) => (a.day < b.day ? -1 : 1))
  if (rows.length === 0) return [problem(0, '没有任何日期', 'The file holds no day')]
  return {
    ...about,
    holidays: joinDays(rows.filter(({ kind }) => kind === 'off')),
    makeUpDays: rows.filter(({ kind }) => kind === 'work').map(({ day }) => day),
  }
}

function checkRow({ row, day, kind, name }: RawRow, year: number, seen: Map<Day, number>): DayRow | RowProblem {
  if (!isDay(day)) return problem(row, `“${day}”不是日期，应如 2025-01-31`, `“${day}” must be a day like 2025-01-31`)
  // A notice for a year may begin its New Year holiday on the last days of December before it.
  if (day < `${year - 1}-12-25` || day > `${year}-12-31`)
    return problem(row, `${day} 不在 ${year} 年`, `${day} must be in ${year}`)
  const earlier = seen.get(day)
  if (earlier !== undefined)
    return problem(row, `${day} 已在第 ${earlier} 行`, `${day} stands in row ${earlier} already`)
  seen.set(day, row)
  const known = KINDS[kind.toLowerCase()]
  if (known === undefined) return problem(row, `类型“${kind}”应为 休 或 班`, `The kind “${kind}” must be off or work`)
  if (known === 'off' && name === '') return problem(row, `${day} 缺少节日名称`, `${day} must name its holiday`)
  if (known === 'work' && weekdayOf(day) <= 5)
    return problem(row, `${day} 不是周末，不能是调休上班`, `${day} must be a weekend day to be worked in exchange`)
  return { row, day, kind: known, name }
}

/** Days that follow each other under one name are one holiday. */
function joinDays(rows: readonly DayRow[]): Holiday[] {
  const holidays: Holiday[] = []
  for (const { day, name } of rows) {
    const last = holidays.at(-1)
    if (last !== undefined && last.nameZh === name && addDays(last.to, 1) === day) last.to = day
    else holidays.push({ nameZh: name, nameEn: name, from: day, to: day })
  }
  return holidays
}
