// Tests against what is around: neighbouring sites, maintenance and calibration, the clock of the device.
import { HOUR_MS, MINUTE_MS, startOf } from '#kit/time.ts'
import { stateOfSign } from './flag-vocabulary.ts'
import type { CheckedKind, RuleTest } from './rule.ts'
import {
  cleanPoints,
  type EnteredSpan,
  endOfPeriod,
  type Hit,
  isClean,
  medianOf,
  type PlainPoint,
  type Point,
  tidy,
} from './window.ts'

type Check<T extends RuleTest['test']> = Extract<RuleTest, { test: T }>
type Neighbour = { distanceKm: number; points: readonly PlainPoint[] }

export function unlikeNeighbours(
  { points, kind, neighbours }: { points: readonly Point[]; kind: CheckedKind; neighbours: readonly Neighbour[] },
  { radiusKm, leastNeighbours, mostStep, ratio }: Check<'neighbour'>,
): Hit[] {
  const near = neighbours
    .filter(({ distanceKm }) => distanceKm <= radiusKm)
    .map((neighbour) => new Map(neighbour.points.map(({ at, value }) => [at, value])))
  if (near.length < leastNeighbours) return []
  return cleanPoints(points).flatMap((point) => {
    const values = near.map((values) => values.get(point.at)).filter((value) => value !== undefined && value !== null)
    const median = values.length < leastNeighbours ? undefined : medianOf(values)
    if (median === undefined) return []
    const apart = Math.abs(point.value - median)
    return apart > mostStep && apart > ratio * Math.abs(median)
      ? [{ from: point.at, until: endOfPeriod(kind, point.at), detail: { value: point.value, median: tidy(median) } }]
      : []
  })
}

const IS_SERVICE: ReadonlySet<string> = new Set(['maintenance', 'calibration'])

type Serviced = { points: readonly Point[]; kind: CheckedKind; entered: readonly EnteredSpan[] }

/** Clean values too soon after service, and service that lasts longer than it may. */
export function aroundService({ points, kind, entered }: Serviced, check: Check<'window'>): Hit[] {
  const spans = serviceSpans(points, kind, entered)
  const soon = points.filter(isClean).flatMap((point) => {
    const span = spans.find(({ until }) => point.at >= until && point.at < until + check.recoveryHours * HOUR_MS)
    return span && !isInService(point.at, spans)
      ? [{ from: point.at, until: endOfPeriod(kind, point.at), detail: { recoveryHours: check.recoveryHours } }]
      : []
  })
  const long = spans.flatMap(({ from, until }) =>
    until - from > check.mostHours * HOUR_MS ? [{ from, until, detail: { mostHours: check.mostHours } }] : [],
  )
  return [...soon, ...long].sort((a, b) => a.from - b.from)
}

const isInService = (at: number, spans: readonly { from: number; until: number }[]): boolean =>
  spans.some(({ from, until }) => at >= from && at < until)

/** Stretches of service, from the letters of the device and from what persons entered; stretches that touch are one. */
function serviceSpans(
  points: readonly Point[],
  kind: CheckedKind,
  entered: readonly EnteredSpan[],
): { from: number; until: number }[] {
  const flagged = points
    .filter(({ flag }) => IS_SERVICE.has(stateOfSign(flag)))
    .map(({ at }) => ({ from: at, until: endOfPeriod(kind, at) }))
  const spans = [...flagged, ...entered.filter(({ state }) => IS_SERVICE.has(state))].sort((a, b) => a.from - b.from)
  const joined: { from: number; until: number }[] = []
  for (const { from, until } of spans) {
    const last = joined.at(-1)
    if (last && from <= last.until) last.until = Math.max(last.until, until)
    else joined.push({ from, until })
  }
  return joined
}

/** Values a day needs for its lateness to say something of the clock and not of the line. */
const LEAST_OF_A_DAY = 6

/**
 * A value that arrives before its period is over proves a clock that runs ahead. One that lags is told only where the
 * whole day lags by about as much: a clock behind, and not a line that was down.
 */
export function clockOff(
  { points, kind }: { points: readonly Point[]; kind: CheckedKind },
  check: Check<'clock'>,
): Hit[] {
  const lag = ({ at, knownAt }: Point): number => (knownAt - endOfPeriod(kind, at)) / MINUTE_MS
  const hit = (point: Point): Hit => ({
    from: point.at,
    until: endOfPeriod(kind, point.at),
    detail: { minutes: tidy(Math.round(lag(point) * 10) / 10) },
  })
  const ahead = points.filter((point) => lag(point) < -check.aheadMinutes)
  const behind = [...Map.groupBy(points, ({ at }) => startOf('day', at)).values()].flatMap((day) => {
    const lags = day.map(lag).toSorted((a, b) => a - b)
    const median = medianOf(lags)
    const quarter = lags[Math.floor(lags.length / 4)]
    const threeQuarters = lags[Math.floor((lags.length * 3) / 4)]
    if (lags.length < LEAST_OF_A_DAY || median === undefined || quarter === undefined || threeQuarters === undefined)
      return []
    const isSteady = threeQuarters - quarter < Math.max(1, check.behindMinutes / 4)
    return median > check.behindMinutes && isSteady ? day.filter((point) => lag(point) > check.behindMinutes) : []
  })
  return [...new Set([...ahead, ...behind])].sort((a, b) => a.at - b.at).map(hit)
}
