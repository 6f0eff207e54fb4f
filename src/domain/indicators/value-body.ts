// What column `indicator_value.body` holds: the numbers of the formula, and every input with whether it counted.
import type { Sureness } from '#domain/standards/edition.ts'
import type { Explanation, Why } from '#domain/standards/verdict.ts'

/**
 * One day, section or value that the formula looked at. `site` is a site code; a day or section-year is found again as
 * the verdict of `subject` at `at` under `edition`, an average as `item` of `period` at `at`.
 */
export type IndicatorInput = {
  site: string
  /** Start of its period, epoch ms. */
  at: number
  /** Whether it counts in the denominator. */
  counted: boolean
  /** Whether it counts in the numerator; absent for means. */
  hit?: boolean
  /** What it brings: an index, a class or a mean, as text. */
  value?: string
  why?: Why | null
} & (
  | { subject: 'air-day' | 'water-month' | 'water-year'; edition: string }
  | { period: 'day' | 'month' | 'year'; item: string }
)

export type IndicatorBody = {
  numerator: number | null
  denominator: number | null
  editions: string[]
  sureness: Sureness | null
  /** How it came about, with the numbers filled in. */
  steps: Explanation | null
  /** In order of time, then site; empty where the numbers were reported. */
  inputs: IndicatorInput[]
  /** The target of the city it was judged by, in the unit of the indicator, where the plan leaves it to the city. */
  cityTarget?: { comparator: string; value: string; document: string }
  /** The report it was computed from: numbers by input as they were given, their document, and who gave them. */
  report?: { id: number; values: Readonly<Record<string, string>>; source: string; author: string }
  /** Why it cannot be judged; the column `why` holds its code. */
  why?: Why | null
}
