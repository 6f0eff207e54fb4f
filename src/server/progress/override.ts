// A status that the plan office sets beside the ruled one until a day, with its reason; closed and added, never overwritten.
import type { setOverride as route } from '#contract/progress.ts'
import type { BodyOf } from '#contract/route.ts'
import { endOfDay } from '#domain/calendar/day.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, timestamptz } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { noOfficePost, officeOf } from '../procedures/office.ts'

type Setting = BodyOf<typeof route> & { planId: string; obligationId: string; by: Person; at: EpochMs }

export const noObligation = (id: string): Refusal =>
  refuse('progress.no-obligation', { zh: `规划没有任务“${id}”`, en: `The plan has no obligation "${id}"` })

export async function setOverride(db: Database, asked: Setting): Promise<Record<string, never> | Refusal> {
  const { planId, obligationId, status, reason, until, by, at } = asked
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  if (!model.obligations.has(obligationId)) return noObligation(obligationId)
  if (officeOf(by) === undefined) return noOfficePost('progress')
  if (status !== null && (until === null || endOfDay(until) <= at)) {
    return refuse('progress.until-needed', {
      zh: '人工认定须有今天以后的截止日期',
      en: 'A status set by hand must end on a day that lies ahead',
    })
  }
  return inTransaction(db, async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`override ${planId} ${obligationId}`])
    const key = [planId, obligationId]
    const standing = await tx.query(
      `select 1 from progress_override as o where o.plan_id = $1 and o.obligation_id = $2 and o.known_until = 'infinity'`,
      key,
    )
    if (status === null && standing.length === 0) {
      return refuse('progress.nothing-set', { zh: '没有人工认定可撤销', en: 'There is no status set by hand' })
    }
    await tx.execute(
      `update progress_override as o set known_until = now()
        where o.plan_id = $1 and o.obligation_id = $2 and o.known_until = 'infinity'`,
      key,
    )
    if (status !== null && until !== null)
      await tx.execute(
        `insert into progress_override (plan_id, obligation_id, status, until, reason, author) values ($1, $2, $3, $4, $5, $6)`,
        [...key, status, timestamptz(endOfDay(until)), reason, by.name],
      )
    await tx.query('select append_event($1, $2, $3, $4, $5)', [
      'progress',
      `${planId}/${obligationId}`,
      status === null ? 'OverrideWithdrawn' : 'OverrideSet',
      by.name,
      JSON.stringify({ status, reason, until }),
    ])
    return {}
  })
}
