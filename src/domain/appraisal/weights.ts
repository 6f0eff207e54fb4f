// What each item weighs for one unit once the items that do not apply to it have given their weight away.
import { add, getDecimal, multiply, type Rational, ratio, toRational } from '#kit/rational.ts'
import { isAskedOf, type Scheme, type SchemeItem } from './scheme.ts'

const figure = (text: string): Rational => toRational(getDecimal(text))
const sumOf = (weights: readonly Rational[]): Rational => weights.reduce<Rational>(add, ratio(0n, 1n))

/**
 * Weight in points by the id of each item with a rule that applies; together exactly the full marks, unless nothing
 * applies at all.
 */
export function weightsFor(
  { items, full, notApplicable }: Pick<Scheme, 'items' | 'full' | 'notApplicable'>,
  { group, applies }: { group: string; applies: (itemId: string) => boolean },
): Map<string, Rational> {
  const weights = new Map<string, Rational>()
  const counts = (item: SchemeItem): boolean =>
    isAskedOf(item, group) && (item.rule === undefined ? (item.items ?? []).some(counts) : applies(item.id))
  const spread = (level: readonly SchemeItem[], share: Rational): void => {
    const counted = level.filter(counts)
    const sum = sumOf(counted.map(({ weight }) => figure(weight)))
    for (const item of counted) {
      const own = multiply(share, scale(figure(item.weight), sum))
      if (item.rule === undefined) spread(item.items ?? [], own)
      else weights.set(item.id, own)
    }
  }
  if (notApplicable === 'siblings') spread(items, figure(full))
  else spread(countedLeaves(items, counts), figure(full))
  return weights
}

/** Leaves of which every item above counts too. */
const countedLeaves = (items: readonly SchemeItem[], counts: (item: SchemeItem) => boolean): SchemeItem[] =>
  items.filter(counts).flatMap((item) => (item.rule === undefined ? countedLeaves(item.items ?? [], counts) : [item]))

const scale = (part: Rational, sum: Rational): Rational =>
  sum.n === 0n ? ratio(0n, 1n) : ratio(part.n * sum.d, part.d * sum.n)
