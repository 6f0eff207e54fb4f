// Instants, periods and durations of ISO 8601 as numbers, and how one period lies to another.
import type { CompareOp, Duration, TimeSpan } from './expression.ts'

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+\- ]\d\d:?\d\d)?$/

/** Epoch ms of an ISO 8601 instant; without a zone it is UTC. Undefined for what is no real time. */
export function parseIsoInstant(text: string): number | undefined {
  const match = INSTANT.exec(text.trim())
  if (!match) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (month < 1 || month > 12 || day < 1 || day > days || hour > 23 || minute > 59 || second > 59) return undefined
  const fraction = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1000)
  const at = new Date(0)
  at.setUTCFullYear(year, month - 1, day)
  return at.setUTCHours(hour, minute, second, fraction) - zoneMs(match[8])
}

function zoneMs(zone = 'Z'): number {
  if (zone === 'Z') return 0
  const digits = zone.slice(1).replace(':', '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000
}

/** An instant, or two joined by a slash; a period that ends before it begins is none. */
export function parseTimeSpan(text: string): TimeSpan | undefined {
  const [first = '', second, ...more] = text.split('/')
  if (more.length > 0) return undefined
  const from = parseIsoInstant(first)
  if (from === undefined) return undefined
  const until = second === undefined ? from : parseIsoInstant(second)
  return until === undefined || until < from ? undefined : { from, until }
}

const DURATION = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** `P1DT12H`; months and years have no fixed length and are refused. */
export function parseDuration(text: string): Duration | undefined {
  const match = DURATION.exec(text)
  if (!match || /^-?P?T?$/.test(text) || text.endsWith('T')) return undefined
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(2).map((part) => Number(part ?? 0))
  const size = ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000
  return { durationMs: match[1] ? -size : size }
}

const isInstant = ({ from, until }: TimeSpan): boolean => from === until
const isBefore = (a: TimeSpan, b: TimeSpan): boolean => (isInstant(a) ? a.from < b.from : a.until <= b.from)
const isNotAfter = (a: TimeSpan, b: TimeSpan): boolean => a.from <= b.from && a.until <= b.until

/** Periods are half-open: one that ends where another begins is before it. */
export function compareSpans(op: CompareOp, a: TimeSpan, b: TimeSpan): boolean {
  const isSame = a.from === b.from && a.until === b.until
  switch (op) {
    case 'eq':
      return isSame
    case 'ne':
      return !isSame
    case 'lt':
      return isBefore(a, b)
    case 'gt':
      return isBefore(b, a)
    case 'le':
      return isNotAfter(a, b)
    case 'ge':
      return isNotAfter(b, a)
  }
}

/** How two spans lie to each other, by the names the functions have. */
export const SPAN_RELATIONS: Readonly<Record<string, (a: TimeSpan, b: TimeSpan) => boolean>> = {
  before: isBefore,
  after: (a, b) => isBefore(b, a),
  meets: (a, b) => a.until === b.from || a.from === b.until,
  during: (a, b) => b.from <= a.from && (isInstant(a) ? a.from < b.until : a.until <= b.until),
  overlaps: (a, b) => !isBefore(a, b) && !isBefore(b, a),
  starts: (a, b) => a.from === b.from,
  finishes: (a, b) => a.until === b.until,
}
