// Targets that were adjusted since: a period that ended before the day of effect keeps the one it was judged by.
import type { Indicator } from '#domain/plans/pack.ts'
import { endOf } from '#kit/time.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'

/** What an indicator was judged by before it was adjusted. */
export type TargetBefore = Pick<Indicator, 'target' | 'readings'>

type Asked = { period: 'month' | 'year'; at: number; asKnownAt?: number | undefined; planId?: string | undefined }

/** By plan and indicator, of those whose target changed only after the period. */
export async function targetsBefore(
  db: Queryable,
  { period, at, asKnownAt, planId }: Asked,
): Promise<(planId: string, id: string) => TargetBefore | undefined> {
  const rows = await db.query<{ planId: string; id: string; before: TargetBefore }>(
    `select distinct on (a.plan_id, a.thing_id) a.plan_id as "planId", a.thing_id as id, a.before
       from plan_adjustment as a
      where a.before is not null and a.effective_at >= $1 and a.applied_at <= $2 and ($3::text is null or a.plan_id = $3)
      order by a.plan_id, a.thing_id, a.effective_at, a.version_no`,
    [timestamptz(endOf(period, at)), timestamptz(asKnownAt ?? Number.POSITIVE_INFINITY), planId ?? null],
  )
  const found = new Map(rows.map((row) => [JSON.stringify([row.planId, row.id]), row.before]))
  return (plan, id) => found.get(JSON.stringify([plan, id]))
}
