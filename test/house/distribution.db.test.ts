// Tables that grow with devices and time stay within what Citus can distribute by series: sharing them out is a setting, no rewrite.
import { afterAll, expect, inject, test } from 'vitest'
import { freshDatabase } from '../database.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())

const SHARE = 'site_id'

/**
 * Tables that hold a site and are still small: every node keeps them whole (reference tables). Each with the reason that
 * it stays so.
 */
const KEPT_WHOLE: Readonly<Record<string, string>> = {
  site: 'as many rows as sites',
  device: 'as many rows as devices',
  series: 'as many rows as devices have factors',
  webhook_event: 'a queue of one place, emptied as it is delivered',
}

/** They read and write tables of one place: docs/scaling.md says what becomes of them before tables are shared out. */
const TRIGGERS_TO_MOVE = ['stale_day_tell_webhooks', 'verdict_tell_webhooks']

/** What MUST be shared out: it grows with every message, hour or day of a device. */
const GROWING = [
  'raw_record',
  'reading',
  'reading_revision',
  'average',
  'verdict',
  'latest',
  'stale_day',
  'device_session',
  'device_command',
  'feed_day',
  'correction',
]

type Key = { table: string; name: string; columns: string[]; isPrimary: boolean }

/** Tables whose rows name their site, month partitions left out. */
async function sharedTables(): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `select c.relname as name from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
        and exists (select 1 from pg_attribute as a where a.attrelid = c.oid and a.attname = $1 and a.attnum > 0)
      order by 1`,
    [SHARE],
  )
  return rows.map(({ name }) => name).filter((name) => !(name in KEPT_WHOLE))
}

/** Primary keys and everything else that must be unique. */
const uniqueKeys = (): Promise<Key[]> =>
  db.query<Key>(
    `select t.relname as "table", i.relname as name, x.indisprimary as "isPrimary",
            array(select a.attname::text from pg_attribute as a where a.attrelid = t.oid and a.attnum = any (x.indkey)) as columns
       from pg_index as x join pg_class as t on t.oid = x.indrelid join pg_class as i on i.oid = x.indexrelid
      where x.indisunique and not t.relispartition and t.relnamespace = 'public'::regnamespace`,
  )

test('what grows names its site', async () => {
  expect(await sharedTables()).toEqual(expect.arrayContaining(GROWING))
})

test('every key that must be unique holds the site, so that one node alone can keep it', async () => {
  const shared = new Set(await sharedTables())
  const keys = (await uniqueKeys()).filter(({ table }) => shared.has(table))
  expect(keys.filter(({ columns }) => !columns.includes(SHARE)).map(({ name }) => name)).toEqual([])
})

test('the site of a row is never unknown and never changes its type', async () => {
  const shared = await sharedTables()
  const odd = await db.query<{ name: string }>(
    `select c.relname as name from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attname = $1
      where c.relname = any ($2::text[]) and (not a.attnotnull or a.atttypid <> 'int4'::regtype)`,
    [SHARE, shared],
  )
  expect(odd).toEqual([])
})

test('no foreign key leads from or to a shared table, but to one that every node keeps whole', async () => {
  const shared = new Set(await sharedTables())
  const links = await db.query<{ from: string; to: string; fromColumns: string[]; toColumns: string[] }>(
    `select f.conrelid::regclass::text as "from", f.confrelid::regclass::text as "to",
            array(select a.attname::text from pg_attribute as a where a.attrelid = f.conrelid and a.attnum = any (f.conkey)) as "fromColumns",
            array(select a.attname::text from pg_attribute as a where a.attrelid = f.confrelid and a.attnum = any (f.confkey)) as "toColumns"
       from pg_constraint as f where f.contype = 'f' and f.conparentid = 0`,
  )
  const isFine = ({ from, to, fromColumns, toColumns }: (typeof links)[number]): boolean => {
    if (!shared.has(to)) return true
    return shared.has(from) && fromColumns.includes(SHARE) && toColumns.includes(SHARE)
  }
  expect(links.filter((link) => !isFine(link))).toEqual([])
})

test('no trigger, exclusion or rule hangs on a shared table, but those that are known to move', async () => {
  const shared = await sharedTables()
  const found = await db.query<{ name: string }>(
    `select t.tgname::text as name from pg_trigger as t join pg_class as c on c.oid = t.tgrelid
      where not t.tgisinternal and c.relname = any ($1::text[])
      union all
     select x.conname::text from pg_constraint as x join pg_class as c on c.oid = x.conrelid
      where x.contype = 'x' and c.relname = any ($1::text[])
      union all
     select r.rulename::text from pg_rules as r where r.tablename = any ($1::text[])`,
    [shared],
  )
  expect(found.map(({ name }) => name).sort()).toEqual(TRIGGERS_TO_MOVE)
})

test('numbers that a shared table gives out by itself are of eight bytes', async () => {
  const shared = await sharedTables()
  const small = await db.query(
    `select c.relname as name, a.attname as column from pg_class as c join pg_attribute as a on a.attrelid = c.oid
      where c.relname = any ($1::text[]) and a.attidentity <> '' and a.atttypid <> 'int8'::regtype`,
    [shared],
  )
  expect(small).toEqual([])
})
