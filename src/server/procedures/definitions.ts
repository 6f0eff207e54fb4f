// Definitions as cases need them: the version in force for a new case, and the one a case was opened under.
import type { Procedure } from '#domain/engine/procedure/definition.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Queryable } from '#platform/database.ts'
import type { ProcedureKey } from '../procedure-store.ts'

/** The version in force; refuses `procedures.procedure-not-found`. */
export async function findInForce(
  db: Queryable,
  { planId, id }: Omit<ProcedureKey, 'version'>,
): Promise<Procedure | Refusal> {
  const [row] = await db.query<{ body: Procedure }>(
    'select v.body from procedure_version as v where v.plan_id = $1 and v.id = $2 and v.in_force',
    [planId, id],
  )
  return (
    row?.body ??
    refuse('procedures.procedure-not-found', {
      zh: `规划“${planId}”没有“${id}”这一流程`,
      en: `Plan “${planId}” has no procedure “${id}”`,
    })
  )
}

/** The version of that number; a case cannot be without it. */
export async function getVersion(db: Queryable, { planId, id, version }: ProcedureKey): Promise<Procedure> {
  const [row] = await db.query<{ body: Procedure }>(
    'select v.body from procedure_version as v where v.plan_id = $1 and v.id = $2 and v.version = $3',
    [planId, id, version],
  )
  if (row === undefined) throw new Error(`Cannot find version ${version} of procedure ${id} of plan ${planId}`)
  return row.body
}

/** Procedures in force of all loaded plans, in the order of their ids. */
export const listInForce = (db: Queryable): Promise<{ planId: string; body: Procedure; openCases: number }[]> =>
  db.query(
    `select v.plan_id as "planId", v.body,
            (select count(*)::int from procedure_case as c
              where c.plan_id = v.plan_id and c.procedure_id = v.id and c.is_open) as "openCases"
       from procedure_version as v where v.in_force order by v.plan_id, v.id`,
  )
