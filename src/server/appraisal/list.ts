// Appraisals and schemes of a plan, and what one unit was given over the years.
import type { AppraisalRow, listAppraisals as listRoute, readUnitRecord as recordRoute } from '#contract/appraisal.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Scheme } from '#domain/appraisal/scheme.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { type Named, nameOf } from '#domain/engine/procedure/definition.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Queryable } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { officeOf } from '../procedures/office.ts'
import { listSchemes, setByOf } from './schemes.ts'

type Row = Omit<AppraisalRow, 'scheme' | 'stateName'> & { body: Scheme; document: string | null; states: Named[] }

export async function listAppraisals(
  db: Queryable,
  { planId, person }: { planId: string; person: Person },
): Promise<ReplyOf<typeof listRoute> | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const [rows, schemes] = await Promise.all([
    db.query<Row>(
      `select p.id, p.year, s.body, s.document, p.case_id as "caseId", c.state, v.body -> 'states' as states, p.opened_at as "openedAt",
              (select count(*)::int from appraisal_unit as u where u.appraisal_id = p.id) as units
         from appraisal as p
         join appraisal_scheme as s on s.plan_id = p.plan_id and s.id = p.scheme_id and s.version = p.scheme_version
         join procedure_case as c on c.id = p.case_id
         join procedure_version as v on v.plan_id = c.plan_id and v.id = c.procedure_id and v.version = c.version
        where p.plan_id = $1 order by p.year desc, p.id desc`,
      [planId],
    ),
    listSchemes(db, model),
  ])
  return {
    appraisals: rows.map(({ body, document, states, ...row }) => ({
      ...row,
      scheme: { id: body.id, version: body.version, name: body.name, setBy: setByOf(body, document) },
      stateName: nameOf(states, row.state),
    })),
    schemes: schemes.map(({ row }) => row),
    mayOpen: officeOf(person) !== undefined,
  }
}

/** The newest frozen sheet of each appraisal, newest year first; the unit is found by its number, whatever it was called. */
export async function readUnitRecord(db: Queryable, id: number): Promise<ReplyOf<typeof recordRoute>> {
  const rows = await db.query<ReplyOf<typeof recordRoute>['rows'][number]>(
    `select p.id as "appraisalId", p.year, u.unit, s.stage, s.at, s.hash,
            score.of ->> 'total' as total, (score.of ->> 'place')::int as place,
            (select count(*)::int from jsonb_array_elements(s.body -> 'units') as o where o ->> 'group' = u.group_id) as among,
            coalesce(s.body -> 'heads' -> u.unit_id, '[]') as heads
       from appraisal_unit as u
       join appraisal as p on p.id = u.appraisal_id
       join lateral (select f.* from appraisal_sheet as f where f.appraisal_id = p.id order by f.at desc, f.stage desc limit 1) as s on true
       join lateral (select o as of from jsonb_array_elements(s.body -> 'units') as o where o ->> 'id' = u.unit_id) as score on true
      where u.unit_id = $1 order by p.year desc, p.id desc`,
    [String(id)],
  )
  return { rows }
}
