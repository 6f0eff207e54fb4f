// Where the period of a reading ends, and the instant its standard names it by.
import type { ReadingKind } from '#contract/sites.ts'
import { endOf, HOUR_MS } from '#kit/time.ts'

const MINUTES_MS = 600_000

/** End of the period, exclusive; an instant's value ends where it is. */
export const untilOf = (kind: ReadingKind, at: number): number =>
  kind === 'hour' || kind === 'day' ? endOf(kind, at) : kind === 'minute' ? at + MINUTES_MS : at

/** Hours of air carry the label of their end, as the air standards count them; everything else the instant it begins. */
export const namedAt = (kind: ReadingKind, at: number, isWater: boolean): number =>
  kind === 'hour' && !isWater ? at + HOUR_MS : at
