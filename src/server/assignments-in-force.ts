// The division of labour that is in force: who leads and who assists each obligation, from when until when.
import { endOfDay, startOfDay } from '#domain/calendar/day.ts'
import type { EpochMs } from '#kit/time.ts'
import type { Queryable } from '#platform/database.ts'

/** `begins` and `ends` are days as stated; `from` the first instant, `until` the first after the last day. */
export type AssignmentInForce = {
  obligationId: string
  caseId: number
  lead: string
  assists: string[]
  begins: string
  ends: string
  weight: string | null
  evidence: string
  from: EpochMs
  until: EpochMs
}

type Row = Pick<AssignmentInForce, 'obligationId' | 'caseId' | 'lead' | 'assists'> & { fields: Record<string, string> }

/** By obligation: the newest assignment that was approved; a later one that is still under way changes nothing yet. */
export async function assignmentsInForce(
  db: Queryable,
  planId: string,
  only: { unit?: string; obligationId?: string } = {},
): Promise<Map<string, AssignmentInForce>> {
  const rows = await db.query<Row>(
    `with newest as (
       select distinct on (c.about_ref) c.about_ref, c.id
         from procedure_case as c
        where c.plan_id = $1 and c.procedure_id = 'assignment' and c.about_kind = 'obligation' and c.state = 'in-force'
          and ($3::text is null or c.about_ref = $3)
        order by c.about_ref, c.id desc)
     select n.about_ref as "obligationId", n.id as "caseId",
            coalesce((select p.unit from case_party as p where p.case_id = n.id and p.relation = 'lead' limit 1), '') as lead,
            array(select p.unit from case_party as p where p.case_id = n.id and p.relation = 'assist' order by p.unit) as assists,
            (select coalesce(e.payload -> 'inputs' -> 'fields', '{}') from domain_event as e
              where e.stream = 'procedure-case' and e.stream_id = n.id::text and e.type = 'CaseOpened'
              order by e.id limit 1) as fields
       from newest as n
      where $2::text is null
         or exists (select 1 from case_party as p
                     where p.case_id = n.id and p.unit = $2 and p.relation in ('lead', 'assist'))
      order by n.about_ref`,
    [planId, only.unit ?? null, only.obligationId ?? null],
  )
  return new Map(rows.map((row) => [row.obligationId, toAssignment(row)]))
}

function toAssignment({ fields, ...row }: Row): AssignmentInForce {
  const { begins = '', ends = '' } = fields
  return {
    ...row,
    begins,
    ends,
    weight: fields.weight ?? null,
    evidence: fields['expected-evidence'] ?? '',
    from: startOfDay(begins),
    until: endOfDay(ends),
  }
}

/** Every unit that leads or assists, in order. */
export const unitsIn = (assignments: ReadonlyMap<string, AssignmentInForce>): string[] =>
  [...new Set([...assignments.values()].flatMap(({ lead, assists }) => [lead, ...assists]))].sort((a, b) =>
    a.localeCompare(b, 'zh'),
  )
