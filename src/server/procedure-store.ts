// Versions of procedures in the store: kept with the pack that brings them, and read as they were checked.
import type { Procedure } from '#domain/engine/procedure/definition.ts'
import { PROCEDURE_FOLDER } from '#domain/plans/pack-folders.ts'
import { fault } from '#domain/plans/pack-shape.ts'
import type { Refusal } from '#kit/refusal.ts'
import { contentHash } from '#platform/content-hash.ts'
import type { Queryable, Transaction } from '#platform/database.ts'

export type ProcedureKey = { planId: string; id: string; version: number }

/** The procedures of one loaded plan. */
export type PlanProcedures = { planId: string; procedures: readonly Procedure[] }

/** Refuses a procedure that was changed without a new version after cases were opened under the old one. */
export async function findChangedProcedure(
  tx: Queryable,
  { planId, procedures }: PlanProcedures,
): Promise<Refusal | undefined> {
  const used = await tx.query<{ id: string; version: number; hash: string }>(
    `select v.id, v.version, v.content_hash as hash from procedure_version as v
      where v.plan_id = $1 and exists (select 1 from procedure_case as c
             where c.plan_id = v.plan_id and c.procedure_id = v.id and c.version = v.version)`,
    [planId],
  )
  const changed = procedures.find((one) =>
    used.some(({ id, version, hash }) => id === one.id && version === one.version && hash !== contentHash(one)),
  )
  if (changed === undefined) return undefined
  const place = { file: `${PROCEDURE_FOLDER}/${changed.id}.json`, path: '$.version' }
  return fault('procedure-changed', place, {
    zh: `已有办件按第 ${changed.version} 版办理，改动流程须提高版本号`,
    en: `cases were opened under version ${changed.version}: a changed procedure must have a higher one`,
  })
}

/** Stores these as the ones in force; older versions stay for the cases opened under them. */
export async function storeProcedures(tx: Transaction, { planId, procedures }: PlanProcedures): Promise<void> {
  await tx.execute('update procedure_version as v set in_force = false where v.plan_id = $1', [planId])
  for (const procedure of procedures) {
    await tx.execute(
      `insert into procedure_version (plan_id, id, version, content_hash, body) values ($1, $2, $3, $4, $5)
       on conflict (plan_id, id, version) do update
         set in_force = true, content_hash = excluded.content_hash, body = excluded.body, loaded_at = now()`,
      [planId, procedure.id, procedure.version, contentHash(procedure), JSON.stringify(procedure)],
    )
  }
}
