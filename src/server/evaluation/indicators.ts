// Values of every plan's indicators for months and years: computed from what is judged, kept as versions.
import { type Computed, computeIndicator, type IndicatorFact } from '#domain/indicators/compute.ts'
import { type Formula, parseFormula } from '#domain/indicators/formula.ts'
import type { IndicatorPeriod } from '#domain/indicators/period.ts'
import { checkReport, computeReported, isReported, type ReportedFormula } from '#domain/indicators/reported.ts'
import { reportedFaults } from '#domain/indicators/reported-faults.ts'
import { type IndicatorStatus, judgeTarget } from '#domain/indicators/target.ts'
import { editionsOf } from '#domain/standards/editions.ts'
import { isRefusal } from '#kit/refusal.ts'
import { contentHash } from '#platform/content-hash.ts'
import { type Transaction, timestamptz } from '#platform/database.ts'
import { copyLines } from './copy-lines.ts'
import type { District } from './districts.ts'
import { airFacts, type Basis, IN_FORCE, waterFacts } from './indicator-facts.ts'
import { type CityTarget, cityTargets, reportsOf, targetKey } from './reported-rows.ts'
import type { Step } from './versions.ts'

export type TouchedPeriod = { period: 'month' | 'year'; at: number }

type StoredTarget = {
  comparator: string | null
  assumedComparator: string | null
  value: number | null
  setBy: string
  /** As the city handed it down, where it is not the plan's own. */
  notice?: CityTarget['notice']
}
type Definition = { planId: string; id: string; formula: unknown; target: StoredTarget }

