// What column `average.items` holds: the averages of one site and period, item by item, with what they rest on.
import type { Why } from '#domain/standards/verdict.ts'

/** 均值 — of one item over a day, month or year. */
export type AverageItem = {
  /** Rounded as the standard rounds it, in the storage unit of the item; null where it cannot be given. */
  value: string | null
  /** Before rounding, as a decimal or a fraction `a/b`. */
  exact?: string
  /** How many inputs entered it, and how many the period has. */
  used: number
  expected: number
  /** Whether it has enough inputs to stand for the period. */
  valid: boolean
  why?: Why
}

/** Keyed by the item's name in the standards: `PM2.5`, `O3_8h`, `codmn` … */
export type AverageItems = Readonly<Record<string, AverageItem>>
