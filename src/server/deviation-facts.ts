// What the deviation rules look at: indicators, obligations, projects and returns, by the questions of their own pages.
import type { IndicatorRow } from '#contract/indicators.ts'
import type { ProgressRow } from '#contract/progress.ts'
import type { DeviationFacts, IndicatorFacts, ObligationFacts } from '#domain/deviations/find.ts'
import type { DeviationRule } from '#domain/deviations/rule.ts'
import { obligationsServing, type PlanModel } from '#domain/plans/plan-model.ts'
import { endedPeriods, parsePeriod, type ReportingPeriod } from '#domain/progress/period.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingDate, beijingYear, type EpochMs } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { readBoard } from './indicators/queries.ts'
import { ABOUT, PROCEDURE } from './progress/hooks.ts'
import { standingRows } from './progress/standing.ts'
import { listProjects } from './projects/queries.ts'
import type { GatherFacts } from './supervision/look.ts'

const ALL_PROJECTS = { page: 1, pageSize: 10_000 }

type Asked = { model: PlanModel; now: EpochMs }

export const gatherFacts: GatherFacts = async (db, asked) => {
  const { model, now } = asked
  const rows = await standingRows(db, { model, at: now })
  const [indicators, obligations, projects, returns] = await Promise.all([
    indicatorFacts(db, asked, rows),
    obligationFacts(db, asked, rows),
    projectFacts(db, asked),
    returnFacts(db, asked),
  ])
  return { indicators, obligations, projects, returns }
}

/** The plan has been found before, so that its parts cannot be missing. */
function must<T>(found: T | Refusal): T {
  if (isRefusal(found)) throw new Error(`Cannot look for deviations: ${found.because}`)
  return found
}

async function indicatorFacts(
  db: Database,
  { model, now }: Asked,
  rows: readonly ProgressRow[],
): Promise<IndicatorFacts[]> {
  const board = must(await readBoard(db, { planId: model.pack.about.id, year: undefined, nowMs: now }))
  const progress = new Map(rows.map((row) => [row.obligationId, row]))
  return board.rows.map((row) => {
    const { id, nameZh, nameEn, attribute, target, unit } = row
    const indicator = model.pack.indicators.find((one) => one.id === id)
    const serving = indicator === undefined ? [] : obligationsServing(model, indicator)
    const served = serving.flatMap(({ obligation }) => progress.get(obligation.id) ?? [])
    return {
      id,
      name: { zh: nameZh, en: nameEn },
      attribute,
      target: `${target.text} ${unit}`,
      projected: projectedOf(row, now),
      missed: missedOf(row, now),
      units: {
        lead: served.flatMap(({ lead }) => lead ?? []),
        assist: served.flatMap(({ assists }) => assists),
      },
    }
  })
}

/** What is simulated presses nobody, and neither does a year that is over: it is met or missed. */
function projectedOf({ projection, unit }: IndicatorRow, now: EpochMs): IndicatorFacts['projected'] {
  const { year, chance, value, isDemo } = projection
  if (chance === null || value === null || isDemo || year < beijingYear(now)) return null
  return { year, chancePercent: Math.round(chance * 100), value: `${value} ${unit}` }
}

function missedOf({ value, previous, unit }: IndicatorRow, now: EpochMs): IndicatorFacts['missed'] {
  const newest = [value, previous].find((one) => one !== null && beijingYear(one.at) < beijingYear(now))
  if (newest?.status !== 'not-met' || newest.isDemo) return null
  return { year: beijingYear(newest.at), value: `${newest.value ?? newest.assessed ?? '—'} ${unit}` }
}

async function obligationFacts(
  db: Database,
  { model, now }: Asked,
  rows: readonly ProgressRow[],
): Promise<ObligationFacts[]> {
  const red = rows.filter(isRed)
  const [month, quarter] = await Promise.all([
    redPast(db, model, endedPeriods(1, now, periodsAsked(model, 'month'))),
    redPast(db, model, endedPeriods(3, now, periodsAsked(model, 'quarter'))),
  ])
  return red.map((row) => ({
    id: row.obligationId,
    name: { zh: row.titleZh, en: row.titleEn },
    isRed: true,
    why: row.ruled.reasons,
    redPeriods: { month: month(row.obligationId), quarter: quarter(row.obligationId) },
    lead: row.lead,
    units: { lead: row.lead === null ? [] : [row.lead], assist: row.assists },
  }))
}

/** What the plan office set by hand counts before the rule. */
const isRed = ({ ruled: { light, override } }: ProgressRow): boolean =>
  light === 'red' && (override === null || override.status === 'late')

/** As many periods as any rule of the plan looks back. */
const periodsAsked = ({ pack }: PlanModel, each: 'month' | 'quarter'): number =>
  Math.max(
    0,
    ...pack.deviations.map(({ watches }: DeviationRule) =>
      'each' in watches && watches.each === each ? watches.periods : 0,
    ),
  )

async function redPast(
  db: Database,
  model: PlanModel,
  periods: readonly ReportingPeriod[],
): Promise<(obligationId: string) => string[]> {
  const looks = await Promise.all(
    periods.map(async ({ text, until }) => {
      const rows = await standingRows(db, { model, at: until, ended: true })
      const red = rows.filter(({ ruled }) => ruled.light === 'red').map(({ obligationId }) => obligationId)
      return { text, red: new Set(red) }
    }),
  )
  return (id) => {
    const end = looks.findIndex(({ red }) => !red.has(id))
    return looks.slice(0, end === -1 ? looks.length : end).map(({ text }) => text)
  }
}

async function projectFacts(db: Database, { model, now }: Asked): Promise<DeviationFacts['projects']> {
  const planId = model.pack.about.id
  const filter = { exception: 'any' } as const
  const { rows } = must(await listProjects(db, { planId, today: beijingDate(now), filter, ...ALL_PROJECTS }))
  return rows.map(({ projectId, nameZh, nameEn, owner, exceptions }) => ({
    id: projectId,
    name: { zh: nameZh, en: nameEn },
    exceptions: exceptions.map(({ rule, milestone }) => ({ rule, milestone })),
    units: { owner: owner.trim() === '' ? [] : [owner.trim()] },
  }))
}

/** Returns under way that are not late yet say nothing. */
async function returnFacts(db: Database, { model, now }: Asked): Promise<DeviationFacts['returns']> {
  const rows = await db.query<{ unit: string; period: string; isMissing: boolean }>(
    `select regexp_replace(c.about_ref, '/[^/]*$', '') as unit, regexp_replace(c.about_ref, '^.*/', '') as period,
            c.state = 'missed' or (c.state in ('to-fill', 'to-sign') and c.overdue_from <= $4) as "isMissing"
       from procedure_case as c
      where c.plan_id = $1 and c.procedure_id = $2 and c.about_kind = $3
        and (c.state not in ('to-fill', 'to-sign') or c.overdue_from <= $4)`,
    [model.pack.about.id, PROCEDURE, ABOUT, timestamptz(now)],
  )
  const byEnd = rows.toSorted((a, b) => endOf(b.period) - endOf(a.period))
  return [...Map.groupBy(byEnd, ({ unit }) => unit)].map(([unit, newest]) => ({
    unit,
    newest: newest.map(({ period, isMissing }) => ({ period, isMissing })),
  }))
}

const endOf = (period: string): number => parsePeriod(period)?.until ?? 0
