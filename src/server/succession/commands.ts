// What people say becomes of obligations: settled in bulk, all or nothing, and taken back; closed and added, never overwritten.

import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type * as wire from '#contract/succession.ts'
import type { PlanModel } from '#domain/plans/plan-model.ts'
import { checkSuccession, type Succession, type SuccessionPlan } from '#domain/plans/succession.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { entriesFrom, entriesTo, toSuccession } from './entries.ts'

const toPlan = ({ pack, obligations }: PlanModel): SuccessionPlan => ({
  id: pack.about.id,
  startYear: pack.about.period.start,
  has: (id) => obligations.has(id),
})

/** Two people who settle at once are one after the other. */
const hold = (tx: Transaction): Promise<unknown> =>
  tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', ['obligation-succession'])

type Settling = BodyOf<typeof wire.settleSuccession> & { planId: string; by: string }

/** Refuses the first entry that cannot stand beside what stands and those before it. */
export async function settleSuccession(
  db: Database,
  { planId, to, entries, by }: Settling,
): Promise<ReplyOf<typeof wire.settleSuccession> | Refusal> {
  const [own, next] = await Promise.all([findPlan(db, planId), findPlan(db, to)])
  if (isRefusal(own)) return own
  if (isRefusal(next)) return next
  const plans = [toPlan(own), toPlan(next)]
  return inTransaction(db, async (tx) => {
    await hold(tx)
    const found = [...(await entriesFrom(tx, planId)), ...(await entriesTo(tx, to))]
    const standing = [...new Map(found.map((entry) => [entry.id, toSuccession(entry)])).values()]
    for (const { obligationId, kind, successorId, reason } of entries) {
      const asked: Succession = {
        from: { planId, id: obligationId },
        kind,
        to: successorId === null ? null : { planId: to, id: successorId },
        reason,
      }
      const refused = checkSuccession(asked, { plans, standing })
      if (refused !== undefined) return refused
      standing.push(asked)
    }
    await tx.execute(
      `insert into obligation_succession (plan_id, obligation_id, kind, to_plan_id, to_obligation_id, reason, author, known_from)
       select $1, r."obligationId", r.kind, case when r."successorId" is null then null else $2 end, r."successorId", r.reason,
              $3, now()
         from jsonb_to_recordset($4) as r ("obligationId" text, kind text, "successorId" text, reason text)`,
      [planId, to, by, JSON.stringify(entries)],
    )
    await note(tx, { planId, by, type: 'SuccessionSettled', payload: { to, entries } })
    return { settled: entries.length }
  })
}

type Noted = { planId: string; by: string; type: string; payload: object }

const note = (tx: Transaction, { planId, by, type, payload }: Noted): Promise<unknown> =>
  tx.query(`select append_event('plan', $1, $2, $3, $4)`, [planId, type, by, JSON.stringify(payload)])

type Undoing = BodyOf<typeof wire.undoSuccession> & { planId: string; by: string }

/** All of them or none: refuses where one stands no more. */
export const undoSuccession = (
  db: Database,
  { planId, ids, reason, by }: Undoing,
): Promise<ReplyOf<typeof wire.undoSuccession> | Refusal> =>
  inTransaction(db, async (tx) => {
    await hold(tx)
    const standing = new Map((await entriesFrom(tx, planId)).map((entry) => [entry.id, entry]))
    const lost = ids.find((id) => !standing.has(id))
    if (lost !== undefined)
      return refuse('succession.entry-not-found', {
        zh: `第 ${lost} 条接续不在或已撤销，请刷新后再试`,
        en: `Entry ${lost} is not there or was taken back: look again`,
      })
    await tx.execute(
      `update obligation_succession as s set known_until = now(), closed_by = $2, closed_reason = $3 where s.id = any ($1)`,
      [ids, by, reason],
    )
    const entries = ids.flatMap((id) => standing.get(id) ?? [])
    await note(tx, { planId, by, type: 'SuccessionUndone', payload: { reason, entries } })
    return { undone: ids.length }
  })
