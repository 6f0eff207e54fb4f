// Units for tests that give posts or divide work: new names must stand in the register.
import type { Queryable } from '#platform/database.ts'

/** Puts these units into the register where it does not know them. */
export async function registerUnits(db: Queryable, names: readonly string[]): Promise<void> {
  await db.execute(
    `insert into organisation (name, kind, author) select n.name, 'district', 'test' from unnest($1::text[]) as n (name)
      where not exists (select 1 from organisation as o where o.name = n.name and o.known_until = 'infinity')`,
    [names],
  )
}
