// Tests of a factor against another one of the same site at the same time.
import { HOUR_MS } from '#kit/time.ts'
import { frozenRuns } from './detect-alone.ts'
import type { CheckedKind, RuleTest } from './rule.ts'
import { type CleanPoint, cleanPoints, endOfPeriod, type Hit, type Point, tidy } from './window.ts'

type Check<T extends RuleTest['test']> = Extract<RuleTest, { test: T }>
export type Pair = { points: readonly Point[]; partner: readonly Point[]; kind: CheckedKind }

const byTime = (points: readonly Point[]): Map<number, CleanPoint> =>
  new Map(cleanPoints(points).map((point) => [point.at, point]))

/** Calls `judge` for every time both have a clean value; what it gives is the detail of a hit. */
function together(
  { points, partner, kind }: Pair,
  judge: (own: CleanPoint, other: CleanPoint) => Hit['detail'] | undefined,
): Hit[] {
  const others = byTime(partner)
  return cleanPoints(points).flatMap((own) => {
    const other = others.get(own.at)
    const detail = other && judge(own, other)
    return detail ? [{ from: own.at, until: endOfPeriod(kind, own.at), detail }] : []
  })
}

/** PM2.5 above PM10 of the same hour (倒挂). */
export const aboveWhole = (pair: Pair, { share, tolerance }: Check<'order'>): Hit[] =>
  together(pair, (own, other) => {
    const most = other.value + Math.abs(other.value) * share + tolerance
    return own.value > most ? { value: own.value, partner: other.value, most: tidy(most) } : undefined
  })

export const flowlessLoad = (pair: Pair, { zero, leastPartner }: Check<'zero-flow'>): Hit[] =>
  together(pair, (own, other) =>
    own.value <= zero && other.value > leastPartner ? { value: own.value, partner: other.value } : undefined,
  )

/** Amount of the period against mean concentration × flow amount × scale. */
export const amountApart = (pair: Pair, { scale, share }: Check<'amount'>): Hit[] =>
  together(pair, (own, other) => {
    if (own.total === null || other.total === null) return undefined
    const expected = own.value * other.total * scale
    const apart = Math.abs(own.total - expected)
    const allowed = share * Math.max(Math.abs(expected), Math.abs(own.total))
    return apart > allowed ? { value: own.total, expected: tidy(expected) } : undefined
  })

/** The factor rests while its partner, which should move it, does not: the mark of a probe in a bottle. */
export function restsWhilePartnerMoves(
  { points, partner, kind }: Pair,
  { hours, tolerance, leastMove }: Check<'frozen-partner'>,
): Hit[] {
  const others = cleanPoints(partner)
  return frozenRuns(cleanPoints(points), { hours, tolerance, kind }).flatMap((run) =>
    run.flatMap((point) => {
      const moved = movementAround(others, { at: point.at, hours })
      return moved !== undefined && moved > leastMove
        ? [{ from: point.at, until: endOfPeriod(kind, point.at), detail: { value: point.value, moved: tidy(moved) } }]
        : []
    }),
  )
}

/** Span of the partner's values within half of `hours` on each side, as a share of their mean. */
function movementAround(
  others: readonly CleanPoint[],
  { at, hours }: { at: number; hours: number },
): number | undefined {
  const half = (hours * HOUR_MS) / 2
  const near = others.filter((other) => Math.abs(other.at - at) <= half).map(({ value }) => value)
  if (near.length < 3) return undefined
  const mean = near.reduce((sum, value) => sum + value, 0) / near.length
  return mean === 0 ? undefined : (Math.max(...near) - Math.min(...near)) / Math.abs(mean)
}
