// One line of a file becomes one message of one site, or a reason why not.
import { convertUnit, findFactor } from '#domain/monitoring/factors.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { beijingInstant, beijingYear, DAY_MS, HOUR_MS, parseInstant } from '#kit/time.ts'
import { type Column, isFactorTarget } from './columns.ts'

export type RowMapping = {
  kind: 'air' | 'water'
  columns: readonly Column[]
  hourLabel: 'start' | 'end'
  /** Calendar year where the file gives none. */
  year: number | null
}

export type RowFinding = { code: string; severity: 'warning' | 'error'; zh: string; en: string }

export type ImportedRow = {
  site: {
    name: string
    city: string | null
    province: string | null
    street: string | null
    basin: string | null
  }
  /** Start of the hour, or the instant of the sample. */
  atMs: number
  kind: 'hour' | 'sample'
  /** Value in the storage unit of the factor, or null where the station marks it as not usable. */
  values: { factor: string; value: number }[]
  /** HJ 212 flag of the whole row. */
  flag: string
  publishedClass: string | null
  findings: RowFinding[]
}

const MISSING = new Set(['', 'na', 'nan', 'null', 'none', '--', '-', '—', '*', '/'])
const isMissing = (text: string): boolean => MISSING.has(text.trim().toLowerCase())

/** Station states of the national feed as HJ 212 flags. */
const STATUS_FLAGS: Readonly<Record<string, string>> = {
  正常: 'N',
  维护: 'M',
  停站: 'F',
  不具备运行条件: 'F',
  故障: 'D',
  校准: 'C',
}

/** Below zero no concentration exists; temperature may be negative. Above, the value is a fault of the instrument. */
const PLAUSIBLE: Readonly<Record<string, readonly [number, number]>> = {
  w01010: [-5, 60],
  w01001: [0, 14],
  w01009: [0, 50],
  a21005: [0, 500],
  w01014: [0, 200_000],
  w01003: [0, 100_000],
  w19011: [0, 1e12],
}
const DEFAULT_RANGE = [0, 20_000] as const

/**
 * Readable value of a cell of the original page: `<span title='原始值：20.27'>20.3</span>` → one of the two numbers;
 * a span that says why there is none (`<span title='极值过滤'>--</span>`) → the mark it shows.
 */
export function spanValue(cell: string, which: 'raw' | 'shown'): string {
  if (!cell.includes('<')) return cell
  const match = /title='原始值：([^']*)'>([^<]*)</.exec(cell)
  if (match) return (which === 'raw' ? match[1] : match[2]) ?? ''
  return cell.replace(/<[^>]*>/g, '')
}

type Cells = Map<string, string>

function instantOf(cells: Cells, mapping: RowMapping): number | Refusal {
  const date = cells.get('date')
  const year = cells.get('year')
  if (date !== undefined || year !== undefined) return hourOf(cells, mapping, date, year)
  const text = (cells.get('time') ?? '').trim()
  if (isMissing(text)) return refuse('imports.time-missing', 'The line names no time')
  const short = /^(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{2})$/.exec(text)
  if (short) return yearlessInstant(short.slice(1).map(Number), cells, mapping)
  const at = parseInstant(text)
  if (at === undefined) return refuse('imports.time-unreadable', `Cannot read the time “${text}”`)
  return mapping.kind === 'air' && mapping.hourLabel === 'end' ? at - HOUR_MS : at
}

function hourOf(
  cells: Cells,
  mapping: RowMapping,
  date: string | undefined,
  year: string | undefined,
): number | Refusal {
  const two = (target: string): string => (cells.get(target) ?? '').padStart(2, '0')
  const text = date ?? `${year}-${two('month')}-${two('day')}`
  const midnight = parseInstant(text)
  const hour = Number(cells.get('hour') ?? 'NaN')
  if (midnight === undefined) return refuse('imports.time-unreadable', `Cannot read the date “${text}”`)
  if (!Number.isInteger(hour) || hour < 0 || hour > 24) {
    return refuse('imports.time-unreadable', `Cannot read the hour “${cells.get('hour') ?? ''}”`)
  }
  return midnight + (mapping.hourLabel === 'end' ? hour - 1 : hour) * HOUR_MS
}

