// Which binding indicators a leader must look at: missed, or more likely to be missed than met.
import type { IndicatorRow } from '#contract/indicators.ts'

/** Below this chance of being met an indicator is at risk. */
const EVEN = 0.5

const isMissed = ({ value }: IndicatorRow): boolean => value?.status === 'not-met'

/** Missed first, then those with the least chance. */
export function bindingAtRisk(rows: readonly IndicatorRow[]): IndicatorRow[] {
  const chanceOf = ({ projection }: IndicatorRow): number => projection.chance ?? 1
  return rows
    .filter((row) => row.attribute === 'binding' && (isMissed(row) || chanceOf(row) < EVEN))
    .toSorted((a, b) => Number(isMissed(b)) - Number(isMissed(a)) || chanceOf(a) - chanceOf(b))
}