type IndicatorRow = Computed & {
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

/** Writes the values of these months and years of every indicator that has a formula; those without data have none. */
export async function storeIndicators(
  step: Step,
  district: District,
  periods: readonly TouchedPeriod[],
): Promise<UnknownFormula[]> {
  const definitions = await step.tx.query<Definition>(
    `select i.plan_id as "planId", i.id, i.body -> 'formula' as formula, i.body -> 'target' as target
       from plan_indicator as i where jsonb_typeof(i.body -> 'formula') = 'object' order by i.plan_id, i.ordinal`,
  )
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
  const rows: IndicatorRow[] = []
  for (const period of periods) {
    const targets = await cityTargets(step.tx, period)
    const withTarget = <T extends Definition>(one: T): T => ({
      ...one,
      target: targets.get(targetKey(one)) ?? one.target,
    })
    rows.push(...(await valuesOf(step, district, { period, runnable: runnable.map(withTarget) })))
    rows.push(...(await reportedValues(step.tx, { period, definitions: reported.map(withTarget) })))
  }
  await replaceValues(step, periods, rows)
  return unknown
}

type Reported = Omit<Definition, 'formula'> & { formula: ReportedFormula }

/** Values of what departments report, a year at a time; what nobody has reported has no value. */
async function reportedValues(
  tx: Transaction,
  { period, definitions }: { period: TouchedPeriod; definitions: readonly Reported[] },
): Promise<IndicatorRow[]> {
  const reports = await reportsOf(tx, period)
  return definitions.flatMap(({ planId, id, formula, target }): IndicatorRow[] => {
    const report = reports.get(targetKey({ planId, id }))
    // The pack may have been changed since it was reported: what it asks for now is missing then.
    if (report === undefined || checkReport(formula, report.values)) return []
    const computed = computeReported(formula, report)
    const status = statusOf(computed, target)
    const hash = contentHash({ formula, target, report, status })
    const body = { ...computed.body, ...(target.notice ? { cityTarget: target.notice } : {}) }
    return [{ ...computed, body, planId, id, period, basis: IN_FORCE, status, isDemo: false, hash }]
  })
}

function statusOf({ assessed, body }: Computed, target: StoredTarget): IndicatorStatus {
  const judged = body.why === undefined && assessed !== null ? Number(assessed) : null
  return judgeTarget(judged, { ...target, comparator: target.comparator ?? target.assumedComparator })
}

type Runnable = Omit<Definition, 'formula'> & { formula: Formula }

async function valuesOf(
  step: Step,
  district: District,
  { period, runnable }: { period: TouchedPeriod; runnable: readonly Runnable[] },
): Promise<IndicatorRow[]> {
  const span: IndicatorPeriod = { ...period, now: step.now }
  const isWanted = (place: Formula['over']): boolean => runnable.some(({ formula }) => formula.over === place)
  const air = isWanted('district-air') ? await airFacts(step.tx, district, span) : null
  const water = isWanted('district-water') ? await waterFacts(step.tx, district, span) : null
  return runnable.flatMap((one) => {
    const facts = one.formula.over === 'district-air' ? air : water
    if (facts === null) return []
    return basesOf(one.formula).map((basis) => {
      const inputs = 'of' in facts ? facts.of(basis) : facts.facts
      return rowOf(one, inputs, { span, basis, isDemo: facts.isDemo })
    })
  })
}

/** Days may be judged by each edition of the index, so that years can be compared on one basis. */
const basesOf = (formula: Formula): Basis[] =>
  formula.op === 'percent' && formula.numerator.count === 'air-day'
    ? [IN_FORCE, ...editionsOf('aqi').map(({ id }) => id)]
    : [IN_FORCE]

type Context = { span: IndicatorPeriod; basis: Basis; isDemo: boolean }

function rowOf(
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

type Standing = { planId: string; id: string; period: string; at: number; basis: string; hash: string }
const keyOf = (planId: string, id: string, { period, at, basis }: { period: string; at: number; basis: string }) =>
  JSON.stringify([planId, id, period, at, basis])

/** What differs is closed and written anew; what has no value any more is closed. */
async function replaceValues(
  { tx, knownFrom }: Step,
  periods: readonly TouchedPeriod[],
  rows: readonly IndicatorRow[],
): Promise<void> {
  const found = await tx.query<Standing>(
    `select v.plan_id as "planId", v.indicator_id as id, v.period, v.at, v.basis, v.inputs_hash as hash
       from unnest($1::text[], $2::timestamptz[]) as k (period, at)
       join indicator_value as v on v.period = k.period and v.at = k.at
      where v.known_until = 'infinity'`,
    [periods.map(({ period }) => period), periods.map(({ at }) => timestamptz(at))],
  )
  const standing = new Map(found.map((one) => [keyOf(one.planId, one.id, one), one]))
  const changed = rows.filter(({ planId, id, period, basis, hash }) => {
    const key = keyOf(planId, id, { ...period, basis })
    if (standing.get(key)?.hash !== hash) return true
    standing.delete(key)
    return false
  })
  const closed = [...standing.values()]
  if (closed.length > 0) {
    await tx.execute(
      `update indicator_value as v set known_until = now()
         from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[]) as k (plan_id, id, period, at, basis)
        where v.plan_id = k.plan_id and v.indicator_id = k.id and v.period = k.period and v.at = k.at and v.basis = k.basis
          and v.known_until = 'infinity'`,
      [
        closed.map((one) => one.planId),
        closed.map((one) => one.id),
        closed.map((one) => one.period),
        closed.map((one) => timestamptz(one.at)),
        closed.map((one) => one.basis),
      ],
    )
  }
  if (changed.length === 0) return
  await tx.copyIn(
    `copy indicator_value (at, known_from, plan_id, indicator_id, period, basis, value, assessed, completeness, status,
                           why, is_demo, inputs_hash, body) from stdin`,
    copyLines(changed, (row) => [
      timestamptz(row.period.at),
      knownFrom,
      row.planId,
      row.id,
      row.period.period,
      row.basis,
      row.value,
      row.assessed,
      row.completeness,
      row.status,
      row.body.why?.code ?? null,
      row.isDemo,
      row.hash,
      JSON.stringify(row.body),
    ]),
  )
}
