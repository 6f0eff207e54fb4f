// One row of a payload under a mapping: site, period, values in units of storage, and what was found on the way.
import { BELOW_DETECTION_FLAG, convertUnit, normaliseUnit } from '#domain/monitoring/factors.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, parseInstant, startOf } from '#kit/time.ts'
import { type RowFinding, type RowFindingCode, rowFinding } from './findings.ts'
import { parsePath, valueAt } from './json-path.ts'
import { type PayloadMapping, type Place, ROW_KINDS, type RowKind, type ValueRule } from './mapping.ts'
import type { PayloadRow } from './read-payload.ts'
import { readResult } from './result-text.ts'

export type RowValue = {
  code: string
  value: number | null
  low: number | null
  high: number | null
  total: number | null
  flag: string
}

/** A row that was read; `site` is still the sender's word for it, translated by the mapping where that has one. */
export type MappedRow = { site: string; kind: RowKind; atMs: number; values: RowValue[]; findings: RowFinding[] }

/** `unitOf`: unit of storage of a factor, empty where it has none; undefined: no such factor. */
export type RowContext = {
  topic: string | null
  receivedAtMs: number
  unitOf: (code: string) => string | undefined
}

/** A clock that is so far ahead is wrong. */
const AHEAD_MS = 10 * MINUTE_MS
const EARLIEST_MS = Date.UTC(2000, 0, 1)
const SPAN_MS: Readonly<Record<RowKind, number>> = {
  realtime: 0,
  minute: MINUTE_MS,
  hour: HOUR_MS,
  day: DAY_MS,
  sample: 0,
}

type Reader = { row: PayloadRow; mapping: PayloadMapping; context: RowContext; findings: RowFinding[] }

/** The row, or the findings that say why it cannot be placed, the decisive one last. */
export function readRow(row: PayloadRow, mapping: PayloadMapping, context: RowContext): MappedRow | RowFinding[] {
  const findings: RowFinding[] = []
  if (row.fault) return [row.fault]
  const reader: Reader = { row, mapping, context, findings }
  const site = textAt(reader, mapping.site)
  if (site === undefined) return [rowFinding('site.missing')]
  const kind = kindOf(reader)
  if (kind === undefined) return [rowFinding('kind.unknown', textAt(reader, mapping.kind))]
  const atMs = timeOf(reader, kind)
  if (typeof atMs !== 'number') return [...findings, atMs]
  const values = lastOfEach(valuesOf(reader), findings)
  if (values.length === 0) return [...findings, rowFinding('data.unreadable')]
  return { site: translated(mapping.sites, site), kind, atMs, values, findings }
}

/** Names compare without blanks and in one width. */
const translated = (names: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(names, name) ? (names[name] ?? name) : name

function partAt({ row, context }: Reader, place: Place): unknown {
  if (place.from === 'fixed') return place.text
  if (place.from === 'topic') return context.topic?.split('/')[place.level - 1]
  if (place.from === 'arrival') return context.receivedAtMs
  const path = parsePath(place.path)
  if (!path) return undefined
  return valueAt(path.fromRoot ? row.root : row.value, path.steps)
}

function textAt(reader: Reader, place: Place): string | undefined {
  const value = partAt(reader, place)
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value).normalize('NFKC').trim()
  return text === '' ? undefined : text
}

const KIND_NAMES: Readonly<Record<string, RowKind>> = {
  实时: 'realtime',
  分钟: 'minute',
  小时: 'hour',
  日: 'day',
  样品: 'sample',
}

function kindOf(reader: Reader): RowKind | undefined {
  const text = textAt(reader, reader.mapping.kind)
  if (text === undefined) return undefined
  const named = KIND_NAMES[text]
  return named ?? ROW_KINDS.find((kind) => kind === text.toLowerCase())
}

function timeOf(reader: Reader, kind: RowKind): number | RowFinding {
  const { mapping, context, findings } = reader
  const value = partAt(reader, mapping.time)
  if (value === undefined || value === null || value === '') return rowFinding('time.missing')
  const instant = readTime(value, mapping.zone)
  if (instant === undefined) return rowFinding('time.unreadable', String(value))
  const stamped = mapping.stamp === 'end' ? instant - SPAN_MS[kind] : instant
  const at = floor(stamped, kind)
  // A time of arrival is never the start of a period, and nobody said it was.
  if (at !== stamped && mapping.time.from !== 'arrival') findings.push(rowFinding('time.floored', String(value)))
  if (at > context.receivedAtMs + AHEAD_MS) return rowFinding('time.future', String(value))
  return at < EARLIEST_MS ? rowFinding('time.ancient', String(value)) : at
}

function floor(instant: number, kind: RowKind): number {
  if (kind === 'realtime' || kind === 'sample') return instant
  return kind === 'minute' ? Math.floor(instant / MINUTE_MS) * MINUTE_MS : startOf(kind, instant)
}

const SECONDS = 1e11

/** Epoch seconds or milliseconds by their size, or a date and time; without a zone it is that of the mapping. */
function readTime(value: unknown, zone: string): number | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  if (/^\d{9,13}(?:\.\d+)?$/.test(text)) {
    const number = Number(text)
    // Twelve digits are a date to the minute; epoch milliseconds have thirteen.
    if (text.length !== 12) return Math.round(number < SECONDS ? number * 1000 : number)
  }
  const plain = text.replaceAll('/', '-').replace(/年|月/g, '-').replace('日', '')
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(plain) && /\d{1,2}:\d{2}|T\d/.test(plain)
  return parseInstant(hasZone ? plain : withZone(plain, zone))
}

