// The indicators of a plan as they were defined for a year, at a past instant or now: formula, target and wordings.
import type { Indicator } from '#domain/plans/pack.ts'
import type { PlanModel } from '#domain/plans/plan-model.ts'
import { beijingYearStart } from '#kit/time.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { targetsBefore } from '../adjusted-targets.ts'

/**
 * In the order of the plan as it is loaded now; one that was defined later is left out. Before the plan was first loaded
 * there is no definition of that day, and those of the first load are given. A year that ended before an adjustment took
 * effect keeps the target it was judged by.
 */
export async function indicatorsOfYear(
  db: Queryable,
  model: PlanModel,
  { year, asKnownAt }: { year: number; asKnownAt?: number | undefined },
): Promise<readonly Indicator[]> {
  const planId = model.pack.about.id
  const [indicators, before] = await Promise.all([
    indicatorsKnownAt(db, model, asKnownAt),
    targetsBefore(db, { period: 'year', at: beijingYearStart(year), asKnownAt, planId }),
  ])
  return indicators.map((indicator) => ({ ...indicator, ...before(planId, indicator.id) }))
}

async function indicatorsKnownAt(
  db: Queryable,
  { pack }: PlanModel,
  asKnownAt: number | undefined,
): Promise<readonly Indicator[]> {
  if (asKnownAt === undefined) return pack.indicators
  const rows = await db.query<{ definition: Indicator }>(
    `select d.definition from indicator_definition as d
      where d.plan_id = $1 and d.known_until > $2
        and d.known_from <= greatest($2, (select min(f.known_from) from indicator_definition as f where f.plan_id = $1))`,
    [pack.about.id, timestamptz(asKnownAt)],
  )
  const byId = new Map(rows.map(({ definition }) => [definition.id, definition]))
  return pack.indicators.flatMap(({ id }) => byId.get(id) ?? [])
}
