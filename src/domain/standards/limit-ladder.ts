// Bounds in order of class: which one a value keeps, how far it is over, which of several standards is stricter.
import {
  compareRationals,
  divide,
  getDecimal,
  type Rational,
  roundRational,
  subtract,
  toRational,
} from '#kit/rational.ts'
import type { Limit } from './edition.ts'
import type { AppliedLimit, Words } from './limit-verdict.ts'

/** 限值的形式 — all given bounds must hold; `absent` is kept only where nothing was detected or seen. */
export type Bound = {
  atMost?: number | undefined
  below?: number | undefined
  atLeast?: number | undefined
  over?: number | undefined
  absent?: true | undefined
}

export type Rung = { bound: Bound; label: Words | null; edition: string; limit: Pick<Limit, 'source' | 'sureness'> }

/** Best class first; a value has the grade of the first rung it keeps, one more than there are rungs where it keeps none. */
export type Ladder = readonly Rung[]

/** `isAbsent`: not detected, so a bound of absence is kept whatever number stands for it. */
export type Compared = { value: Rational; isAbsent: boolean }

const figure = (value: number): Rational => toRational(getDecimal(value))

/** Whether a value keeps a bound. */
export function keeps(bound: Bound, { value, isAbsent }: Compared): boolean {
  const order = (limit: number): number => compareRationals(value, figure(limit))
  if (bound.absent) return isAbsent
  return (
    (bound.atMost === undefined || order(bound.atMost) <= 0) &&
    (bound.below === undefined || order(bound.below) < 0) &&
    (bound.atLeast === undefined || order(bound.atLeast) >= 0) &&
    (bound.over === undefined || order(bound.over) > 0)
  )
}

/** The bound as it is written: `≤ 50`, `6–9`, `不得检出 not detected`. */
export function boundText({ atMost, below, atLeast, over, absent }: Bound): string {
  if (absent) return '不得检出 not detected'
  if (atLeast !== undefined && atMost !== undefined) return `${atLeast}–${atMost}`
  const parts = [
    atLeast === undefined ? '' : `≥ ${atLeast}`,
    over === undefined ? '' : `> ${over}`,
    atMost === undefined ? '' : `≤ ${atMost}`,
    below === undefined ? '' : `< ${below}`,
  ]
  return parts.filter((part) => part !== '').join('，')
}

/** Grade of a value on a ladder. */
export function gradeOn(ladder: Ladder, compared: Compared): number {
  const met = ladder.findIndex(({ bound }) => keeps(bound, compared))
  return met < 0 ? ladder.length + 1 : met + 1
}

/** The largest value a bound allows; undefined for bounds that only ask for more, or for absence. */
const ceilingOf = ({ atMost, below }: Bound): number | undefined => atMost ?? below

/** Multiple over a bound, two decimals; undefined where the value is within it, or the bound has no positive ceiling or is a range. */
export function multipleOver(bound: Bound, { value }: Compared): string | undefined {
  const ceiling = ceilingOf(bound)
  if (ceiling === undefined || ceiling <= 0 || bound.atLeast !== undefined) return undefined
  const limit = figure(ceiling)
  if (compareRationals(value, limit) <= 0) return undefined
  return roundRational(divide(subtract(value, limit), limit), 2)
}

/** Negative where `a` is the stricter of two bounds of the same kind, positive where `b` is, else zero. */
export function compareStrictness(a: Bound, b: Bound): number {
  const ceilings = [ceilingOf(a) ?? Number.POSITIVE_INFINITY, ceilingOf(b) ?? Number.POSITIVE_INFINITY] as const
  if (ceilings[0] !== ceilings[1]) return ceilings[0] < ceilings[1] ? -1 : 1
  if ((a.below === undefined) !== (b.below === undefined)) return a.below === undefined ? 1 : -1
  return Math.sign((b.atLeast ?? Number.NEGATIVE_INFINITY) - (a.atLeast ?? Number.NEGATIVE_INFINITY)) || 0
}

/** Index of the ladder whose first rung is the strictest; the first of equals. */
export function strictest(ladders: readonly Ladder[]): number {
  let best = 0
  ladders.forEach((ladder, at) => {
    const [current, candidate] = [ladders[best]?.[0], ladder[0]]
    if (current && candidate && compareStrictness(candidate.bound, current.bound) < 0) best = at
  })
  return best
}

/** The rungs of a ladder that tell the grade: the one just missed and the one kept. */
function telling(ladder: Ladder, grade: number): Rung[] {
  if (ladder.length === 1) return [...ladder]
  return ladder.filter((_, at) => at === grade - 2 || at === grade - 1)
}

/** The limits that decided, as they are shown; of several ladders the strictest governs. */
export function appliedLimits(ladders: readonly Ladder[], compared: Compared): AppliedLimit[] {
  const governing = strictest(ladders)
  return ladders.flatMap((ladder, at) =>
    telling(ladder, gradeOn(ladder, compared)).map(({ bound, label, edition, limit }) => ({
      text: boundText(bound),
      label,
      meets: keeps(bound, compared),
      governs: at === governing,
      edition,
      clause: limit.source,
      sureness: limit.sureness,
    })),
  )
}
