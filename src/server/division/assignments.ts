// The assignments of a plan's obligations as their cases have them: the one in force, else the one under way.
import type { DivisionRow, DivisionState } from '#contract/division.ts'
import { type Bilingual, type Named, nameOf } from '#domain/engine/procedure/definition.ts'
import type { Queryable } from '#platform/database.ts'

export const PROCEDURE = 'assignment'
export const ABOUT = 'obligation'

export type Assignment = NonNullable<DivisionRow['assignment']> & {
  obligationId: string
  state: Exclude<DivisionState, 'none'>
}

type Row = {
  obligationId: string
  caseId: number
  version: number
  stateId: string
  isOpen: boolean
  parties: { unit: string; relation: string }[]
  fields: Record<string, string>
}

/** By obligation: the newest case that is not cancelled. */
export async function assignmentsOf(db: Queryable, planId: string): Promise<Map<string, Assignment>> {
  const rows = await db.query<Row>(
    `with newest as (
       select distinct on (c.about_ref) c.about_ref, c.id, c.version, c.state, c.is_open from procedure_case as c
        where c.plan_id = $1 and c.procedure_id = $2 and c.about_kind = $3 and c.state <> 'cancelled'
        order by c.about_ref, c.id desc)
     select n.about_ref as "obligationId", n.id as "caseId", n.version, n.state as "stateId", n.is_open as "isOpen",
            (select coalesce(jsonb_agg(jsonb_build_object('unit', p.unit, 'relation', p.relation) order by p.unit), '[]')
               from case_party as p where p.case_id = n.id) as parties,
            (select coalesce(e.payload -> 'inputs' -> 'fields', '{}') from domain_event as e
              where e.stream = 'procedure-case' and e.stream_id = n.id::text and e.type = 'CaseOpened' limit 1) as fields
       from newest as n`,
    [planId, PROCEDURE, ABOUT],
  )
  // A definition is many times as long as its row: the names of its states are fetched once a version.
  const versions = await db.query<{ version: number; states: Named[] }>(
    `select v.version, v.body -> 'states' as states from procedure_version as v where v.plan_id = $1 and v.id = $2`,
    [planId, PROCEDURE],
  )
  const statesOf = new Map(versions.map(({ version, states }) => [version, states]))
  return new Map(
    rows.map((row) => [row.obligationId, toAssignment(row, nameOf(statesOf.get(row.version) ?? [], row.stateId))]),
  )
}

function toAssignment({ obligationId, caseId, isOpen, parties, fields }: Row, stateName: Bilingual): Assignment {
  const of = (relation: string): string[] =>
    parties.flatMap((party) => (party.relation === relation ? [party.unit] : []))
  return {
    obligationId,
    caseId,
    stateName,
    state: isOpen ? 'open' : 'in-force',
    lead: of('lead')[0] ?? '',
    assists: of('assist'),
    begins: fields.begins ?? '',
    ends: fields.ends ?? '',
    weight: fields.weight ?? null,
    evidence: fields['expected-evidence'] ?? '',
  }
}
