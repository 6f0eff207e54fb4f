// A quality rule: where it looks, what it tests, with which figures and on whose word.
import type { FlagState } from './flag-vocabulary.ts'

/** Tests there are; what each needs stands in `RuleTest`. */
export const RULE_TESTS = [
  'range',
  'rate',
  'persistence',
  'gap',
  'spike',
  'order',
  'frozen-partner',
  'zero-flow',
  'mean-extremes',
  'amount',
  'neighbour',
  'window',
  'clock',
] as const
export type RuleTestName = (typeof RULE_TESTS)[number]

/** Kinds of data rules look at; real-time values pass too fast to be judged one by one. */
export const CHECKED_KINDS = ['minute', 'hour', 'day', 'sample'] as const
export type CheckedKind = (typeof CHECKED_KINDS)[number]

/** No rule looks farther than this from the value it judges, so that a day is judged the same whatever else is loaded. */
export const REACH_HOURS = 24

/** The figures of each test; values are in the storage unit of the factor. */
export type RuleTest =
  /** Below `least` or above `most`. */
  | { test: 'range'; least: number | null; most: number | null }
  /** Changes faster than `mostPerHour` from the value before, where that is at most `withinHours` away. */
  | { test: 'rate'; mostPerHour: number; withinHours: number }
  /** Stays within `tolerance` of itself for at least `hours`; values at or below `ignoreUpTo` may rest. */
  | { test: 'persistence'; hours: number; tolerance: number; ignoreUpTo: number | null }
  /** A value is expected every `everyMinutes` from Beijing midnight; it is missing `graceMinutes` after its period ended. */
  | { test: 'gap'; everyMinutes: number; graceMinutes: number }
  /** Stands out from both neighbours, on the same side, by more than `mostStep` and more than `ratio` times their difference. */
  | { test: 'spike'; mostStep: number; ratio: number; withinHours: number }
  /** Must not exceed the partner at the same time by more than `share` of it plus `tolerance`. */
  | { test: 'order'; partner: string; share: number; tolerance: number }
  /** The factor is frozen (within `tolerance`) for `hours` while the partner moves by more than `leastMove` of its mean. */
  | { test: 'frozen-partner'; partner: string; hours: number; tolerance: number; leastMove: number }
  /** The factor (a flow) is at or below `zero` while the partner (a load or concentration) is above `leastPartner`. */
  | { test: 'zero-flow'; partner: string; zero: number; leastPartner: number }
  /** The mean lies outside its own least and greatest value by more than `share` of their span. */
  | { test: 'mean-extremes'; share: number }
  /** The amount differs from mean × amount of the partner (a flow) × `scale` by more than `share`. */
  | { test: 'amount'; partner: string; scale: number; share: number }
  /** Farther from the median of the neighbours within `radiusKm` than `mostStep` and `ratio` times that median. */
  | { test: 'neighbour'; radiusKm: number; leastNeighbours: number; mostStep: number; ratio: number }
  /** Values within `recoveryHours` after maintenance or calibration; such a state longer than `mostHours`. */
  | { test: 'window'; recoveryHours: number; mostHours: number }
  /** Arrives before its period has ended by more than `aheadMinutes`, or all day later than `behindMinutes`. */
  | { test: 'clock'; aheadMinutes: number; behindMinutes: number }

/** 质控规则 — one test on one factor at some sites. */
export type QualityRule = {
  id: string
  version: number
  titleZh: string
  titleEn: string
  /** Factor code; `*` for every factor, each by itself. */
  factor: string
  /** Site codes; empty: every site of the kinds. */
  sites: readonly string[]
  siteKinds: readonly string[]
  kinds: readonly CheckedKind[]
  /** What a value becomes that does not pass. */
  state: Extract<FlagState, 'suspect' | 'bad' | 'missing'>
  /** Where the figures come from: `standard` a text, `ours` our own until confirmed. */
  basis: { zh: string; en: string; sureness: 'standard' | 'ours' }
  check: RuleTest
}

/** Whether a rule looks at this site and kind of data. */
export const isRuleFor = (
  rule: Pick<QualityRule, 'sites' | 'siteKinds' | 'kinds'>,
  at: { siteCode: string; siteKind: string; kind: string },
): boolean =>
  rule.kinds.some((kind) => kind === at.kind) &&
  (rule.siteKinds.length === 0 || rule.siteKinds.includes(at.siteKind)) &&
  (rule.sites.length === 0 || rule.sites.includes(at.siteCode))

/** Factor codes a rule needs beside its own. */
export const partnerOf = (check: RuleTest): string | undefined => ('partner' in check ? check.partner : undefined)
