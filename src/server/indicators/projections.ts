// Where the indicators of a year are heading, from the years and days in the store as they stand or stood.
import type * as wire from '#contract/indicators.ts'
import { chanceOf, type Projection, projectIndicator } from '#domain/indicators/projection.ts'
import type { DayFigure } from '#domain/indicators/projection-facts.ts'
import { isReported } from '#domain/indicators/reported.ts'
import type { Indicator } from '#domain/plans/pack.ts'
import { editionFor } from '#domain/standards/editions.ts'
import type { Explanation } from '#domain/standards/verdict.ts'
import { beijingYear, beijingYearStart, endOf } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { standsAt } from '../stands.ts'

/** `planStart` is the first year of the plan. */
export type Asked = {
  planId: string
  indicators: readonly Indicator[]
  planStart: number
  year: number
  nowMs: number
  asKnownAt: number | undefined
}
type Target = { comparator: string | null; value: number | null }
export type ProjectedIndicator = {
  wire: (target: Target) => wire.Projection
  chance: (target: Target) => number | null
  steps: Explanation | null
}

type YearRow = { id: string; at: number; value: string; isDemo: boolean }
type DayRow = DayFigure & { id: string; isDemo: boolean }
type Known = { years: readonly YearRow[]; days: readonly DayRow[]; nowMs: number; shown: number; planStart: number }

/** Former years whose days are looked at. */
const FORMER_YEARS = 5

/** Projections by indicator. */
export async function projectionsOf(
  db: Database,
  { planId, indicators, planStart, year, nowMs, asKnownAt }: Asked,
): Promise<ReadonlyMap<string, ProjectedIndicator>> {
  const now = Math.min(nowMs, asKnownAt ?? nowMs)
  const ids = indicators.map(({ id }) => id)
  const ofDays = indicators.filter((one) => countsDays(one) && horizonOf(one, year, now) === beijingYear(now))
  const [years, days] = await Promise.all([
    yearsOf(db, { planId, ids, asKnownAt }),
    daysOf(db, {
      planId,
      shares: ofDays.filter(isShare),
      means: ofDays.filter((one) => !isShare(one)),
      now,
      asKnownAt,
    }),
  ])
  const known: Known = { years, days, nowMs: now, shown: year, planStart }
  return new Map(indicators.map((indicator) => [indicator.id, projectOne(indicator, known)]))
}

/** The year that is projected: the target's, or the running one where the target's is over. */
const horizonOf = ({ target }: Indicator, shown: number, now: number): number =>
  target.year >= beijingYear(now) ? target.year : shown

const opOf = ({ formula }: Indicator): unknown => formula?.op
const isShare = (indicator: Indicator): boolean => opOf(indicator) === 'percent'
const countsDays = ({ formula }: Indicator): boolean => formula?.over === 'district-air'

/** `assessed` is undefined where the value is compared whole. */
function decimalsOf({ formula }: Indicator): { shown: number; assessed: number | undefined } {
  const { decimals = 2, assess } = (formula ?? {}) as { decimals?: number; assess?: { decimals: number } }
  return { shown: decimals, assessed: assess?.decimals }
}

function projectOne(indicator: Indicator, { years, days, nowMs, shown, planStart }: Known): ProjectedIndicator {
  const { formula } = indicator
  const own = years.filter(({ id, at }) => id === indicator.id && endOf('year', at) <= nowMs)
  const ownDays = days.filter(({ id }) => id === indicator.id)
  const isDemo = ownDays.at(-1)?.isDemo ?? own.at(-1)?.isDemo ?? false
  const year = horizonOf(indicator, shown, nowMs)
  const decimals = decimalsOf(indicator)
  const found = projectIndicator({
    year,
    now: nowMs,
    // Simulated years say nothing of measured ones.
    years: own.flatMap((one) =>
      one.isDemo === isDemo ? [{ year: beijingYear(one.at), value: Number(one.value) }] : [],
    ),
    days: ownDays,
    cumulativeSince: isReported(formula) && 'reduction' in formula.result ? planStart - 1 : undefined,
    edition: isShare(indicator) ? editionFor('aqi', nowMs)?.id : undefined,
    decimals: decimals.shown,
    isPercent: indicator.unit === '%',
  })
  return wireOf(found, { year, isDemo, decimals })
}