/** A date alone takes no zone in ISO 8601, but `parseInstant` reads it. */
const withZone = (text: string, zone: string): string => (zone === '+08:00' ? text : `${text}${zone}`)

function valuesOf(reader: Reader): RowValue[] {
  const { mapping } = reader
  const values = mapping.values.flatMap((rule) => ruleValue(reader, rule))
  if (mapping.entries === null) return values
  const path = parsePath(mapping.entries)
  const entries = path && valueAt(path.fromRoot ? reader.row.root : reader.row.value, path.steps)
  if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) return values
  return [...values, ...Object.entries(entries).flatMap(([name, entry]) => entryValue(reader, name, entry))]
}

function ruleValue(reader: Reader, { at, factor, unit, flag }: ValueRule): RowValue[] {
  const value = partAt(reader, at)
  // A place the row does not have is not a fault: one mapping serves rows of several shapes.
  if (value === undefined) return []
  const name = textAt(reader, factor)
  if (name === undefined) {
    reader.findings.push(rowFinding('factor.missing'))
    return []
  }
  const said = { value, unit: unit ? textAt(reader, unit) : undefined, flag: flag ? textAt(reader, flag) : undefined }
  return oneValue(reader, name, said)
}

type Said = { value: unknown; unit: string | undefined; flag: string | undefined; rest?: Record<string, unknown> }
const textOr = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

function entryValue(reader: Reader, name: string, entry: unknown): RowValue[] {
  if (typeof entry !== 'object' || entry === null) {
    return oneValue(reader, name, { value: entry, unit: undefined, flag: undefined })
  }
  const rest = entry as Record<string, unknown>
  return oneValue(reader, name, { value: rest.value, unit: textOr(rest.unit), flag: textOr(rest.flag), rest })
}

function oneValue(reader: Reader, name: string, said: Said): RowValue[] {
  const { mapping, context, findings } = reader
  const code = translated(mapping.factors, name.normalize('NFKC').trim())
  const storage = context.unitOf(code)
  if (storage === undefined) return left(findings, 'factor.unknown', name)
  const convert = converter(said.unit, storage)
  if (!convert) return left(findings, 'unit.unconvertible', `${code} ${said.unit ?? ''}`)
  const result = readResult(said.value)
  const shown = `${code} = ${typeof said.value === 'object' ? JSON.stringify(said.value) : String(said.value)}`
  if (result.kind === 'unreadable') return left(findings, 'value.not-number', shown)
  if (result.kind === 'below') return belowDetection({ code, limit: result.limit, convert, shown }, findings)
  const flag = flagOf(said.flag, code, findings)
  // A missing value says something only together with why it is missing.
  if (result.kind === 'missing' && flag === 'N') return []
  const value = result.kind === 'missing' ? null : convert(result.value)
  const other = (key: 'low' | 'high' | 'total'): number | null => {
    const read = readResult(said.rest?.[key])
    if (read.kind !== 'number') return null
    return key === 'total' ? read.value : convert(read.value)
  }
  return [{ code, value, low: other('low'), high: other('high'), total: other('total'), flag }]
}

type Below = { code: string; limit: number | null; convert: (value: number) => number; shown: string }

function belowDetection({ code, limit, convert, shown }: Below, findings: RowFinding[]): RowValue[] {
  if (limit === null) return left(findings, 'value.limit-unknown', shown)
  findings.push(rowFinding('value.below-detection', shown))
  return [{ code, value: convert(limit), low: null, high: null, total: null, flag: BELOW_DETECTION_FLAG }]
}

function left(findings: RowFinding[], code: RowFindingCode, detail: string): RowValue[] {
  findings.push(rowFinding(code, detail))
  return []
}

const SPELT: Readonly<Record<string, string>> = {
  '1': '无量纲',
  '-': '无量纲',
  degC: '℃',
  '°C': '℃',
  C: '℃',
  'uS/cm': 'µS/cm',
  'μS/cm': 'µS/cm',
  dB: 'dB(A)',
}
const spelt = (unit: string): string => SPELT[unit.trim()] ?? normaliseUnit(unit)

/** From the unit said into that of storage; undefined where there is no way. */
export function converter(said: string | undefined, storage: string): ((value: number) => number) | undefined {
  if (said === undefined || said === '' || storage === '' || spelt(said) === spelt(storage)) return (value) => value
  const [from, to] = [spelt(said), spelt(storage)]
  if (convertUnit(1, from, to) === undefined) return undefined
  return (value) => convertUnit(value, from, to) ?? value
}

function flagOf(text: string | undefined, code: string, findings: RowFinding[]): string {
  if (text === undefined) return 'N'
  if (/^[A-Za-z0-9]$/.test(text)) return text.toUpperCase()
  findings.push(rowFinding('flag.unknown', `${code} = ${text}`))
  return '?'
}

function lastOfEach(values: readonly RowValue[], findings: RowFinding[]): RowValue[] {
  const last = new Map<string, RowValue>()
  for (const value of values) {
    if (last.has(value.code)) findings.push(rowFinding('factor.duplicate', value.code))
    last.set(value.code, value)
  }
  return [...last.values()]
}
