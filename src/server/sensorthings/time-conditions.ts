// Conditions on the phenomenon time as half-open ranges of the beginning of a period, so that an index can answer them.
import type { TimeSpan } from '#domain/sensorthings/expression.ts'

export type TimeOp = 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'during' | 'overlaps' | 'starts'
export type TimeCondition = { op: TimeOp; span: TimeSpan }
/** Beginnings from `from` up to, not including, `until`; epoch ms. */
export type Range = { from: number; until: number }

export const EVERYTHING: Range = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }
const NOTHING: Range = { from: 0, until: 0 }

const INFINITE = Number.POSITIVE_INFINITY
const below = (until: number): Range => ({ from: -INFINITE, until })
const fromOn = (from: number): Range => ({ from, until: INFINITE })

/**
 * Beginnings at which a period of this length meets the condition: exactly those that the comparison of periods gives,
 * at a resolution of 1 ms. Length 0 is an instant.
 */
export function rangeOf({ op, span }: TimeCondition, lengthMs: number): Range {
  const { from, until } = span
  const isInstant = from === until
  switch (op) {
    case 'lt':
      return below(lengthMs === 0 ? from : from - lengthMs + 1)
    case 'gt':
      return fromOn(isInstant ? from + 1 : until)
    case 'le':
      return below(Math.min(from, until - lengthMs) + 1)
    case 'ge':
      return fromOn(Math.max(from, until - lengthMs))
    case 'eq':
      return lengthMs === until - from ? { from, until: from + 1 } : NOTHING
    case 'starts':
      return { from, until: from + 1 }
    case 'during':
      return { from, until: lengthMs === 0 ? until : until - lengthMs + 1 }
    case 'overlaps':
      return { from: lengthMs === 0 ? from : from - lengthMs + 1, until: isInstant ? from + 1 : until }
  }
}

export const intersect = (a: Range, b: Range): Range => ({
  from: Math.max(a.from, b.from),
  until: Math.min(a.until, b.until),
})

/** Beginnings that meet all conditions. */
export const rangeOfAll = (conditions: readonly TimeCondition[], lengthMs: number): Range =>
  conditions.reduce((range, condition) => intersect(range, rangeOf(condition, lengthMs)), EVERYTHING)

/** Beginnings at which a period of some length can meet all conditions. */
export const widestRange = (conditions: readonly TimeCondition[]): Range =>
  conditions.map(widest).reduce(intersect, EVERYTHING)

function widest({ op, span: { from, until } }: TimeCondition): Range {
  switch (op) {
    case 'lt':
      return below(from)
    case 'gt':
      return fromOn(from === until ? from + 1 : until)
    case 'le':
      return below(from + 1)
    case 'ge':
      return fromOn(from)
    case 'eq':
    case 'starts':
      return { from, until: from + 1 }
    case 'during':
      return { from, until }
    case 'overlaps':
      return below(from === until ? from + 1 : until)
  }
}
