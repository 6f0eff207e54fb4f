// What editions of indices share: named terms, levels between bounds, and a shorter way to write editions.
import type { Edition, Family, Limit } from '../edition.ts'

/** A fact or coefficient an index works with. */
export type IndexTerm = Limit & { zh: string; en: string }

/** 等级 — grade 1 is the best; bounds are on the unrounded value: at least `from` or above `over`, up to `upTo` or below `below`. */
export type IndexLevel = {
  grade: number
  zh: string
  en: string
  colour?: string
  from?: string
  over?: string
  upTo?: string
  below?: string
}

/** An edition of an index with its family, for `const` declarations that keep the family literal. */
export type IndexEdition<F extends Family, L extends Limit = Limit> = Edition<L> & { family: F }
