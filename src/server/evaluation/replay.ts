// Every indicator value made again as it could have been made at an instant, and held against what was stored then.
import { beijingYear, beijingYearStart } from '#kit/time.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { targetsBefore } from '../adjusted-targets.ts'
import { standsAt } from '../stands.ts'
import { findDistrict } from './districts.ts'
import type { AirFacts, Basis, WaterFacts } from './indicator-facts.ts'
import {
  basesOf,
  type Definition,
  type IndicatorRow,
  measuredValue,
  type Runnable,
  reportedValue,
  type Sorted,
  sortDefinitions,
  type TouchedPeriod,
  type UnknownFormula,
  withTarget,
} from './indicator-values.ts'
import { airFactsKnownAt, type FactsMaker, waterFactsKnownAt } from './replay-facts.ts'
import { cityTargets, reportsOf, targetKey } from './reported-rows.ts'

/** Figures of a value; texts in the unit of the indicator, `completeness` 0 to 1. */
export type Figures = {
  value: string | null
  assessed: string | null
  completeness: string | null
  status: string
  isDemo: boolean
  numerator: number | null
  denominator: number | null
}
export type ReplayedValue = {
  planId: string
  id: string
  period: 'month' | 'year'
  at: number
  basis: Basis
  stored: Figures | null
  computed: Figures | null
  /** Figures that are not equal; none where the value was made again. */
  differs: (keyof Figures)[]
}
export type Replayed = { values: ReplayedValue[]; unknown: UnknownFormula[] }
export type ReplayQuestion = { asKnownAt: number; planId?: string | undefined; year?: number | undefined }

type StoredValue = Figures & Named & { knownFrom: number }
type Named = { planId: string; id: string; period: 'month' | 'year'; at: number; basis: Basis }

const keyOf = ({ planId, id, period, at, basis }: Named): string => JSON.stringify([planId, id, period, at, basis])

/**
 * Makes the values of a year, or of all, again from the averages of stations and sections, the reports and the targets
 * as they were known, by the formulas of that day. What was an evaluation point is told from the sites as they are now.
 */
export async function replayIndicators(db: Queryable, question: ReplayQuestion): Promise<Replayed> {
  const stored = await storedValues(db, question)
  const sorted = sortDefinitions(await definitionsKnownAt(db, question))
  const periods = [...new Map(stored.map(({ period, at }) => [`${period} ${at}`, { period, at }])).values()]
  const computed = await computeAgain(db, { ...question, sorted, periods, stored })
  return { values: compare(stored, computed), unknown: sorted.unknown }
}

const storedValues = (db: Queryable, { asKnownAt, planId, year }: ReplayQuestion): Promise<StoredValue[]> =>
  db.query<StoredValue>(
    `select v.plan_id as "planId", v.indicator_id as id, v.period, v.at, v.basis, v.known_from as "knownFrom",
            v.value::text, v.assessed::text, v.completeness::text, v.status, v.is_demo as "isDemo",
            (v.body ->> 'numerator')::int as numerator, (v.body ->> 'denominator')::int as denominator
       from indicator_value as v
      where ${standsAt(asKnownAt)} and ($1::text is null or v.plan_id = $1) and v.at >= $2 and v.at < $3
      order by v.plan_id, v.at, v.period, v.indicator_id, v.basis`,
    [
      planId ?? null,
      timestamptz(year === undefined ? Number.NEGATIVE_INFINITY : beijingYearStart(year)),
      timestamptz(year === undefined ? Number.POSITIVE_INFINITY : beijingYearStart(year + 1)),
    ],
  )

/** Before the first load there is no definition of that day: those of the first load are taken. */
const definitionsKnownAt = (db: Queryable, { asKnownAt, planId }: ReplayQuestion): Promise<Definition[]> =>
  db.query<Definition>(
    `select d.plan_id as "planId", d.indicator_id as id, d.definition -> 'formula' as formula, d.definition -> 'target' as target
       from indicator_definition as d
      where d.known_until > $1 and ($2::text is null or d.plan_id = $2)
        and d.known_from <= greatest($1, (select min(f.known_from) from indicator_definition as f where f.plan_id = d.plan_id))
        and jsonb_typeof(d.definition -> 'formula') = 'object'`,
    [timestamptz(asKnownAt), planId ?? null],
  )