type Shape = { year: number; isDemo: boolean; decimals: ReturnType<typeof decimalsOf> }

function wireOf(found: ReturnType<typeof projectIndicator>, { year, isDemo, decimals }: Shape): ProjectedIndicator {
  if ('code' in found) {
    const { zh, en } = found
    const none = {
      year,
      method: null,
      value: null,
      low: null,
      high: null,
      chance: null,
      why: { zh, en },
      isDemo: false,
    }
    return { wire: () => none, chance: () => null, steps: null }
  }
  const { method, value, low, high, steps } = found satisfies Projection
  const chance = (target: Target): number | null => {
    // A value is never exactly a figure: what must equal one is taken as it is shown.
    const told = chanceOf(found, target, target.comparator === '=' ? decimals.shown : decimals.assessed)
    return told === undefined ? null : Number(told.toFixed(3))
  }
  return {
    wire: (target) => ({ year, method, value, low, high, chance: chance(target), why: null, isDemo }),
    chance,
    steps,
  }
}

/** Years that can be judged, oldest first. */
const yearsOf = (
  db: Database,
  { planId, ids, asKnownAt }: { planId: string; ids: readonly string[]; asKnownAt: number | undefined },
): Promise<YearRow[]> =>
  db.query<YearRow>(
    `select v.indicator_id as id, v.at, v.value, v.is_demo as "isDemo" from indicator_value as v
      where v.plan_id = $1 and v.indicator_id = any ($2) and v.period = 'year' and v.basis = 'in-force'
        and v.value is not null and v.why is null and ${standsAt(asKnownAt)}
      order by v.at`,
    [planId, ids],
  )

type DayQuestion = {
  planId: string
  shares: readonly Indicator[]
  means: readonly Indicator[]
  now: number
  asKnownAt: number | undefined
}

type InputsRow = {
  id: string
  isDemo: boolean
  inputs: readonly { at: number; counted: boolean; hit?: boolean; value?: string }[]
}

/** Days that count, of the running year as they are judged and of former ones by the edition of now; oldest first. */
async function daysOf(db: Database, { planId, shares, means, now, asKnownAt }: DayQuestion): Promise<DayRow[]> {
  if (shares.length + means.length === 0) return []
  const year = beijingYear(now)
  // Taken apart here: the database is several times slower at it.
  const rows = await db.query<InputsRow>(
    `select v.indicator_id as id, v.is_demo as "isDemo", v.body -> 'inputs' as inputs from indicator_value as v
      where v.plan_id = $1 and v.indicator_id = any ($2) and v.period = 'year' and v.at >= $4 and v.at <= $5
        and v.basis = case when v.at = $5 or v.indicator_id <> all ($3) then 'in-force' else $6 end
        and v.is_demo = (select bool_and(d.is_demo) from indicator_value as d
                          where d.plan_id = v.plan_id and d.indicator_id = v.indicator_id and d.period = 'year' and d.at = $5
                            and d.basis = 'in-force' and ${standsAt(asKnownAt, 'd')})
        and ${standsAt(asKnownAt)}
      order by v.at`,
    [
      planId,
      [...shares, ...means].map(({ id }) => id),
      shares.map(({ id }) => id),
      timestamptz(beijingYearStart(year - FORMER_YEARS)),
      timestamptz(beijingYearStart(year)),
      editionFor('aqi', now)?.id ?? 'in-force',
    ],
  )
  return rows.flatMap(({ id, isDemo, inputs }) =>
    inputs.flatMap(({ at, counted, hit, value }) =>
      counted ? [{ id, isDemo, at, value: typeof hit === 'boolean' ? (hit ? 100 : 0) : Number(value) }] : [],
    ),
  )
}
