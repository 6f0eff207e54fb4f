// What an indicator is worth for a month or year: its definition over days, sections or a report, with status and mark.
import { type Computed, computeIndicator, type IndicatorFact } from '#domain/indicators/compute.ts'
import { type Formula, parseFormula } from '#domain/indicators/formula.ts'
import type { IndicatorPeriod } from '#domain/indicators/period.ts'
import {
  checkReport,
  computeReported,
  type IndicatorReport,
  isReported,
  type ReportedFormula,
} from '#domain/indicators/reported.ts'
import { reportedFaults } from '#domain/indicators/reported-faults.ts'
import { type IndicatorStatus, judgeTarget } from '#domain/indicators/target.ts'
import { editionsOf } from '#domain/standards/editions.ts'
import { isRefusal } from '#kit/refusal.ts'
import { contentHash } from '#platform/content-hash.ts'
import { type Basis, IN_FORCE } from './indicator-facts.ts'
import type { CityTarget } from './reported-rows.ts'

export type TouchedPeriod = { period: 'month' | 'year'; at: number }

export type StoredTarget = {
  comparator: string | null
  assumedComparator: string | null
  value: number | null
  setBy: string
  /** As the city handed it down, where it is not the plan's own. */
  notice?: CityTarget['notice']
}
export type Definition = { planId: string; id: string; formula: unknown; target: StoredTarget }

export type IndicatorRow = Computed & {
  planId: string
  id: string
  period: TouchedPeriod
  basis: Basis
  status: IndicatorStatus
  isDemo: boolean
  hash: string
}

/** Formulas that cannot be run, with the reason; told once by the caller. */
export type UnknownFormula = { planId: string; id: string; because: string }

export type Runnable = Omit<Definition, 'formula'> & { formula: Formula }
export type Reported = Omit<Definition, 'formula'> & { formula: ReportedFormula }
export type Sorted = { runnable: Runnable[]; reported: Reported[]; unknown: UnknownFormula[] }

/** Definitions by how they are computed; those that cannot be run with the reason. */
export function sortDefinitions(definitions: readonly Definition[]): Sorted {
  const unknown: UnknownFormula[] = []
  const refuse = ({ planId, id }: Definition, because: string): [] => {
    unknown.push({ planId, id, because })
    return []
  }
  const runnable = definitions.flatMap((definition) => {
    if (isReported(definition.formula)) return []
    const formula = parseFormula(definition.formula)
    return isRefusal(formula) ? refuse(definition, formula.because) : [{ ...definition, formula }]
  })
  const reported = definitions.flatMap((definition) => {
    const { formula } = definition
    if (!isReported(formula)) return []
    const [fault] = reportedFaults({ ...formula })
    return fault === undefined ? [{ ...definition, formula }] : refuse(definition, `${fault.path} ${fault.en}`)
  })
  return { runnable, reported, unknown }
}

/** The definition with the target the city has set, or the plan had, where there is one. */
export const withTarget = <T extends Definition>(one: T, target: StoredTarget | undefined): T =>
  target === undefined ? one : { ...one, target }

/** The value of a report; undefined where there is none, or where it lacks what the formula asks for now. */
export function reportedValue(
  { planId, id, formula, target }: Reported,
  report: IndicatorReport | undefined,
  period: TouchedPeriod,
): IndicatorRow | undefined {
  // The pack may have been changed since it was reported: what it asks for now is missing then.
  if (report === undefined || checkReport(formula, report.values)) return undefined
  const computed = computeReported(formula, report)
  const status = statusOf(computed, target)
  const hash = contentHash({ formula, target, report, status })
  const body = { ...computed.body, ...(target.notice ? { cityTarget: target.notice } : {}) }
  return { ...computed, body, planId, id, period, basis: IN_FORCE, status, isDemo: false, hash }
}

function statusOf({ assessed, body }: Computed, target: StoredTarget): IndicatorStatus {
  const judged = body.why === undefined && assessed !== null ? Number(assessed) : null
  return judgeTarget(judged, { ...target, comparator: target.comparator ?? target.assumedComparator })
}

/** Days may be judged by each edition of the index, so that years can be compared on one basis. */
export const basesOf = (formula: Formula): Basis[] =>
  formula.op === 'percent' && formula.numerator.count === 'air-day'
    ? [IN_FORCE, ...editionsOf('aqi').map(({ id }) => id)]
    : [IN_FORCE]

export type Context = { span: IndicatorPeriod; basis: Basis; isDemo: boolean }

export function measuredValue(
  { planId, id, formula, target }: Runnable,
  facts: readonly IndicatorFact[],
  { span, basis, isDemo }: Context,
): IndicatorRow {
  const computed = computeIndicator(formula, facts, span)
  const { body } = computed
  const status = statusOf(computed, target)
  const { steps: _, ...inputs } = body
  const hash = contentHash({ formula, target, isDemo, inputs, status })
  const period = { period: span.period, at: span.at }
  return { ...computed, planId, id, period, basis, status, isDemo, hash }
}
