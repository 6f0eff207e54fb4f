// The measurables of a plan with their value of a year, as known at an instant.
import type { Indicator } from '#domain/plans/pack.ts'
import { beijingYear, beijingYearStart } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { cityTargetsOf, type KnownTarget } from '#server/indicators/city-targets.ts'
import { statusWithout } from '#server/indicators/values.ts'

export type IndicatorAnswer = {
  id: string
  value: number | null
  unit: string
  target: number | null
  comparator: string | null
  status: string
  edition: string | null
  completeness: number | null
  inputsHash: string | null
}

type Stored = {
  id: string
  value: string | null
  status: string
  editions: string[]
  completeness: string | null
  hash: string
}

/** `year` undefined: the newest that had a value at that instant. Empty where no plan is loaded. */
export async function queryIndicators(
  db: Database,
  asked: { year: number | undefined; plan: string | undefined; knownAtMs: number },
): Promise<IndicatorAnswer[]> {
  const [plan] = await db.query<{ id: string }>(
    'select p.id from plan as p where $1::text is null or p.id = $1 order by p.loaded_at, p.id limit 1',
    [asked.plan ?? null],
  )
  if (!plan) return []
  const year = asked.year ?? (await newestYear(db, plan.id, asked.knownAtMs)) ?? beijingYear(asked.knownAtMs)
  const indicators = await db.query<{ body: Indicator }>(
    'select i.body from plan_indicator as i where i.plan_id = $1 order by i.ordinal',
    [plan.id],
  )
  const values = await db.query<Stored>(
    `select v.indicator_id as id, v.value, v.status, v.body -> 'editions' as editions, v.completeness, v.inputs_hash as hash
       from indicator_value as v
      where v.plan_id = $1 and v.period = 'year' and v.basis = 'in-force' and v.at = $2
        and v.known_from <= $3 and v.known_until > $3`,
    [plan.id, timestamptz(beijingYearStart(year)), timestamptz(asked.knownAtMs)],
  )
  const byId = new Map(values.map((value) => [value.id, value]))
  const targets = await cityTargetsOf(db, { planId: plan.id, year, asKnownAt: asked.knownAtMs })
  return indicators.map(({ body }) => answerOf(body, byId.get(body.id), targets.get(body.id)))
}

async function newestYear(db: Database, plan: string, knownAtMs: number): Promise<number | undefined> {
  const [row] = await db.query<{ at: number }>(
    `select v.at from indicator_value as v
      where v.plan_id = $1 and v.period = 'year' and v.known_from <= $2 and v.known_until > $2
      order by v.at desc limit 1`,
    [plan, timestamptz(knownAtMs)],
  )
  return row && beijingYear(row.at)
}

const numberOf = (text: string | null | undefined): number | null =>
  text === null || text === undefined ? null : Number(text)

function answerOf(
  indicator: Indicator,
  stored: Stored | undefined,
  cityTarget: KnownTarget | undefined,
): IndicatorAnswer {
  const { target } = indicator
  return {
    id: indicator.id,
    value: numberOf(stored?.value),
    unit: indicator.unit,
    target: cityTarget ? Number(cityTarget.value) : target.value,
    comparator: cityTarget?.comparator ?? target.comparator ?? target.assumedComparator,
    status: stored?.status ?? statusWithout(indicator, cityTarget),
    edition: stored && stored.editions.length > 0 ? stored.editions.join(', ') : null,
    completeness: numberOf(stored?.completeness),
    inputsHash: stored?.hash ?? null,
  }
}
