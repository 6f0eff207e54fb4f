// What the indicator board and an indicator's page ask.
import type * as wire from '#contract/indicators.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Indicator } from '#domain/plans/pack.ts'
import { inconsistenciesOfIndicator, obligationsServing } from '#domain/plans/plan-model.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { beijingYear, beijingYearStart } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { toInconsistency, toObligation } from '../plan-wire.ts'
import { standsAt } from '../stands.ts'
import { cityTargetsOf, type KnownTarget } from './city-targets.ts'
import { compareEditions } from './edition-comparison.ts'
import { indicatorsOfYear } from './known-definitions.ts'
import { projectionsOf } from './projections.ts'
import {
  type StoredValue,
  statusWithout,
  toRow,
  toTargetReadings,
  toValue,
  type UnprojectedRow,
  VALUE_COLUMNS,
} from './values.ts'

type Board = ReplyOf<typeof wire.listIndicators>
type Detail = ReplyOf<typeof wire.readIndicator>
type Asked = { planId: string; year: number | undefined; nowMs: number; asKnownAt?: number | undefined }

const IN_FORCE = 'in-force'

/** The board of one year, the newest that has values where none is asked for, with the year before. */
export async function readBoard(
  db: Database,
  { planId, year: asked, nowMs, asKnownAt }: Asked,
): Promise<Board | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const known = await listYears(db, planId, asKnownAt)
  const year = asked ?? known[0] ?? beijingYear(nowMs)
  const values = await valuesOfYears(db, { planId, year, asKnownAt })
  const targets = await cityTargetsOf(db, { planId, year, asKnownAt })
  const indicators = await indicatorsOfYear(db, model, { year, asKnownAt })
  const projections = await projectionsOf(db, {
    planId,
    indicators,
    planStart: model.pack.about.period.start,
    year,
    nowMs,
    asKnownAt,
  })
  const rows = indicators.map((indicator) =>
    withProjection(
      toRow(model, indicator, { ...pick(values, indicator, year), cityTarget: targets.get(indicator.id) }),
      projections,
    ),
  )
  return {
    year,
    years: [...new Set([...known, year])].sort((a, b) => b - a),
    rows,
    summary: summarise(rows, indicators, targets),
  }
}

type Projections = Awaited<ReturnType<typeof projectionsOf>>

function withProjection(row: UnprojectedRow, projections: Projections): wire.IndicatorRow {
  const projected = projections.get(row.id)
  if (projected === undefined) throw new Error(`Cannot find the projection of ${row.id}`)
  return { ...row, projection: projected.wire(row.target) }
}

/** Years that have a value, newest first. */
async function listYears(db: Database, planId: string, asKnownAt?: number): Promise<number[]> {
  const rows = await db.query<{ at: number }>(
    `select distinct v.at from indicator_value as v
      where v.plan_id = $1 and v.period = 'year' and ${standsAt(asKnownAt)} order by v.at desc`,
    [planId],
  )
  return rows.map(({ at }) => beijingYear(at))
}

type YearQuestion = { planId: string; year: number; asKnownAt: number | undefined }

const valuesOfYears = (db: Database, { planId, year, asKnownAt }: YearQuestion): Promise<StoredValue[]> =>
  db.query<StoredValue>(
    `select ${VALUE_COLUMNS} from indicator_value as v
      where v.plan_id = $1 and v.period = 'year' and v.basis = '${IN_FORCE}' and ${standsAt(asKnownAt)}
        and v.at = any ($2::timestamptz[])`,
    [planId, [beijingYearStart(year), beijingYearStart(year - 1)].map(timestamptz)],
  )

function pick(values: readonly StoredValue[], { id }: Indicator, year: number) {
  const of = (wanted: number) =>
    values.find(({ indicatorId, at }) => indicatorId === id && at === beijingYearStart(wanted))
  return { value: of(year), previous: of(year - 1) }
}

function summarise(
  rows: readonly wire.IndicatorRow[],
  indicators: readonly Indicator[],
  targets: ReadonlyMap<string, KnownTarget>,
): Board['summary'] {
  const summary: Board['summary'] = {
    met: 0,
    'not-met': 0,
    'cannot-judge': 0,
    'awaiting-city-target': 0,
    'no-formula': 0,
  }
  indicators.forEach((indicator, at) => {
    summary[rows[at]?.value?.status ?? statusWithout(indicator, targets.get(indicator.id))] += 1
  })
  return summary
}

/** One indicator with its years, the months and other bases of one year, its target in all wordings, and what it serves. */
export async function readOne(
  db: Database,
  { planId, year: asked, nowMs, asKnownAt, id }: Asked & { id: string },
): Promise<Detail | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const year = asked ?? (await listYears(db, planId, asKnownAt))[0] ?? beijingYear(nowMs)
  const indicator = (await indicatorsOfYear(db, model, { year, asKnownAt })).find((one) => one.id === id)
  if (indicator === undefined)
    return refuse('indicators.not-found', `规划“${planId}”没有指标“${id}” | Plan "${planId}" has no indicator "${id}"`)
  const stored = await valuesOfIndicator(db, { planId, id, year, asKnownAt })
  const isYear = ({ period, basis }: StoredValue) => period === 'year' && basis === IN_FORCE
  const cityTarget = (await cityTargetsOf(db, { planId, year, asKnownAt })).get(id)
  const values = { ...pick(stored.filter(isYear), indicator, year), cityTarget }
  const { formula } = indicator
  const planStart = model.pack.about.period.start
  const projections = await projectionsOf(db, { planId, indicators: [indicator], planStart, year, nowMs, asKnownAt })
  const targetReadings = toTargetReadings(indicator, values.value, cityTarget)
  return {
    row: withProjection(toRow(model, indicator, values), projections),
    formula: formula === null ? null : toFormula(formula),
    formulaHint: indicator.formulaHint,
    years: stored.filter(isYear).map(toValue),
    months: stored.filter(({ period, basis }) => period === 'month' && basis === IN_FORCE).map(toValue),
    editions: await compareEditions(db, indicator, {
      planId,
      year,
      nowMs,
      asKnownAt,
      planStart,
      stored: stored.filter(({ period, at }) => period === 'year' && at === beijingYearStart(year)),
    }),
    targetReadings,
    readingChances: targetReadings.map((reading) => projections.get(id)?.chance(reading) ?? null),
    projectionSteps: projections.get(id)?.steps ?? null,
    obligations: obligationsServing(model, indicator).map((placed) => toObligation(model, placed)),
    inconsistencies: inconsistenciesOfIndicator(model, indicator).map(toInconsistency),
  }
}

/** All years, and the months of one, oldest first. */
const valuesOfIndicator = (
  db: Database,
  { planId, id, year, asKnownAt }: YearQuestion & { id: string },
): Promise<StoredValue[]> =>
  db.query<StoredValue>(
    `select ${VALUE_COLUMNS} from indicator_value as v
      where v.plan_id = $1 and v.indicator_id = $2 and ${standsAt(asKnownAt)}
        and (v.period = 'year' or (v.at >= $3 and v.at < $4))
      order by v.at, v.basis <> '${IN_FORCE}', v.basis`,
    [planId, id, timestamptz(beijingYearStart(year)), timestamptz(beijingYearStart(year + 1))],
  )

function toFormula(formula: Record<string, unknown>): Detail['formula'] {
  const { text, source } = formula as { text?: { zh: string; en: string }; source?: string }
  return { text: text ?? { zh: '', en: '' }, definition: formula, source: source ?? '' }
}
