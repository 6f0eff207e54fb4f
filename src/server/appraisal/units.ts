// Units as the appraisal keeps them: by the number of the register, which outlives their names; and who headed them on a day.
import type { ScoredUnit } from '#domain/appraisal/sheet.ts'
import type { OrganisationKind } from '#domain/organisations/organisation.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'

type RegisteredUnit = { id: string; name: string; names: string[]; kind: OrganisationKind; stands: boolean }

/** Every unit of the register with all names it has gone by. */
export const loadUnits = (db: Queryable, at: EpochMs): Promise<RegisteredUnit[]> =>
  db.query<RegisteredUnit>(
    `select o.id::text as id, o.name, array_prepend(o.name, o.former_names) as names, o.kind,
            (o.until is null or o.until > ($1::timestamptz at time zone 'Asia/Shanghai')::date) as stands
       from organisation as o where o.known_until = 'infinity' order by o.id`,
    [timestamptz(at)],
  )

export type NamedUnit = ScoredUnit & { names: string[] }

/** Units of an appraisal in the order in which they were named, each with every name it has gone by. */
export const unitsOf = (db: Queryable, appraisalId: number): Promise<NamedUnit[]> =>
  db.query<NamedUnit>(
    `select u.unit_id as id, u.unit, u.group_id as "group",
            array(select distinct n from unnest(array_append(coalesce(array_prepend(o.name, o.former_names), '{}'), u.unit)) as n) as names
       from appraisal_unit as u
       left join organisation as o on o.id::text = u.unit_id and o.known_until = 'infinity'
      where u.appraisal_id = $1 order by u.group_id, o.id nulls last, u.unit`,
    [appraisalId],
  )

const HEAD = 'unit-head'

/** By unit: display names of those who held the post of its head at that instant. */
export async function headsOn(
  db: Queryable,
  units: readonly NamedUnit[],
  at: EpochMs,
): Promise<Record<string, string[]>> {
  const rows = await db.query<{ unit: string; name: string }>(
    `select distinct p.unit, a.display_name as name
       from (select account_id, unit, role, since, 'infinity'::timestamptz as until from account_post
             union all select account_id, unit, role, since, until from former_post) as p
       join account as a on a.id = p.account_id
      where p.role = $1 and p.unit = any ($2) and p.since <= $3 and p.until > $3 order by a.display_name`,
    [HEAD, units.flatMap(({ names }) => names), timestamptz(at)],
  )
  const headsOf = ({ names }: NamedUnit): string[] => [
    ...new Set(rows.filter(({ unit }) => names.includes(unit)).map(({ name }) => name)),
  ]
  return Object.fromEntries(units.map((unit) => [unit.id, headsOf(unit)]))
}
