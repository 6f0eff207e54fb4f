// The tables of a store: which there are, in an order in which rows can be put in, and what a store filled from outside needs.
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Queryable, Transaction } from './database.ts'

/** `columns` and `key` quoted; `months` of a partitioned table as YYYYMM. */
export type StoreTable = { name: string; columns: string[]; key: string[] | null; months: string[] }

/** Tables in an order in which each comes after those it refers to; of a partitioned one the whole, with its months. */
const TABLES = `
  with recursive t as (
    select c.oid, c.relname as name from pg_class as c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> all ($1)
  ), depth as (
    select t.oid, 0 as level from t
    union
    select k.conrelid, d.level + 1
      from pg_constraint as k join depth as d on d.oid = k.confrelid
     where k.contype = 'f' and k.conrelid <> k.confrelid and d.level < 20
  )
  select t.name,
         (select array_agg(quote_ident(a.attname) order by k.n)
            from pg_index as x, unnest(x.indkey) with ordinality as k (attnum, n)
            join pg_attribute as a on a.attnum = k.attnum
           where x.indrelid = t.oid and x.indisprimary and a.attrelid = t.oid) as key,
         (select array_agg(quote_ident(a.attname) order by a.attnum) from pg_attribute as a
           where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
         coalesce((select array_agg(right(p.relname, 6) order by p.relname) from pg_inherits as i
                     join pg_class as p on p.oid = i.inhrelid where i.inhparent = t.oid), '{}') as months
    from t join depth as d on d.oid = t.oid
   group by t.oid, t.name order by max(d.level), t.name`

/** All but those named. */
export const listTables = (db: Queryable, aside: readonly string[]): Promise<StoreTable[]> =>
  db.query<StoreTable>(TABLES, [[...aside]])

/** Names of what made the store what it is, in order. */
export const listMigrations = async (db: Queryable): Promise<string[]> =>
  (await db.query<{ name: string }>('select m.name from schema_migration as m order by m.name')).map(({ name }) => name)

/** Numbers given from here on must not meet restored ones. */
export async function advanceSequences(tx: Transaction, table: string): Promise<void> {
  const columns = await tx.query<{ name: string; sequence: string }>(
    `select a.attname as name, pg_get_serial_sequence($1, a.attname) as sequence
       from pg_attribute as a where a.attrelid = $1::regclass and a.attidentity <> ''`,
    [table],
  )
  for (const { name, sequence } of columns) {
    await tx.query(
      `select setval($1, greatest(1, (select coalesce(max(${name}), 0) from ${table})), exists (select 1 from ${table}))`,
      [sequence],
    )
  }
}

/** Refuses `<feature>.store-not-empty` where somebody works in the store already. */
export async function refuseUsedStore(tx: Queryable, feature: string): Promise<Refusal | undefined> {
  const [used] = await tx.query<{ used: boolean }>(
    'select exists (select 1 from site) or exists (select 1 from plan) or exists (select 1 from account) as used',
  )
  if (!used?.used) return undefined
  return refuse(`${feature}.store-not-empty`, {
    zh: '此处已有数据，只写入空库：请用 --data 另选目录',
    en: 'This store has content, and only an empty one is filled: choose another folder with --data',
  })
}
