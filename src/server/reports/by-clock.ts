// Drafts that the clock has made: each template with a schedule, once for each period; people edit and release them.
import { duePeriod } from '#domain/documents/schedule.ts'
import { isRefusal } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import { findPlan, listPlanIds } from '../plan-store.ts'
import { CLOCK } from '../procedures/case-store.ts'
import type { CaseHooks } from '../procedures/hooks.ts'
import { loadCalendar } from '../working-calendar.ts'
import type { Workshop } from './make.ts'

/** Starts what is due and has not been made by anybody, in Chinese; gives how many. A period outside the plan is none. */
export async function startDueReports(db: Database, workshop: Workshop, now: EpochMs): Promise<number> {
  const calendar = await loadCalendar(db)
  let started = 0
  for (const planId of await listPlanIds(db)) {
    const model = await findPlan(db, planId)
    if (isRefusal(model)) continue
    for (const template of model.pack.reports) {
      const period = duePeriod(template, calendar, now)
      if (period === undefined || (await isMade(db, { planId, template: template.id, period }))) continue
      const start = await workshop.start({ planId, template: template.id, period, language: 'zh', by: CLOCK })
      if (!isRefusal(start)) started += 1
    }
  }
  return started
}

/** Whatever became of it: one that was withdrawn is not made again behind the back of who withdrew it. */
async function isMade(
  db: Database,
  { planId, template, period }: { planId: string; template: string; period: string },
): Promise<boolean> {
  const found = await db.query(
    'select 1 from report as r where r.plan_id = $1 and r.template_id = $2 and r.period = $3 limit 1',
    [planId, template, period],
  )
  return found.length > 0
}

/** The hooks of the clock of cases, which then starts due reports too. */
export const alsoStartingReports = (hooks: CaseHooks, workshop: Workshop): CaseHooks => ({
  ...hooks,
  open: async (db, now) => {
    const opened = (await hooks.open?.(db, now)) ?? 0
    await startDueReports(db, workshop, now)
    return opened
  },
})
