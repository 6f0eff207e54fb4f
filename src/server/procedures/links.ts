// Which case handed out which: written once by who hands it out, and seen from both.
import type { CaseLink } from '#contract/procedures.ts'
import type { Bilingual } from '#contract/wire.ts'
import { nameOf, type Procedure } from '#domain/engine/procedure/definition.ts'
import type { Queryable, Transaction } from '#platform/database.ts'

export async function linkCases(
  tx: Transaction,
  { from, to, by }: { from: number; to: number; by: string },
): Promise<void> {
  await tx.execute('insert into case_link (from_case_id, to_case_id, author) values ($1, $2, $3)', [from, to, by])
}

type Row = Omit<CaseLink, 'stateName'> & { state: string; states: Procedure['states']; procedureName: Bilingual }

/** Cases that this one handed out, and the one that handed it out, the oldest first. */
export async function linksOf(db: Queryable, id: number): Promise<CaseLink[]> {
  const rows = await db.query<Row>(
    `select c.id, c.title, c.state, c.is_open as "isOpen", l.way, v.body -> 'name' as "procedureName",
            v.body -> 'states' as states
       from (select k.to_case_id as id, 'to' as way from case_link as k where k.from_case_id = $1
             union all
             select k.from_case_id, 'from' from case_link as k where k.to_case_id = $1) as l
       join procedure_case as c on c.id = l.id
       join procedure_version as v on v.plan_id = c.plan_id and v.id = c.procedure_id and v.version = c.version
      order by c.id`,
    [id],
  )
  return rows.map(({ state, states, ...row }) => ({ ...row, stateName: nameOf(states, state) }))
}

/** How many cases each of these handed out, and how many of them are under way. */
export async function countFollowUps(
  db: Queryable,
  ids: readonly number[],
): Promise<Map<number, { all: number; open: number }>> {
  const rows = await db.query<{ id: number; all: number; open: number }>(
    `select l.from_case_id as id, count(*)::int as "all", count(*) filter (where c.is_open)::int as open
       from case_link as l join procedure_case as c on c.id = l.to_case_id
      where l.from_case_id = any ($1) group by l.from_case_id`,
    [ids],
  )
  return new Map(rows.map(({ id, all, open }) => [id, { all, open }]))
}
