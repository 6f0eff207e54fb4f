// Stored indicator values and rows of the table in the shapes that cross the wire.
import type * as wire from '#contract/indicators.ts'
import { formatRef } from '#contract/trace-ref.ts'
import { isReported } from '#domain/indicators/reported.ts'
import { judgeTarget } from '#domain/indicators/target.ts'
import type { IndicatorBody } from '#domain/indicators/value-body.ts'
import type { Indicator } from '#domain/plans/pack.ts'
import { inconsistenciesOfIndicator, type PlanModel } from '#domain/plans/plan-model.ts'
import { type KnownTarget, printedTarget } from './city-targets.ts'

export type StoredValue = {
  planId: string
  indicatorId: string
  period: 'month' | 'year'
  at: number
  knownFrom: number
  basis: string
  value: string | null
  assessed: string | null
  completeness: string | null
  status: wire.IndicatorStatus
  isDemo: boolean
  body: Omit<IndicatorBody, 'inputs' | 'steps'>
}

/** Columns of `indicator_value as v`; the inputs are left to the trace. */
export const VALUE_COLUMNS = `v.plan_id as "planId", v.indicator_id as "indicatorId", v.period, v.at,
  v.known_from as "knownFrom", v.basis, v.value, v.assessed, v.completeness, v.status, v.is_demo as "isDemo",
  v.body - 'inputs' - 'steps' as body`

export function toValue(row: StoredValue): wire.IndicatorValue {
  const { period, at, basis, value, assessed, status, isDemo, knownFrom, body } = row
  return {
    period,
    at,
    basis,
    value,
    assessed,
    numerator: body.numerator ?? null,
    denominator: body.denominator ?? null,
    completeness: row.completeness === null ? null : Number(row.completeness),
    status,
    why: body.why ? { zh: body.why.zh, en: body.why.en } : null,
    isDemo,
    sureness: body.sureness ?? null,
    editions: body.editions ?? [],
    knownFrom,
    ref: formatRef('indicator', row.planId, row.indicatorId, period, at, basis),
  }
}

/** Status where there is no value: the city has not set a target, there is no formula, or there are no data. */
export function statusWithout(
  { target, formula }: Indicator,
  cityTarget: KnownTarget | undefined,
): wire.IndicatorStatus {
  if (target.setBy === 'city_assignment' && !cityTarget) return 'awaiting-city-target'
  return formula === null ? 'no-formula' : 'cannot-judge'
}

export type RowValues = {
  value: StoredValue | undefined
  previous: StoredValue | undefined
  /** What the city has set for the year of the value. */
  cityTarget: KnownTarget | undefined
}

/** A row before it is projected: a year that was signed off must not hold what was expected of it. */
export type UnprojectedRow = Omit<wire.IndicatorRow, 'projection'>

export function toRow(
  model: PlanModel,
  indicator: Indicator,
  { value, previous, cityTarget }: RowValues,
): UnprojectedRow {
  const { id, no, sub, category, nameZh, nameEn, unit, attribute, direction, target, baseline } = indicator
  const comparator = cityTarget?.comparator ?? target.comparator ?? target.assumedComparator
  return {
    id,
    no,
    sub,
    category,
    nameZh,
    nameEn,
    unit,
    attribute,
    direction,
    target: {
      comparator,
      value: cityTarget ? Number(cityTarget.value) : target.value,
      text: cityTarget ? `${printedTarget(cityTarget)}（${cityTarget.document}）` : target.text,
      setBy: target.setBy,
      assumed: !cityTarget && target.comparator === null && comparator !== null,
    },
    baseline:
      baseline === null
        ? null
        : {
            value: baseline.value,
            unit: baseline.unit,
            year: baseline.year,
            comparable: baseline.comparable,
            note: baseline.note,
          },
    hasFormula: indicator.formula !== null,
    takesReport: isReported(indicator.formula),
    value: value === undefined ? null : toValue(value),
    previous: previous === undefined ? null : toValue(previous),
    inconsistencies: inconsistenciesOfIndicator(model, indicator).length,
  }
}

type Wording = { reading: Indicator['readings'][number]; setBy: string; without: wire.IndicatorStatus }

/** By the assessed value, and by the value as it is shown where rounding makes the difference. */
function judgedBoth(
  assessed: string | null,
  shown: string | null,
  { reading, setBy, without }: Wording,
): Pick<wire.TargetReading, 'status' | 'unrounded'> {
  if (assessed === null) return { status: without }
  const status = judgeTarget(Number(assessed), { ...reading, setBy })
  const unrounded = shown === null ? status : judgeTarget(Number(shown), { ...reading, setBy })
  // A value that is compared whole is only shown with fewer digits.
  const isRounded = shown !== null && assessed.length < shown.length
  return isRounded && unrounded !== status ? { status, unrounded } : { status }
}

/** Every wording of the target in the plan, each judged for itself by the assessed value. */
export function toTargetReadings(
  indicator: Indicator,
  value: StoredValue | undefined,
  cityTarget: KnownTarget | undefined,
): wire.TargetReading[] {
  // A value from too few data is shown, but reaches no wording of the target.
  const judged = value === undefined || value.status === 'cannot-judge' ? null : (value.assessed ?? value.value)
  const without = value?.status ?? statusWithout(indicator, cityTarget)
  const handedDown: wire.TargetReading[] = cityTarget
    ? [
        {
          comparator: cityTarget.comparator,
          value: Number(cityTarget.value),
          text: printedTarget(cityTarget),
          source: cityTarget.document,
          assumed: false,
          inconsistencyId: null,
          status: without,
        },
      ]
    : []
  const worded = indicator.readings.map((reading) => ({
    comparator: reading.comparator,
    value: reading.value,
    text: reading.text,
    source: reading.noteZh === undefined ? reading.sourceZh : `${reading.sourceZh}（${reading.noteZh}）`,
    assumed: reading.assumed,
    inconsistencyId: reading.inconsistency,
    ...judgedBoth(judged, value?.value ?? null, { reading, setBy: indicator.target.setBy, without }),
  }))
  return [...handedDown, ...worded]
}
