// The trophic index of lakes and reservoirs and the state it stands for.
import { SWQ_2011, type TrophicItem, type TrophicState, type TrophicTerm } from './catalog/swq-eval-2011.ts'

/** TLI(j) of one item in its own unit; the logarithm makes it a float. */
export const trophicTerm = ({ a, b }: TrophicTerm, value: number): number => 10 * (a + b * Math.log(value))

/**
 * TLI(Σ) of terms: the printed weights where all five are there, otherwise weights of those that are, from their r².
 * Undefined where chlorophyll a, to which the correlations refer, is absent.
 */
export function combineTrophic(terms: Readonly<Partial<Record<TrophicItem, number>>>): number | undefined {
  const present = SWQ_2011.limits.filter((term) => terms[term.item] !== undefined)
  if (terms.chla === undefined) return undefined
  const isFull = present.length === SWQ_2011.limits.length
  const whole = present.reduce((sum, term) => sum + term.correlation, 0)
  return present.reduce(
    (sum, term) => sum + (isFull ? term.weight : term.correlation / whole) * (terms[term.item] ?? 0),
    0,
  )
}

/** 营养状态 of an unrounded index. */
export function trophicState(tli: number): TrophicState {
  const state = SWQ_2011.trophicStates.find(
    ({ below, upTo }) => (below === undefined || tli < below) && (upTo === undefined || tli <= upTo),
  )
  if (!state) throw new RangeError(`Cannot grade trophic index ${tli} as it must be a number`)
  return state
}
