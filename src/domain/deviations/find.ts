// Which deviations there are: facts of indicators, obligations, projects and returns in, deviations with their reason out.
import type { ExceptionRule } from '#domain/projects/exceptions.ts'
import type { Addressee, DeviationRule, Watch, WatchKind } from './rule.ts'

type Bilingual = { zh: string; en: string }
type Units = Partial<Record<Addressee, readonly string[]>>

/** What the rules look at. Simulated values are left out before. */
export type DeviationFacts = {
  indicators: readonly IndicatorFacts[]
  obligations: readonly ObligationFacts[]
  projects: readonly { id: string; name: Bilingual; exceptions: readonly ExceptionFound[]; units: Units }[]
  /** Returns that are signed, late or counted as not reported, newest period first. */
  returns: readonly { unit: string; newest: readonly { period: string; isMissing: boolean }[] }[]
}

export type IndicatorFacts = {
  id: string
  name: Bilingual
  attribute: 'binding' | 'anticipatory'
  /** In words, with the unit. */
  target: string
  /** Of the year that is projected; null where nothing is known of it. `value` in words, with the unit. */
  projected: { year: number; chancePercent: number; value: string } | null
  /** The newest year that is over and was missed. `value` in words, with the unit. */
  missed: { year: number; value: string } | null
  units: Units
}

export type ObligationFacts = {
  id: string
  name: Bilingual
  /** Red by the rule, and not set otherwise by the plan office. */
  isRed: boolean
  why: readonly Bilingual[]
  /** Periods at whose end it was red, newest first, without a gap. */
  redPeriods: Readonly<Record<'month' | 'quarter', readonly string[]>>
  lead: string | null
  units: Units
}

type ExceptionFound = { rule: ExceptionRule; milestone: string | null }

/** Why it is one, with the figures it rests on; they change only where the matter itself changes. */
export type DeviationReason =
  | {
      what: 'indicator-chance'
      year: number
      chancePercent: number
      limitPercent: number
      value: string
      target: string
    }
  | { what: 'indicator-missed'; year: number; value: string; target: string }
  | { what: 'obligation-red'; periods: string[]; why: Bilingual[] }
  | { what: 'project-exceptions'; exceptions: ExceptionFound[] }
  | { what: 'return-missing'; periods: string[] }
  | { what: 'unit-late'; obligations: { id: string; name: Bilingual }[] }

export const SUBJECT_KINDS = ['indicator', 'obligation', 'project', 'unit'] as const
/** What deviates; `ref` is its id, or the name of the unit. */
export type DeviationSubject = { kind: (typeof SUBJECT_KINDS)[number]; ref: string }

/** 偏差 — what lies off the plan's course, by one rule. */
export type Deviation = {
  rule: string
  subject: DeviationSubject
  name: Bilingual
  /** Units to be pressed, each once; empty where nobody is named yet. */
  units: string[]
  reason: DeviationReason
}

type Found = { subject: DeviationSubject; name: Bilingual; units: Units; reason: DeviationReason }
type Finder<K extends WatchKind> = (watch: Extract<Watch, { what: K }>, facts: DeviationFacts) => Found[]

const FINDERS: { [K in WatchKind]: Finder<K> } = {
  'indicator-chance': ({ attribute, belowPercent }, { indicators }) =>
    indicators.flatMap((one) => {
      const { projected, target } = one
      if (!isOf(one, attribute) || projected === null || projected.chancePercent >= belowPercent) return []
      return [
        { ...indicatorIn(one), reason: { what: 'indicator-chance', ...projected, limitPercent: belowPercent, target } },
      ]
    }),
  'indicator-missed': ({ attribute }, { indicators }) =>
    indicators.flatMap((one) =>
      !isOf(one, attribute) || one.missed === null
        ? []
        : [{ ...indicatorIn(one), reason: { what: 'indicator-missed', ...one.missed, target: one.target } }],
    ),
  'obligation-red': ({ each, periods }, { obligations }) =>
    obligations.flatMap(({ id, name, isRed, why, redPeriods, units }) => {
      const red = redPeriods[each].slice(0, periods)
      if (!isRed || red.length < periods) return []
      const reason: DeviationReason = { what: 'obligation-red', periods: red, why: [...why] }
      return [{ subject: { kind: 'obligation', ref: id }, name, units, reason }]
    }),
  'project-exceptions': ({ rules, least }, { projects }) =>
    projects.flatMap(({ id, name, exceptions, units }) => {
      const counted = exceptions.filter(({ rule }) => rules.includes(rule))
      if (counted.length < least) return []
      return [
        {
          subject: { kind: 'project', ref: id },
          name,
          units,
          reason: { what: 'project-exceptions', exceptions: counted },
        },
      ]
    }),
  'return-missing': ({ periods }, { returns }) =>
    returns.flatMap(({ unit, newest }) => {
      const inRow = newest.slice(0, periods)
      if (inRow.length < periods || !inRow.every(({ isMissing }) => isMissing)) return []
      return [{ ...unitIn(unit), reason: { what: 'return-missing', periods: inRow.map(({ period }) => period) } }]
    }),
  'unit-late': ({ least }, { obligations }) => {
    const led = Map.groupBy(
      obligations.filter(({ isRed, lead }) => isRed && lead !== null),
      ({ lead }) => lead ?? '',
    )
    return [...led]
      .filter(([, red]) => red.length >= least)
      .map(([unit, red]) => ({
        ...unitIn(unit),
        reason: { what: 'unit-late', obligations: red.map(({ id, name }) => ({ id, name })) },
      }))
  },
}

const isOf = ({ attribute }: IndicatorFacts, asked: IndicatorFacts['attribute'] | 'any'): boolean =>
  asked === 'any' || attribute === asked

const indicatorIn = ({ id, name, units }: IndicatorFacts): Omit<Found, 'reason'> => ({
  subject: { kind: 'indicator', ref: id },
  name,
  units,
})

const unitIn = (unit: string): Omit<Found, 'reason'> => ({
  subject: { kind: 'unit', ref: unit },
  name: { zh: unit, en: unit },
  units: { unit: [unit] },
})

/** Everything that deviates by the rule, in the order of the facts. */
export function findDeviations({ id, watches, to }: DeviationRule, facts: DeviationFacts): Deviation[] {
  const find = FINDERS[watches.what] as (watch: Watch, facts: DeviationFacts) => Found[]
  return find(watches, facts).map(({ subject, name, units, reason }) => ({
    rule: id,
    subject,
    name,
    units: [...new Set(to.flatMap((addressee) => units[addressee] ?? []))],
    reason,
  }))
}
