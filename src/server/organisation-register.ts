// The register of units as other features ask for it: names to hold new ones against, and all names one unit has gone by.
import { type RegisteredName, refuseUnitName } from '#domain/organisations/organisation.ts'
import type { PackOrganisations } from '#domain/plans/pack-organisations.ts'
import type { Refusal } from '#kit/refusal.ts'
import { beijingDate, type EpochMs } from '#kit/time.ts'
import type { Queryable, Transaction } from '#platform/database.ts'

/** Every unit as it stands now, ended ones too. */
export const loadRegister = (db: Queryable): Promise<RegisteredName[]> =>
  db.query<RegisteredName>(
    `select o.name, o.short_name as "shortName", o.former_names as "formerNames", o.until
       from organisation as o where o.known_until = 'infinity' order by o.id`,
  )

/** The first of the names that no unit goes by at that moment, with its refusal. */
export async function findUnknownUnit(
  db: Queryable,
  names: readonly string[],
  at: EpochMs,
): Promise<{ name: string; refusal: Refusal } | undefined> {
  const register = await loadRegister(db)
  const day = beijingDate(at)
  for (const name of new Set(names)) {
    const refusal = refuseUnitName(name, register, day)
    if (refusal !== undefined) return { name, refusal }
  }
  return undefined
}

/** All names of the unit that goes or went by this one; itself alone where the register does not know it. */
export async function namesOfUnit(db: Queryable, name: string): Promise<string[]> {
  const [found] = await db.query<{ names: string[] }>(
    `select array_prepend(o.name, o.former_names) as names from organisation as o
      where o.known_until = 'infinity' and (o.name = $1 or $1 = any (o.former_names)) order by o.name = $1 desc limit 1`,
    [name],
  )
  return [...new Set([name, ...(found?.names ?? [])])]
}

/** Adds the units of a pack that the register does not know by any name; what people changed stays as it is. */
export async function storePackOrganisations(
  tx: Transaction,
  { organisations }: PackOrganisations,
  { planId, actor }: { planId: string; actor: string },
): Promise<void> {
  const rows = organisations.map(({ noteZh, noteEn, source, ...rest }) => ({
    ...rest,
    formerNames: rest.formerNames ?? [],
    note: noteZh === undefined || noteEn === undefined ? null : { zh: noteZh, en: noteEn },
    source: `${source}:${planId}`,
  }))
  await tx.execute(
    `insert into organisation (name, short_name, kind, former_names, source, refs, note, author)
     select r.name, r."shortName", r.kind, r."formerNames", r.source, r.refs, r.note, $2
       from rows from (jsonb_to_recordset($1) as (name text, "shortName" text, kind text, "formerNames" text[],
                       source text, refs text[], note jsonb)) with ordinality as r
      where not exists (select 1 from organisation as o where o.known_until = 'infinity'
                           and array_prepend(o.name, o.former_names) && array_prepend(r.name, r."formerNames"))
      order by r.ordinality`,
    [JSON.stringify(rows), actor],
  )
}
