// The evaluation run to its end by a command, where no running product does it.
import type { Database } from '#platform/database.ts'
import { type CheckDays, runStalePeriods, runStep } from './step.ts'

/** As the evaluation process of a running product calls itself at the database. */
const PROCESS = 'shanshui evaluation'
const MOST_DAYS = 800

/** Whether a running product works on this store's stale days. */
export async function isEvaluationRunning(db: Database): Promise<boolean> {
  const rows = await db.query(
    `select 1 from pg_stat_activity as a
      where a.datname = current_database() and a.application_name = $1 limit 1`,
    [PROCESS],
  )
  return rows.length > 0
}

/** Brings averages, verdicts and indicators up to date with every stale day; throws where one cannot be evaluated. */
export async function evaluateAll(
  db: Database,
  {
    now,
    onProgress,
    checkDays,
  }: { now: () => number; onProgress?: (done: number, total: number) => void; checkDays?: CheckDays },
): Promise<void> {
  const [stale] = await db.query<{ n: number }>(
    'select count(*)::int as n from (select distinct d.site_id, d.day from stale_day as d) as u',
  )
  for (let done = 0; ; ) {
    const { days } = await runStep(db, { most: MOST_DAYS, now: now(), checkDays })
    if (days.length === 0) break
    done += days.length
    onProgress?.(done, Math.max(done, stale?.n ?? 0))
  }
  await runStalePeriods(db, now())
}