type Work = ReplayQuestion & { sorted: Sorted; periods: readonly TouchedPeriod[]; stored: readonly StoredValue[] }

async function computeAgain(db: Queryable, { asKnownAt, sorted, periods, stored }: Work): Promise<IndicatorRow[]> {
  const district = await findDistrict(db)
  if (district === null || periods.length === 0) return []
  const years = periods.map(({ at }) => beijingYear(at))
  const span = { from: beijingYearStart(Math.min(...years)), until: beijingYearStart(Math.max(...years) + 1) }
  const asked = { district, asKnownAt, ...span }
  const [air, water] = [await airFactsKnownAt(db, asked), await waterFactsKnownAt(db, asked)]
  const madeAt = new Map(stored.map((one) => [keyOf(one), one.knownFrom]))
  const rows: IndicatorRow[] = []
  for (const period of periods) {
    const targets = await cityTargets(db, period, asKnownAt)
    const reports = await reportsOf(db, period, asKnownAt)
    const before = await targetsBefore(db, { ...period, asKnownAt })
    const ownTarget = <T extends Definition>(one: T): T =>
      withTarget(one, targets.get(targetKey(one)) ?? before(one.planId, one.id)?.target)
    const reported = sorted.reported.flatMap(
      (one) => reportedValue(ownTarget(one), reports.get(targetKey(one)), period) ?? [],
    )
    // A period that ran was judged by the days it had when the value was made.
    const nowOf = (name: Named): number => madeAt.get(keyOf(name)) ?? asKnownAt
    const measured = sorted.runnable.flatMap((one) => measuredAgain(ownTarget(one), period, { air, water, nowOf }))
    rows.push(...reported, ...measured)
  }
  return rows
}

type Makers = { air: FactsMaker<AirFacts>; water: FactsMaker<WaterFacts>; nowOf: (name: Named) => number }

/** A measured value on every basis; none where the district has nothing to count. */
const measuredAgain = (one: Runnable, period: TouchedPeriod, { air, water, nowOf }: Makers): IndicatorRow[] =>
  basesOf(one.formula).flatMap((basis) => {
    const span = { ...period, now: nowOf({ planId: one.planId, id: one.id, ...period, basis }) }
    const facts = one.formula.over === 'district-air' ? air(span) : water(span)
    if (facts === null) return []
    const inputs = 'of' in facts ? facts.of(basis) : facts.facts
    return [measuredValue(one, inputs, { span, basis, isDemo: facts.isDemo })]
  })

const figuresOf = ({ value, assessed, completeness, status, isDemo, body }: IndicatorRow): Figures => ({
  value,
  assessed,
  completeness,
  status,
  isDemo,
  numerator: body.numerator,
  denominator: body.denominator,
})

function compare(stored: readonly StoredValue[], computed: readonly IndicatorRow[]): ReplayedValue[] {
  const named = ({ planId, id, period, basis }: IndicatorRow): Named => ({ planId, id, basis, ...period })
  const made = new Map(computed.map((row) => [keyOf(named(row)), row]))
  const pairs = stored.map((one): ReplayedValue => {
    const { knownFrom: _, planId, id, period, at, basis, ...figures } = one
    const row = made.get(keyOf(one))
    made.delete(keyOf(one))
    return paired({ planId, id, period, at, basis }, figures, row === undefined ? null : figuresOf(row))
  })
  return [...pairs, ...[...made.values()].map((row) => paired(named(row), null, figuresOf(row)))]
}

const FIGURES: readonly (keyof Figures)[] = [
  'value',
  'assessed',
  'completeness',
  'status',
  'isDemo',
  'numerator',
  'denominator',
]

function paired(name: Named, stored: Figures | null, computed: Figures | null): ReplayedValue {
  const differs = FIGURES.filter((figure) => !isSame(stored?.[figure] ?? null, computed?.[figure] ?? null))
  return { ...name, stored, computed, differs }
}

/** Numbers are equal whatever their digits: 96.0 is 96. */
function isSame(a: Figures[keyof Figures], b: Figures[keyof Figures]): boolean {
  if (a === null || b === null || typeof a === 'boolean') return a === b
  return a === b || (a !== '' && b !== '' && Number(a) === Number(b))
}
