// The functions an expression may call: what each takes, gives and does. Absent values give absent results.
import {
  type CivilText,
  type Duration,
  isDuration,
  isGeometry,
  isTimeSpan,
  type TimeSpan,
  type Value,
  type ValueKind,
} from './expression.ts'
import { type Geometry, geometryOf } from './geometry.ts'
import { dimensionOf, distance, fits, lengthOf, relate } from './relate.ts'
import { SPAN_RELATIONS } from './times.ts'

export type FunctionRule = {
  takes: readonly ValueKind[]
  /** So many of the last arguments may be absent. */
  optional?: number
  gives: ValueKind
  run: (args: readonly Value[], now: number) => Value
}

const EARLIEST = -62_135_596_800_000
const LATEST = 253_402_300_799_999

const textOf = (value: Value | undefined): string | undefined => (typeof value === 'string' ? value : undefined)
const spanOf = (value: Value | undefined): TimeSpan | undefined => (isTimeSpan(value) ? value : undefined)
const geoOf = (value: Value | undefined): Geometry | undefined =>
  isGeometry(value)
    ? value
    : typeof value === 'object' && value !== null && 'json' in value
      ? geometryOf(value.json)
      : undefined

const onText = (run: (text: string) => Value, gives: ValueKind = 'text'): FunctionRule => ({
  takes: ['text'],
  gives,
  run: ([value]) => {
    const text = textOf(value)
    return text === undefined ? null : run(text)
  },
})
const onTexts = (run: (a: string, b: string) => Value, gives: ValueKind): FunctionRule => ({
  takes: ['text', 'text'],
  gives,
  run: ([a, b]) => {
    const [first, second] = [textOf(a), textOf(b)]
    return first === undefined || second === undefined ? null : run(first, second)
  },
})
const onTime = (run: (at: Date) => Value, gives: ValueKind = 'number'): FunctionRule => ({
  takes: ['time'],
  gives,
  run: ([value]) => {
    const span = spanOf(value)
    return span ? run(new Date(span.from)) : null
  },
})
const onNumber = (run: (number: number) => number): FunctionRule => ({
  takes: ['number'],
  gives: 'number',
  run: ([value]) => (typeof value === 'number' ? run(value) : null),
})
const onShapes = (run: (a: Geometry, b: Geometry) => Value, gives: ValueKind = 'bool'): FunctionRule => ({
  takes: ['geo', 'geo'],
  gives,
  run: ([a, b]) => {
    const [first, second] = [geoOf(a), geoOf(b)]
    return first && second ? run(first, second) : null
  },
})
const onSpans = (run: (a: TimeSpan, b: TimeSpan) => boolean): FunctionRule => ({
  takes: ['time', 'time'],
  gives: 'bool',
  run: ([a, b]) => {
    const [first, second] = [spanOf(a), spanOf(b)]
    return first && second ? run(first, second) : null
  },
})
const byPattern = (...patterns: string[]): FunctionRule =>
  onShapes((a, b) => {
    const matrix = relate(a, b)
    return patterns.some((pattern) => fits(matrix, pattern))
  })
const intersects = onShapes((a, b) => !fits(relate(a, b), 'FF*FF****'))
/** Half away from zero, as the standard's own function rounds. */
const round = (value: number): number => Math.sign(value) * Math.round(Math.abs(value))
const civil = (text: string): CivilText => ({ civil: text })

const substring: FunctionRule = {
  takes: ['text', 'number', 'number'],
  optional: 1,
  gives: 'text',
  run: ([value, from, length]) => {
    const text = textOf(value)
    if (text === undefined || typeof from !== 'number') return null
    const start = Math.max(0, Math.trunc(from))
    return text.slice(start, typeof length === 'number' ? start + Math.max(0, Math.trunc(length)) : undefined)
  },
}

const stRelate: FunctionRule = {
  takes: ['geo', 'geo', 'text'],
  gives: 'bool',
  run: ([a, b, pattern]) => {
    const [first, second, wanted] = [geoOf(a), geoOf(b), textOf(pattern)]
    return first && second && wanted !== undefined ? fits(relate(first, second), wanted) : null
  },
}

