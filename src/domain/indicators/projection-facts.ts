// What a projection is made from, and what each method gives.
import type { Explanation } from '#domain/standards/verdict.ts'
import type { EpochMs } from '#kit/time.ts'
import type { Spread } from './distributions.ts'

/** A day that counts: 100 for a hit and 0 for a miss of a share, else the mean of the day. */
export type DayFigure = { at: EpochMs; value: number }

/** What is known: in the unit of the indicator; `years` are over, oldest first; `days` of the year and of former ones. */
export type ProjectionFacts = {
  year: number
  now: EpochMs
  years: readonly { year: number; value: number }[]
  days: readonly DayFigure[]
  /** First year of the count where the quantity grows from year to year from nought, as a fall against a base year. */
  cumulativeSince?: number | undefined
  /** Edition by which former days are judged, where they are judged by one. */
  edition?: string | undefined
  decimals: number
  /** Whether the figure is a share and stays within 0 and 100. */
  isPercent: boolean
}

export type ProjectionMethod = 'days' | 'trend' | 'rate'
export type Found = { method: ProjectionMethod; spread: Spread; isSure: boolean; steps: Explanation }
