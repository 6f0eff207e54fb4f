// What an appraisal scheme is as data: who is scored, items in a tree with weights, and by which rule each earns its points.
import type { OrganisationKind } from '#domain/organisations/organisation.ts'

/** The same text in both languages. */
export type Bilingual = { zh: string; en: string }

/** 考核方案 — figures are decimal texts; weights and points are in points of `full`. */
export type Scheme = {
  id: string
  /** From 1. */
  version: number
  name: Bilingual
  purpose: Bilingual
  /** Parts of the plan, or documents, that ask for it. */
  refs: string[]
  /** Who set the weights: a document that is named, or this house, which nobody has confirmed. */
  weights: { setBy: 'document' | 'house'; note: Bilingual }
  groups: Group[]
  /** Points of a unit that earns everything, without bonuses. */
  full: string
  /** Places to which the points of an item are rounded; totals are sums of what is printed. */
  decimals: number
  /**
   * Where an item does not apply to a unit its weight goes to its siblings in proportion to theirs, and where none of
   * them applies, up to those of the parent; or to all other items at once.
   */
  notApplicable: 'siblings' | 'whole'
  items: SchemeItem[]
  /** Points that must apply to a unit for it to be ranked: a total that rests on little says little. */
  leastApplicable?: string
  adjustments?: Adjustment[]
  /** Most that all bonuses, and all deductions, come to. */
  caps?: { bonus: string; deduction: string }
  vetoes?: Veto[]
}

/** Units that are ranked among each other. */
export type Group = { id: string; name: Bilingual; kinds: OrganisationKind[] }

/** 考核内容 — has either items below it or a rule; `groups` absent: it is asked of all. */
export type SchemeItem = {
  id: string
  name: Bilingual
  weight: string
  refs?: string[]
  groups?: string[]
  items?: SchemeItem[]
  rule?: ScoringRule
}

/** 计分规则 — where the figure comes from and what share of the weight it earns. */
export type ScoringRule = {
  source: Source
  curve: Curve
  /** A figure that rests on fewer cases than this says nothing: the item does not apply. */
  leastSample?: number
  /** What a figure that nobody has given earns. */
  whenMissing: 'zero' | 'not-applicable'
}

export const SOURCES = ['indicator', 'obligations', 'returns', 'evidence', 'cases', 'self-report', 'reviewer'] as const
export type SourceKind = (typeof SOURCES)[number]

export type Source =
  /** `responsible`: only units that lead or assist an obligation linked to the indicator. */
  | { from: 'indicator'; indicator: string; of: 'everyone' | 'responsible' }
  /** Percent of the obligations that it leads; `node` keeps to a part of the plan. */
  | { from: 'obligations'; counts: 'done' | 'on-track'; node?: string }
  /** Percent of its progress returns of the year that its head signed in time. */
  | { from: 'returns' }
  /** Percent of the reviewed evidence of the obligations that it leads which was accepted. */
  | { from: 'evidence' }
  /** Working days by which its open cases are overdue; `procedures` absent: of all. */
  | { from: 'cases'; procedures?: string[] }
  | { from: 'self-report'; asks: Bilingual; unit: Bilingual }
  | { from: 'reviewer'; asks: Bilingual; unit: Bilingual; least: string; most: string }

export type Curve =
  /** Straight between the two, bounded by 0 and 100 percent; `target` is the indicator's own. */
  | { kind: 'linear'; zeroAt: string; fullAt: string }
  /** The first step that holds. */
  | { kind: 'steps'; steps: Step[]; otherwise: string }
  /** 100 percent where the indicator met its target, else `missed` percent. */
  | { kind: 'met'; missed: string }
export type Step = { atLeast?: string; atMost?: string; percent: string }

/** 加减分项 — so many points for each, up to its cap; a reviewer enters how many with the facts. */
export type Adjustment = {
  id: string
  name: Bilingual
  kind: 'bonus' | 'deduction'
  asks: Bilingual
  each: string
  cap: string
}

/** 一票否决 — a fact that a reviewer enters; the total is then nothing, or not above so many points. */
export type Veto = {
  id: string
  name: Bilingual
  asks: Bilingual
  effect: { kind: 'zero' } | { kind: 'at-most'; points: string }
}

/** Stands for the indicator's own target at the end of a straight line. */
export const TARGET = 'target'

type Leaf = SchemeItem & { rule: ScoringRule }
const isLeaf = (item: SchemeItem): item is Leaf => item.rule !== undefined

/** Items with a rule, in reading order. */
export const leavesOf = (items: readonly SchemeItem[]): Leaf[] =>
  items.flatMap((item) => (isLeaf(item) ? [item] : leavesOf(item.items ?? [])))

export const isAskedOf = ({ groups }: SchemeItem, group: string): boolean => groups?.includes(group) ?? true
