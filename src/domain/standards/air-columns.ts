// The air quality index of many hours or days at once: the results of `evaluateAir` in arrays, without the story of each.
import { type AirOptions, columnOf, evaluateAir } from './air-index.ts'
import { type AqiEdition, type AqiIndicator, SUB_INDICES } from './catalog/aqi-tables.ts'
import type { AirSubject } from './verdict.ts'

/** Concentrations by indicator (`PM2.5` …, µg/m³; carbon monoxide mg/m³), one place a row; NaN where there is none. */
export type AirColumns = Readonly<Record<string, Float64Array>>

/**
 * One place a row. `aqi` −1 where there is none; `grade` 0 then, else 1 优 … 6 严重污染; bit n of `primary` stands for `items[n]`.
 */
export type AirIndices = { items: readonly string[]; aqi: Int16Array; grade: Uint8Array; primary: Uint8Array }

/** Thousandths: what monitors report has no more decimals, and every product below stays a whole number a double holds exactly. */
const SCALE = 1000
/** A value that only the exact path can judge. */
const HARD = -2
const NONE = -1

/** A column of the table in thousandths, and the thousandths its values are rounded to. */
type Compiled = {
  item: string
  pollutant: number
  tops: Float64Array
  roundTo: number
}

const pollutantOf = (item: string): string => (item.startsWith('O3') ? 'O3' : item)

function compile(edition: AqiEdition, indicators: readonly AqiIndicator[]): Compiled[] {
  const pollutants = [...new Set(indicators.map(({ item }) => pollutantOf(item)))]
  return indicators.map(({ item, column }) => {
    const tops = columnOf(edition, column).breakpoints.flatMap((top) => (top === null ? [] : [top * SCALE]))
    const decimals = edition.inputDecimals?.[item]
    return {
      item,
      pollutant: 1 << pollutants.indexOf(pollutantOf(item)),
      tops: Float64Array.from(tops),
      roundTo: decimals === undefined ? 1 : SCALE / 10 ** decimals,
    }
  })
}

/** Half to even, in thousandths. */
function roundUnits(units: number, to: number): number {
  const whole = Math.floor(units / to)
  const rest = 2 * (units - whole * to)
  return (rest > to || (rest === to && whole % 2 === 1) ? whole + 1 : whole) * to
}

/** Sub-index of a value, NONE where it is missing, HARD where the fast way cannot tell. */
function subIndexOf({ tops, roundTo }: Compiled, value: number): number {
  if (Number.isNaN(value)) return NONE
  const exact = Math.round(value * SCALE)
  // The nearest double of a number of thousandths is the value itself: its decimal text has at most three decimals.
  if (!(value >= 0) || exact / SCALE !== value) return HARD
  const units = roundTo === 1 ? exact : roundUnits(exact, roundTo)
  for (let at = 1; at < tops.length; at += 1) {
    const high = tops[at] as number
    if (units > high) continue
    const low = tops[at - 1] as number
    const first = SUB_INDICES[at - 1] as number
    const span = (SUB_INDICES[at] as number) - first
    return first + Math.ceil((span * (units - low)) / (high - low))
  }
  return HARD
}

/**
 * 空气质量指数 of rows in columns, exactly as `evaluateAir` gives it: rows with a negative, unbelievable or finer value, or one
 * above the table, take that way. Columns that are absent count as missing in every row; all others MUST have `count` places.
 * @source HJ 633—2012 表1
 * @source HJ 633—2026 5.3.1
 */
export function evaluateAirColumns(
  edition: AqiEdition,
  subject: AirSubject,
  columns: AirColumns,
  { count, ...options }: AirOptions & { count: number },
): AirIndices {
  const indicators = subject === 'air-hour' ? edition.hour : edition.day
  const wanted = indicators.filter(({ rule }) => rule !== 'ozone-day' || options.dailyOzone !== 'eight-hour')
  const compiled = compile(edition, wanted)
  const rows = compiled.map(({ item }) => columns[item])
  const indices: AirIndices = {
    items: wanted.map(({ item }) => item),
    aqi: new Int16Array(count),
    grade: new Uint8Array(count),
    primary: new Uint8Array(count),
  }
  const frame: Frame = {
    compiled,
    rows,
    found: new Int16Array(compiled.length),
    asked: bitsAsked(compiled, options.notMonitored ?? []),
    isWithheld: edition.onGap === 'withhold' || options.onGap === 'withhold',
    floor: edition.floor,
    most: Int16Array.from(edition.levels.map((level) => level.most ?? 32_767)),
  }
  for (let row = 0; row < count; row += 1) {
    const known = readRow(frame, row)
    if (known === HARD) judgeExactly({ edition, subject, columns, options }, indices, row)
    else concludeRow(frame, known, indices, row)
  }
  return indices
}

/** What all rows of one evaluation share; `found` holds the sub-indices of the row being read. */
type Frame = {
  compiled: readonly Compiled[]
  rows: readonly (Float64Array | undefined)[]
  found: Int16Array
  asked: number
  isWithheld: boolean
  floor: number
  most: Int16Array
}

function bitsAsked(compiled: readonly Compiled[], notMonitored: readonly string[]): number {
  const excused = new Set(notMonitored.map(pollutantOf))
  return compiled.reduce((bits, one) => (excused.has(pollutantOf(one.item)) ? bits : bits | one.pollutant), 0)
}

/** Fills the sub-indices of a row; gives the bits of the pollutants that have one, or HARD. */
function readRow({ compiled, rows, found }: Frame, row: number): number {
  let known = 0
  for (let at = 0; at < compiled.length; at += 1) {
    const column = compiled[at] as Compiled
    const index = subIndexOf(column, rows[at]?.[row] ?? Number.NaN)
    if (index === HARD) return HARD
    found[at] = index
    if (index !== NONE) known |= column.pollutant
  }
  return known
}

function concludeRow(frame: Frame, known: number, indices: AirIndices, row: number): void {
  const { found, asked, isWithheld, floor, most } = frame
  let largest = NONE
  for (let at = 0; at < found.length; at += 1) largest = Math.max(largest, found[at] as number)
  const aqi = largest < 0 ? NONE : Math.max(largest, floor)
  const isGap = (known & asked) !== asked
  if (aqi === NONE || (isGap && isWithheld && aqi <= 100)) {
    indices.aqi[row] = NONE
    return
  }
  indices.aqi[row] = aqi
  let level = 0
  while (aqi > (most[level] as number)) level += 1
  indices.grade[row] = level + 1
  if (aqi > 50) indices.primary[row] = tiesOf(found, largest)
}

function tiesOf(found: Int16Array, largest: number): number {
  let bits = 0
  for (let at = 0; at < found.length; at += 1) if (found[at] === largest) bits |= 1 << at
  return bits
}

type Exact = { edition: AqiEdition; subject: AirSubject; columns: AirColumns; options: AirOptions }

/** One row by the exact way. */
function judgeExactly({ edition, subject, columns, options }: Exact, indices: AirIndices, row: number): void {
  const facts: Record<string, number | null> = {}
  for (const [item, values] of Object.entries(columns)) {
    const value = values[row]
    facts[item] = value === undefined || Number.isNaN(value) ? null : value
  }
  const { aqi, grade, primary } = evaluateAir(edition, subject, facts, options)
  indices.aqi[row] = aqi ?? NONE
  indices.grade[row] = grade ?? 0
  indices.primary[row] = primary.reduce((bits, item) => bits | (1 << indices.items.indexOf(item)), 0)
}