/** `05-08 15:00` with the year of the file's date; a day after the file's date belongs to the year before. */
function yearlessInstant(parts: number[], cells: Cells, mapping: RowMapping): number | Refusal {
  const [month = 0, day = 0, hour = 0, minute = 0] = parts
  const fileDate = parseInstant((/\d{4}-\d{2}-\d{2}/.exec(cells.get('file-date') ?? '') ?? [''])[0])
  const year = fileDate === undefined ? mapping.year : beijingYear(fileDate)
  if (year === null) return refuse('imports.year-unknown', 'The time has no year: name the year of the file')
  const at = parseInstant(`${year}-${month}-${day} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
  if (at === undefined) return refuse('imports.time-unreadable', `Cannot read the time “${parts.join('-')}”`)
  const tooLate = fileDate !== undefined && at > fileDate + 2 * DAY_MS
  return tooLate ? beijingInstant(year - 1, month, day, hour, minute) : at
}

function numberOf(column: Column, text: string, findings: RowFinding[]): number | undefined {
  const value = Number(text)
  const where = `${column.column.replace(/<[^>]*>/g, '')}=${text}`
  if (!Number.isFinite(value)) {
    findings.push({
      code: 'imports.value-not-number',
      severity: 'warning',
      zh: `${where} 不是数字，未采用`,
      en: `${where} is not a number and was left out`,
    })
    return undefined
  }
  const factor = findFactor(column.target)
  const stored = factor && column.unit ? convertUnit(value, column.unit, factor.unit) : value
  if (stored === undefined) {
    findings.push({
      code: 'imports.unit-unfit',
      severity: 'warning',
      zh: `${where} 的单位 ${column.unit} 不能换算`,
      en: `${where}: unit ${column.unit} cannot be converted`,
    })
    return undefined
  }
  const [least, most] = PLAUSIBLE[column.target] ?? DEFAULT_RANGE
  if (stored < least || stored > most) {
    findings.push({
      code: 'imports.value-out-of-range',
      severity: 'warning',
      zh: `${where} 超出可能范围 ${least}–${most}，未采用`,
      en: `${where} lies outside the possible range ${least}–${most} and was left out`,
    })
    return undefined
  }
  return stored
}

function flagOf(status: string | undefined, findings: RowFinding[]): string {
  if (status === undefined || isMissing(status)) return 'N'
  const flag = STATUS_FLAGS[status.trim()]
  if (flag) return flag
  findings.push({
    code: 'imports.status-unknown',
    severity: 'warning',
    zh: `站点情况“${status}”未知，按维护处理`,
    en: `Station state “${status}” is unknown and treated as maintenance`,
  })
  return 'M'
}

type ValueColumn = readonly [column: Column, index: number]

function valuesOf(
  valued: readonly ValueColumn[],
  cells: readonly string[],
  which: 'raw' | 'shown',
  findings: RowFinding[],
): ImportedRow['values'] {
  const values: ImportedRow['values'] = []
  for (const [column, i] of valued) {
    const text = spanValue(cells[i] ?? '', which).trim()
    if (isMissing(text)) continue
    const value = numberOf(column, text, findings)
    if (value !== undefined) values.push({ factor: column.target, value })
  }
  return values
}

function wordOf(words: Cells, target: string): string | null {
  const text = words.get(target)
  return text === undefined || isMissing(text) ? null : tidyName(text)
}

/** Prepares a reader for rows under one mapping; `waterValues` picks between the two numbers of an original page cell. */
export function rowReader(
  mapping: RowMapping,
  waterValues: 'raw' | 'shown',
): (cells: readonly string[]) => ImportedRow | Refusal {
  const numbered = mapping.columns.map((column, i): ValueColumn => [column, i])
  const valued = numbered.filter(([column]) => isFactorTarget(column.target))
  const named = numbered.filter(([column]) => !isFactorTarget(column.target) && column.target !== 'ignore')
  const width = mapping.columns.length

  return (cells) => {
    if (cells.length < width) return refuse('imports.row-too-short', `The line has ${cells.length} of ${width} columns`)
    const words: Cells = new Map(named.map(([column, i]) => [column.target, cells[i] ?? '']))
    const name = tidyName(words.get('station') ?? '')
    if (name === '') return refuse('imports.station-missing', 'The line names no station')
    const at = instantOf(words, mapping)
    if (typeof at !== 'number') return at
    const findings: RowFinding[] = []
    const values = valuesOf(valued, cells, waterValues, findings)
    if (values.length === 0) return refuse('imports.no-value', findings[0]?.en ?? 'The line holds no value')
    return {
      site: {
        name,
        city: wordOf(words, 'city'),
        province: wordOf(words, 'province'),
        street: wordOf(words, 'street'),
        basin: wordOf(words, 'basin'),
      },
      atMs: at,
      kind: mapping.kind === 'air' ? 'hour' : 'sample',
      values,
      flag: flagOf(words.get('status'), findings),
      publishedClass: wordOf(words, 'class'),
      findings,
    }
  }
}

/** Names compare without surrounding or ideographic blanks and in one width. */
export const tidyName = (name: string): string => name.normalize('NFKC').trim()
