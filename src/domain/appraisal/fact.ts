// What an item of a unit is scored by: a figure with where it comes from, or why there is none.
import type { Bilingual } from './scheme.ts'

/** 计分依据 — `to` is the page, or trace, that shows it. */
export type Fact =
  | {
      state: 'known'
      /** Decimal text in the unit of its source. */
      value: string
      words: Bilingual
      to: string | null
      /** How many cases it rests on. */
      sample?: number
      /** Of an indicator that has one. */
      target?: string
      /** By which a value is held against the target. */
      comparator?: string
      isMet?: boolean
    }
  /** Nobody has given it yet; `because` says who can. */
  | { state: 'missing'; because: Bilingual; to: string | null }
  | { state: 'not-applicable'; because: Bilingual; to: string | null }

export type KnownFact = Extract<Fact, { state: 'known' }>
