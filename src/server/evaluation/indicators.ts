// Values of every plan's indicators for months and years, kept as versions: what is equal stays, what changed is closed.
import type { Formula } from '#domain/indicators/formula.ts'
import type { IndicatorPeriod } from '#domain/indicators/period.ts'
import { type Transaction, timestamptz } from '#platform/database.ts'
import { targetsBefore } from '../adjusted-targets.ts'
import { copyLines } from './copy-lines.ts'
import type { District } from './districts.ts'
import { airFacts, waterFacts } from './indicator-facts.ts'
import {
  basesOf,
  type Definition,
  type IndicatorRow,
  measuredValue,
  type Reported,
  type Runnable,
  reportedValue,
  sortDefinitions,
  type TouchedPeriod,
  type UnknownFormula,
  withTarget,
} from './indicator-values.ts'
import { cityTargets, reportsOf, targetKey } from './reported-rows.ts'
import type { Step } from './versions.ts'

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
  const { runnable, reported, unknown } = sortDefinitions(definitions)
  const rows: IndicatorRow[] = []
  for (const period of periods) {
    const targets = await cityTargets(step.tx, period)
    const before = await targetsBefore(step.tx, period)
    const ownTarget = <T extends Definition>(one: T): T =>
      withTarget(one, targets.get(targetKey(one)) ?? before(one.planId, one.id)?.target)
    rows.push(...(await valuesOf(step, district, { period, runnable: runnable.map(ownTarget) })))
    rows.push(...(await reportedValues(step.tx, { period, definitions: reported.map(ownTarget) })))
  }
  await replaceValues(step, periods, rows)
  return unknown
}

/** Values of what departments report, a year at a time; what nobody has reported has no value. */
async function reportedValues(
  tx: Transaction,
  { period, definitions }: { period: TouchedPeriod; definitions: readonly Reported[] },
): Promise<IndicatorRow[]> {
  const reports = await reportsOf(tx, period)
  return definitions.flatMap((one) => reportedValue(one, reports.get(targetKey(one)), period) ?? [])
}

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
      return measuredValue(one, inputs, { span, basis, isDemo: facts.isDemo })
    })
  })
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
