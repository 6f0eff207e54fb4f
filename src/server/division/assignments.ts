// The assignments of a plan's obligations as their cases have them: the one in force, else the one under way.
import type { DivisionRow, DivisionState } from '#contract/division.ts'
import type { Bilingual } from '#contract/wire.ts'
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
  isOpen: boolean
  stateName: Bilingual
  parties: { unit: string; relation: string }[]
  fields: Record<string, string>
}

/** By obligation: the newest case that is not cancelled. */
export async function assignmentsOf(db: Queryable, planId: string): Promise<Map<string, Assignment>> {
  const rows = await db.query<Row>(
    `select distinct on (c.about_ref) c.about_ref as "obligationId", c.id as "caseId", c.is_open as "isOpen",
            (select s -> 'name' from jsonb_array_elements(v.body -> 'states') as s where s ->> 'id' = c.state) as "stateName",
            (select coalesce(jsonb_agg(jsonb_build_object('unit', p.unit, 'relation', p.relation) order by p.unit), '[]')
               from case_party as p where p.case_id = c.id) as parties,
            (select coalesce(e.payload -> 'inputs' -> 'fields', '{}') from domain_event as e
              where e.stream = 'procedure-case' and e.stream_id = c.id::text and e.type = 'CaseOpened' limit 1) as fields
       from procedure_case as c
       join procedure_version as v on v.plan_id = c.plan_id and v.id = c.procedure_id and v.version = c.version
      where c.plan_id = $1 and c.procedure_id = $2 and c.about_kind = $3 and c.state <> 'cancelled'
      order by c.about_ref, c.id desc`,
    [planId, PROCEDURE, ABOUT],
  )
  return new Map(rows.map((row) => [row.obligationId, toAssignment(row)]))
}

function toAssignment({ obligationId, caseId, isOpen, stateName, parties, fields }: Row): Assignment {
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
