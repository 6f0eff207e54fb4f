// Tests that need only the course of the factor itself: range, rate, persistence, gap, spike, mean outside its extremes.
import { DAY_MS, HOUR_MS, MINUTE_MS, startOf } from '#kit/time.ts'
import type { CheckedKind, RuleTest } from './rule.ts'
import { type CleanPoint, cleanPoints, endOfPeriod, type Hit, type Point, tidy } from './window.ts'

type Check<T extends RuleTest['test']> = Extract<RuleTest, { test: T }>
type Course = { points: readonly Point[]; kind: CheckedKind; now: number }

const hitAt = (kind: CheckedKind, { at }: { at: number }, detail: Hit['detail']): Hit => ({
  from: at,
  until: endOfPeriod(kind, at),
  detail,
})

export function outOfRange({ points, kind }: Course, { least, most }: Check<'range'>): Hit[] {
  return cleanPoints(points).flatMap((point) => {
    if (least !== null && point.value < least) return [hitAt(kind, point, { value: point.value, least })]
    if (most !== null && point.value > most) return [hitAt(kind, point, { value: point.value, most })]
    return []
  })
}

/** The value after the leap is told, not the one before. */
export function tooFast({ points, kind }: Course, { mostPerHour, withinHours }: Check<'rate'>): Hit[] {
  const clean = cleanPoints(points)
  return clean.flatMap((point, n) => {
    const before = clean[n - 1]
    if (before === undefined || point.at - before.at > withinHours * HOUR_MS) return []
    const perHour = Math.abs(point.value - before.value) / ((point.at - before.at) / HOUR_MS)
    return perHour > mostPerHour
      ? [hitAt(kind, point, { value: point.value, before: before.value, perHour: tidy(perHour), mostPerHour })]
      : []
  })
}

/**
 * Runs of neighbouring values that stay within `tolerance` of the first of the run, no two farther apart than two periods
 * of `step`; only runs that last `hours` or longer.
 */
export function frozenRuns(
  clean: readonly CleanPoint[],
  { hours, tolerance, kind }: { hours: number; tolerance: number; kind: CheckedKind },
): CleanPoint[][] {
  const widest = kind === 'sample' ? REST_BETWEEN_SAMPLES_MS : 2 * (endOfPeriod(kind, 0) - 0)
  const runs: CleanPoint[][] = []
  let run: CleanPoint[] = []
  const close = (): void => {
    const [first] = run
    const last = run.at(-1)
    if (first && last && run.length > 1 && endOfPeriod(kind, last.at) - first.at >= hours * HOUR_MS) runs.push(run)
  }
  for (const point of clean) {
    const last = run.at(-1)
    // Compared with the one before: a run is the same whichever of its values is read first.
    const goesOn = last !== undefined && point.at - last.at <= widest && Math.abs(point.value - last.value) <= tolerance
    if (goesOn) {
      run.push(point)
      continue
    }
    close()
    run = [point]
  }
  close()
  return runs
}

/** Stations sample every four hours; two missed ones end a run. */
const REST_BETWEEN_SAMPLES_MS = 12 * HOUR_MS

export function frozen({ points, kind }: Course, { hours, tolerance, ignoreUpTo }: Check<'persistence'>): Hit[] {
  const clean = cleanPoints(points)
  return frozenRuns(clean, { hours, tolerance, kind }).flatMap((run) =>
    run.flatMap((point) =>
      ignoreUpTo !== null && point.value <= ignoreUpTo ? [] : [hitAt(kind, point, { value: point.value, hours })],
    ),
  )
}

/**
 * Expected periods without any value, up to now less the grace. A period is missed only within a day of the value before
 * it: who has been silent for longer is offline, which the feed scorecard tells.
 */
export function gaps({ points, now }: Course, { everyMinutes, graceMinutes }: Check<'gap'>): Hit[] {
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined) return []
  const step = everyMinutes * MINUTE_MS
  const until = Math.min(now - graceMinutes * MINUTE_MS, last.at + DAY_MS)
  const hits: Hit[] = []
  let next = 0
  for (let from = slotOf(first.at, step); from + step <= until; from += step) {
    while ((points[next]?.at ?? Number.POSITIVE_INFINITY) < from) next += 1
    const found = points[next]?.at
    const isThere = found !== undefined && found < from + step
    const before = points[next - 1]?.at
    if (!isThere && before !== undefined && from - before <= DAY_MS)
      hits.push({ from, until: from + step, detail: { everyMinutes } })
  }
  return hits
}

/** Start of the expected period an instant lies in, counted from Beijing midnight. */
const slotOf = (at: number, step: number): number => {
  const day = startOf('day', at)
  return day + Math.floor((at - day) / step) * step
}

export function spikes({ points, kind }: Course, { mostStep, ratio, withinHours }: Check<'spike'>): Hit[] {
  const clean = cleanPoints(points)
  const widest = withinHours * HOUR_MS
  return clean.flatMap((point, n) => {
    const [before, after] = [clean[n - 1], clean[n + 1]]
    if (!before || !after || point.at - before.at > widest || after.at - point.at > widest) return []
    const [up, down] = [point.value - before.value, point.value - after.value]
    if (up * down <= 0) return []
    const step = Math.min(Math.abs(up), Math.abs(down))
    const around = Math.abs(after.value - before.value)
    return step > mostStep && step > ratio * around
      ? [hitAt(kind, point, { value: point.value, before: before.value, after: after.value, step: tidy(step) })]
      : []
  })
}

export function meanOutsideExtremes({ points, kind }: Course, { share }: Check<'mean-extremes'>): Hit[] {
  return cleanPoints(points).flatMap((point) => {
    const { low, high, value } = point
    if (low === null || high === null) return []
    const allowed = share * Math.abs(high - low)
    const isOutside = low > high || value < low - allowed || value > high + allowed
    return isOutside ? [hitAt(kind, point, { value, low, high })] : []
  })
}
