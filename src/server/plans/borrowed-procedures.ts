// A plan may be carried out by the procedures of another: they follow that plan, and name its text as what they rest on.
import type { Procedure } from '#domain/engine/procedure/definition.ts'
import type { Pack } from '#domain/plans/pack.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Queryable, Transaction } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { findChangedProcedure, type PlanProcedures, storeProcedures } from '../procedure-store.ts'

/** The procedures of a pack: its own, and those of the plan it names so far as that is loaded. */
export async function proceduresOf(db: Queryable, pack: Pack): Promise<PlanProcedures> {
  const { id, proceduresOf: lender } = pack.about
  const lent = lender === undefined ? undefined : await findPlan(db, lender)
  return lent === undefined || isRefusal(lent)
    ? { planId: id, procedures: pack.procedures }
    : withBorrowed(pack, lent.pack)
}

const PLAN_PART = /^c\d{2}(\.|$)/

function withBorrowed({ about, procedures }: Pack, lender: Pack): PlanProcedures {
  const borrowed = lender.procedures.filter(({ id }) => procedures.every((own) => own.id !== id))
  const named = (ref: string): string => (PLAN_PART.test(ref) ? `《${lender.about.titleZh}》${ref}` : ref)
  return {
    planId: about.id,
    procedures: [...procedures, ...borrowed.map((one): Procedure => ({ ...one, basis: one.basis.map(named) }))],
  }
}

/** The procedures of every loaded plan that borrows from this one, as they will be. */
export async function borrowersOf(db: Queryable, lender: Pack): Promise<PlanProcedures[]> {
  const rows = await db.query<{ id: string }>(
    `select p.id from plan as p
      where ((p.body -> 'files' ->> 'pack.json')::jsonb) ->> 'proceduresOf' = $1 order by p.id`,
    [lender.about.id],
  )
  const borrowers: PlanProcedures[] = []
  for (const { id } of rows) {
    const model = await findPlan(db, id)
    if (!isRefusal(model)) borrowers.push(withBorrowed(model.pack, lender))
  }
  return borrowers
}

/** Refuses before anything is written: cases of any of these plans may stand under a version that was changed. */
export async function refuseChanged(db: Queryable, plans: readonly PlanProcedures[]): Promise<Refusal | undefined> {
  for (const plan of plans) {
    const changed = await findChangedProcedure(db, plan)
    if (changed !== undefined) return changed
  }
  return undefined
}

export async function storeAll(tx: Transaction, plans: readonly PlanProcedures[]): Promise<void> {
  for (const plan of plans) await storeProcedures(tx, plan)
}
