// Figures of the indicator board: difference to the year before, the sentence's parts, and the exported lines.
import type { IndicatorRow, IndicatorStatus } from '#contract/indicators.ts'
import { formatDecimal, parseDecimal, powerOfTen } from '#kit/rational.ts'
import { STATUS_ORDER } from './words.ts'

/**
 * Value less the year before on digits, with its sign (U+2212 for minus) and the finer of the two precisions.
 * Undefined where either is missing or no plain decimal.
 * @example differenceOf('96.16', '95.9') // '+0.26'
 */
export function differenceOf(value: string | null | undefined, before: string | null | undefined): string | undefined {
  const [now, then] = [parseDecimal(value ?? ''), parseDecimal(before ?? '')]
  if (!now || !then) return undefined
  const scale = Math.max(now.scale, then.scale)
  const units = now.units * powerOfTen(scale - now.scale) - then.units * powerOfTen(scale - then.scale)
  const size = formatDecimal({ units: units < 0n ? -units : units, scale })
  return units === 0n ? size : `${units > 0n ? '+' : '−'}${size}`
}

/** Status of a row for the shown year; without a value the reason is the city's pending target or the missing formula. */
export function statusOf(row: IndicatorRow): IndicatorStatus {
  if (row.value) return row.value.status
  if (row.target.setBy === 'city_assignment') return 'awaiting-city-target'
  return row.hasFormula ? 'cannot-judge' : 'no-formula'
}

export type Summary = { status: IndicatorStatus; count: number }[]

/** Counts in the fixed order of the states, without the empty ones. */
export const listSummary = (summary: Readonly<Partial<Record<IndicatorStatus, number>>>): Summary =>
  STATUS_ORDER.map((status) => ({ status, count: summary[status] ?? 0 })).filter((part) => part.count > 0)

/** Number of a row as the plan's table prints it, with its letter where a row has several measurables. */
export const numberOf = (row: Pick<IndicatorRow, 'no' | 'sub'>): string => `${row.no}${row.sub ?? ''}`

/** Whether "≥" or the like stands in the printed target already. */
export const assumedComparatorOf = (row: IndicatorRow): string | undefined =>
  row.target.assumed && row.target.comparator !== null ? showComparator(row.target.comparator) : undefined

export const showComparator = (comparator: string): string => ({ '>=': '≥', '<=': '≤' })[comparator] ?? comparator
