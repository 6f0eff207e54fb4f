// The part of a long text that shows what was found in it.
import type { TextRange } from '#web/ui/highlight.ts'

const LEAD = 18

/** Cuts the beginning off where the first find stands too far in to be seen; ranges move along. */
export function excerptOf(text: string, ranges: readonly TextRange[]): { text: string; ranges: TextRange[] } {
  const first = Math.min(...ranges.map((range) => range.from))
  const cut = Number.isFinite(first) && first > 2 * LEAD ? first - LEAD : 0
  if (cut === 0) return { text, ranges: [...ranges] }
  return {
    text: `…${text.slice(cut)}`,
    ranges: ranges.map(({ from, until }) => ({ from: from - cut + 1, until: until - cut + 1 })),
  }
}
