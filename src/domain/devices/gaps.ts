// Which periods a device should have sent and did not: spans of missing data, and the history requests that fetch them.
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, startOf } from '#kit/time.ts'

/** Half-open. */
export type Span = { from: EpochMs; until: EpochMs }

/** Kinds of data that a device keeps and can be asked for again. */
export const GAP_KINDS = ['minute', 'hour', 'day'] as const
export type GapKind = (typeof GAP_KINDS)[number]

/** Command that fetches a kind. @source HJ 212—2017 表 6 */
export const FETCH_COMMAND: Readonly<Record<GapKind, string>> = { minute: '2051', hour: '2061', day: '2031' }

/** A period may come this late before it counts as missing: the device stores, averages and sends first. */
export const GRACE_MS: Readonly<Record<GapKind, number>> = {
  minute: 5 * MINUTE_MS,
  hour: 20 * MINUTE_MS,
  day: 2 * HOUR_MS,
}

/** How far back a look goes; loggers keep data longer, yet older gaps are asked for by hand. */
export const LOOK_BACK_MS: Readonly<Record<GapKind, number>> = {
  minute: 2 * DAY_MS,
  hour: 7 * DAY_MS,
  day: 31 * DAY_MS,
}

/** Most that one request asks for: a history answer must not keep a logger busy for hours. */
const MOST_A_REQUEST_MS: Readonly<Record<GapKind, number>> = { minute: DAY_MS, hour: 7 * DAY_MS, day: 31 * DAY_MS }

export type GapQuestion = {
  intervalMs: number
  /** What to look at; its end is where data is due by now. */
  span: Span
  /** Starts of the periods that are there, ascending; they may lie beside the grid. */
  present: readonly EpochMs[]
}

/** Spans without a single period, oldest first. Periods begin at multiples of the interval in Beijing time. */
export function findGaps({ intervalMs, span, present }: GapQuestion): Span[] {
  const gaps: Span[] = []
  let expected = onGrid(span.from, intervalMs)
  for (const at of present) {
    if (at < span.from || at >= span.until) continue
    const period = floorTo(at, intervalMs)
    if (period > expected) gaps.push({ from: expected, until: period })
    expected = Math.max(expected, period + intervalMs)
  }
  const end = floorTo(span.until, intervalMs)
  if (expected < end) gaps.push({ from: expected, until: end })
  return gaps
}

/** First period that begins at or after the instant. */
const onGrid = (at: EpochMs, intervalMs: number): EpochMs => {
  const floor = floorTo(at, intervalMs)
  return floor === at ? at : floor + intervalMs
}

/** Start of the period that holds the instant; days begin at midnight in Beijing. */
function floorTo(at: EpochMs, intervalMs: number): EpochMs {
  if (intervalMs >= DAY_MS) return startOf('day', at)
  const day = startOf('day', at)
  return day + Math.floor((at - day) / intervalMs) * intervalMs
}

/** Periods in a span. */
export const periodsIn = ({ from, until }: Span, intervalMs: number): number => Math.round((until - from) / intervalMs)

/** What is left of spans without the parts that others cover; `others` in any order. */
export function subtractSpans(spans: readonly Span[], others: readonly Span[]): Span[] {
  const sorted = [...others].sort((a, b) => a.from - b.from)
  return spans.flatMap((span) => {
    const left: Span[] = []
    let from = span.from
    for (const other of sorted) {
      if (other.until <= from || other.from >= span.until) continue
      if (other.from > from) left.push({ from, until: other.from })
      from = Math.max(from, other.until)
    }
    if (from < span.until) left.push({ from, until: span.until })
    return left
  })
}

export type LookBack = { kind: GapKind; intervalMs: number; nowMs: EpochMs; since: EpochMs }

/** What a look covers: not before the device was there, and only what is due by now. */
export function lookBackSpan({ kind, intervalMs, nowMs, since }: LookBack): Span {
  const until = nowMs - intervalMs - GRACE_MS[kind]
  return { from: Math.max(since, nowMs - LOOK_BACK_MS[kind]), until: floorTo(until, intervalMs) + intervalMs }
}

/** Requests that fetch a span, oldest first: start of the first and of the last period of each. */
export function fetchRequests(kind: GapKind, span: Span, intervalMs: number): { begin: EpochMs; end: EpochMs }[] {
  const requests: { begin: EpochMs; end: EpochMs }[] = []
  for (let from = span.from; from < span.until; from += MOST_A_REQUEST_MS[kind]) {
    const until = Math.min(span.until, from + MOST_A_REQUEST_MS[kind])
    requests.push({ begin: from, end: until - intervalMs })
  }
  return requests
}
