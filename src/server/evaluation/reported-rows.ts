// What was reported and handed down for the year of a period, by plan and indicator.
import type { IndicatorReport } from '#domain/indicators/reported.ts'
import type { IndicatorBody } from '#domain/indicators/value-body.ts'
import { startOf } from '#kit/time.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { standsAt } from '../stands.ts'

type Period = { period: 'month' | 'year'; at: number }
type Named = { planId: string; id: string }

export const targetKey = ({ planId, id }: Named): string => JSON.stringify([planId, id])

/** In the shape of the plan's own; `notice` is as it was handed down. */
export type CityTarget = {
  comparator: string
  assumedComparator: null
  value: number
  setBy: string
  notice: NonNullable<IndicatorBody['cityTarget']>
}

/** Targets the city has set for the year of the period, as they stand or stood. */
export async function cityTargets(
  tx: Queryable,
  { at }: Period,
  asKnownAt?: number,
): Promise<ReadonlyMap<string, CityTarget>> {
  const rows = await tx.query<Named & CityTarget['notice']>(
    `select t.plan_id as "planId", t.indicator_id as id, t.comparator, t.value::text, t.document
       from city_target as t where t.at = $1 and ${standsAt(asKnownAt, 't')}`,
    [timestamptz(startOf('year', at))],
  )
  return new Map(
    rows.map(({ comparator, value, document, ...named }) => [
      targetKey(named),
      {
        comparator,
        assumedComparator: null,
        value: Number(value),
        setBy: 'city_assignment',
        notice: { comparator, value, document },
      },
    ]),
  )
}

/** Reports for a year as they stand or stood; months have none. */
export async function reportsOf(
  tx: Queryable,
  { period, at }: Period,
  asKnownAt?: number,
): Promise<ReadonlyMap<string, IndicatorReport>> {
  if (period !== 'year') return new Map()
  const rows = await tx.query<Named & { report: IndicatorReport }>(
    `select r.plan_id as "planId", r.indicator_id as id,
            jsonb_build_object('id', r.id, 'values', r.inputs, 'source', r.source, 'author', r.author) as report
       from indicator_report as r where r.at = $1 and ${standsAt(asKnownAt, 'r')}`,
    [timestamptz(at)],
  )
  return new Map(rows.map(({ report, ...named }) => [targetKey(named), report]))
}
