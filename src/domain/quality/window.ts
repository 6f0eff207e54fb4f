// What the rules look at: the values of one site over a stretch of time, with its neighbours and what persons entered.
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import { type FlagState, stateOfSign } from './flag-vocabulary.ts'
import type { CheckedKind, RuleTestName } from './rule.ts'

/** One value of one factor; `at` is the start of its period. */
export type Point = {
  at: number
  value: number | null
  low: number | null
  high: number | null
  total: number | null
  /** HJ 212 letter. */
  flag: string
  /** When it first arrived, epoch ms. */
  knownAt: number
}
export type PlainPoint = Pick<Point, 'at' | 'value'>

/** Spans a person entered, such as maintenance; `factor` null: all factors. Half-open. */
export type EnteredSpan = { factor: string | null; from: number; until: number; state: FlagState }

/** Values of one site and kind, oldest first, by factor code. */
export type QualityWindow = {
  siteCode: string
  siteKind: string
  kind: CheckedKind
  series: ReadonlyMap<string, readonly Point[]>
  entered: readonly EnteredSpan[]
  /** Values of sites around, by factor code; one list a site with its distance. */
  neighbours: ReadonlyMap<string, readonly { distanceKm: number; points: readonly PlainPoint[] }[]>
  now: number
}

/** What a test found of one value or of a missing one; `until` is the end of the span, exclusive. */
export type Hit = { from: number; until: number; detail: Readonly<Record<string, number>> }

export type QualityFinding = {
  factor: string
  test: RuleTestName
  ruleId: string
  ruleVersion: number
  state: FlagState
  from: number
  until: number
  detail: Readonly<Record<string, number>>
}

const PERIOD_MS: Readonly<Record<CheckedKind, number>> = { minute: 600_000, hour: HOUR_MS, day: DAY_MS, sample: 1 }

/** End of a value's span, exclusive; a sample is an instant. */
export const endOfPeriod = (kind: CheckedKind, at: number): number => at + PERIOD_MS[kind]

/** Whether the device itself says that the value is good: what it has flagged needs no rule. */
export const isClean = ({ value, flag }: Pick<Point, 'value' | 'flag'>): boolean =>
  value !== null && Number.isFinite(value) && stateOfSign(flag) === 'good'

/** A clean value; where the type must know that it is a number. */
export type CleanPoint = Point & { value: number }
export const cleanPoints = (points: readonly Point[]): CleanPoint[] =>
  points.filter((point): point is CleanPoint => isClean(point))

export const medianOf = (values: readonly number[]): number | undefined => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  const lower = sorted[middle - 1]
  if (upper === undefined) return undefined
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2
}

/** Rounded to nine significant digits, so that a detail does not show the tail of a binary fraction. */
export const tidy = (value: number): number => Number(value.toPrecision(9))