/** Patterns of “crosses” and “overlaps” differ by the dimension of what meets. */
const crosses = onShapes((a, b) => {
  const [first, second] = [dimensionOf(a), dimensionOf(b)]
  const matrix = relate(a, b)
  if (first === 1 && second === 1) return fits(matrix, '0********')
  return first < second ? fits(matrix, 'T*T******') : first > second && fits(matrix, 'T*****T**')
})
const overlaps = onShapes((a, b) => {
  if (dimensionOf(a) !== dimensionOf(b)) return false
  return fits(relate(a, b), dimensionOf(a) === 1 ? '1*T***T**' : 'T*T***T**')
})

/** @source OGC 18-088 clause 9.3.3.5.2 */
export const FUNCTIONS: Readonly<Record<string, FunctionRule>> = {
  substringof: onTexts((part, text) => text.includes(part), 'bool'),
  contains: onTexts((text, part) => text.includes(part), 'bool'),
  endswith: onTexts((text, part) => text.endsWith(part), 'bool'),
  startswith: onTexts((text, part) => text.startsWith(part), 'bool'),
  indexof: onTexts((text, part) => text.indexOf(part), 'number'),
  concat: onTexts((a, b) => a + b, 'text'),
  length: onText((text) => text.length, 'number'),
  tolower: onText((text) => text.toLowerCase()),
  toupper: onText((text) => text.toUpperCase()),
  trim: onText((text) => text.trim()),
  substring,
  year: onTime((at) => at.getUTCFullYear()),
  month: onTime((at) => at.getUTCMonth() + 1),
  day: onTime((at) => at.getUTCDate()),
  hour: onTime((at) => at.getUTCHours()),
  minute: onTime((at) => at.getUTCMinutes()),
  second: onTime((at) => at.getUTCSeconds()),
  fractionalseconds: onTime((at) => at.getUTCMilliseconds() / 1000),
  date: onTime((at) => civil(at.toISOString().slice(0, 10)), 'civil'),
  time: onTime((at) => civil(at.toISOString().slice(11, 23)), 'civil'),
  totaloffsetminutes: onTime(() => 0),
  now: { takes: [], gives: 'time', run: (_, now) => ({ from: now, until: now }) },
  mindatetime: { takes: [], gives: 'time', run: () => ({ from: EARLIEST, until: EARLIEST }) },
  maxdatetime: { takes: [], gives: 'time', run: () => ({ from: LATEST, until: LATEST }) },
  round: onNumber(round),
  floor: onNumber(Math.floor),
  ceiling: onNumber(Math.ceil),
  'geo.distance': onShapes((a, b) => distance(a, b) ?? null, 'number'),
  'geo.intersects': intersects,
  'geo.length': {
    takes: ['geo'],
    gives: 'number',
    run: ([value]) => {
      const shape = geoOf(value)
      return shape ? lengthOf(shape) : null
    },
  },
  st_equals: byPattern('T*F**FFF*'),
  st_disjoint: byPattern('FF*FF****'),
  st_touches: byPattern('FT*******', 'F**T*****', 'F***T****'),
  st_within: byPattern('T*F**F***'),
  st_contains: byPattern('T*****FF*'),
  st_intersects: intersects,
  st_overlaps: overlaps,
  st_crosses: crosses,
  st_relate: stRelate,
  ...Object.fromEntries(Object.entries(SPAN_RELATIONS).map(([name, run]) => [name, onSpans(run)])),
}

/** Sums and differences that have a meaning: numbers, and times with durations. */
export function addTimes(a: TimeSpan | Duration, b: TimeSpan | Duration, sign: 1 | -1): Value {
  if (isDuration(a)) {
    if (isDuration(b)) return { durationMs: a.durationMs + sign * b.durationMs }
    return sign === 1 ? addTimes(b, a, 1) : null
  }
  if (isDuration(b)) return { from: a.from + sign * b.durationMs, until: a.until + sign * b.durationMs }
  return sign === -1 ? { durationMs: a.from - b.from } : null
}
