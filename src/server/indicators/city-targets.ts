// Targets that the city has handed down for a year, by indicator.
import { beijingYearStart } from '#kit/time.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { standsAt } from '../stands.ts'

/** A target of the city (市下达目标) as it stands, or stood; `value` in the unit of the indicator. */
export type KnownTarget = { comparator: string; value: string; document: string }

const SIGNS: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤' }

/** As a notice prints it. @example `≥18` */
export const printedTarget = ({ comparator, value }: KnownTarget): string =>
  `${SIGNS[comparator] ?? comparator}${value}`

export async function cityTargetsOf(
  db: Queryable,
  { planId, year, asKnownAt }: { planId: string; year: number; asKnownAt?: number | undefined },
): Promise<Map<string, KnownTarget>> {
  const rows = await db.query<KnownTarget & { id: string }>(
    `select t.indicator_id as id, t.comparator, t.value::text, t.document from city_target as t
      where t.plan_id = $1 and t.at = $2 and ${standsAt(asKnownAt, 't')}`,
    [planId, timestamptz(beijingYearStart(year))],
  )
  return new Map(rows.map(({ id, ...target }) => [id, target]))
}
