// The score sheet of a year: every unit with its points item by item, the fact behind each, its total and its place.
import type { Fact } from './fact.ts'
import type { Bilingual } from './scheme.ts'

/** 考核对象 — `id` outlives the names of the unit: its number in the register, or its name where it has none. */
export type ScoredUnit = { id: string; unit: string; group: string }

/** Points of one item with a rule; `weight` is what it weighs for this unit. Null points: the item does not apply. */
export type ItemScore = {
  id: string
  state: 'scored' | 'missing' | 'not-applicable'
  weight: string
  points: string | null
  because: Bilingual
  fact: Fact
}

/** Points of a bonus (positive) or deduction (negative). */
export type AdjustmentScore = { id: string; points: string; because: Bilingual; fact: Fact }
export type VetoScore = { id: string; because: Bilingual; fact: Fact }

/** 考核得分 — `open` counts facts that people have not given yet; while there are any, the total may still change. */
export type UnitScore = ScoredUnit & {
  items: ItemScore[]
  adjustments: AdjustmentScore[]
  vetoes: VetoScore[]
  /** Points that the scheme gives to what applies to the unit, before the weight of the rest was given to it. */
  applicable: string
  /** Before a veto took effect. */
  sum: string
  total: string
  /** Within its group; equal totals share one, and the next is as many further. Null: too little applies to be ranked. */
  place: number | null
  open: number
}

/** 考核表. */
export type ScoreSheet = { units: UnitScore[] }
