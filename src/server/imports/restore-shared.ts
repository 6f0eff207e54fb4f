// Takes the part of one import or one run out of messages that others wrote too, as if it had never been.
import type { Transaction } from '#platform/database.ts'

/** Whose records are taken back: a file's, or those that came at once by another way. */
export type Brought = { of: 'import' | 'run'; id: number }

/** `changed`: values that went back or went; `gone`: messages of which nothing was left. */
export type Restored = { changed: number; gone: number }

/** Values as they are, of every message in `undone_key` that is left. */
const PRESENT = `
  select r.site_id, r.at, r.kind, r.known_from, r.sources, k.ids, k.kept,
         u.factor_id, u.value, u.low, u.high, u.total, substr(r.flags, u.n::int, 1) as flag
    from undone_key as k
    join reading as r on r.site_id = k.site_id and r.at = k.at and r.kind = k.kind
   cross join lateral unnest(r.factors, r.values, r.low, r.high, r.total)
         with ordinality as u (factor_id, value, low, high, total, n)`

/** Revisions of the row as it stands, with the state each led to; what was known of an earlier row ended before it. */
const REVISION = `
  select v.*, r.known_from as row_from, r.sources[1] <> all (k.ids) as first_stands,
         row_number() over w as n, lead(v.known_until) over w is null as is_last,
         lead(v.value) over w as next_value, lead(v.low) over w as next_low, lead(v.high) over w as next_high,
         lead(v.total) over w as next_total, lead(v.flag) over w as next_flag
    from undone_key as k
    join reading as r on r.site_id = k.site_id and r.at = k.at and r.kind = k.kind
    join reading_revision as v on v.site_id = k.site_id and v.at = k.at and v.kind = k.kind
                              and v.known_until > r.known_from
  window w as (partition by v.site_id, v.at, v.kind, v.factor_id order by v.known_until)`

/** Every state a value was ever brought to, by whom it still stands; undoing is nobody's doing. */
const EVENT = `
  select p.site_id, p.at, p.kind, p.factor_id, p.known_from as since, p.value, p.low, p.high, p.total, p.flag
    from present as p
   where p.sources[1] <> all (p.ids)
     and not exists (select 1 from revision as r where r.site_id = p.site_id and r.at = p.at and r.kind = p.kind
                                                   and r.factor_id = p.factor_id)
  union all
  select r.site_id, r.at, r.kind, r.factor_id, r.row_from, r.value, r.low, r.high, r.total, r.flag
    from revision as r
   where r.n = 1 and r.first_stands
  union all
  select r.site_id, r.at, r.kind, r.factor_id, r.known_until,
         case when r.is_last then p.value else r.next_value end,
         case when r.is_last then p.low else r.next_low end,
         case when r.is_last then p.high else r.next_high end,
         case when r.is_last then p.total else r.next_total end,
         case when r.is_last then p.flag else r.next_flag end
    from revision as r
    left join present as p on p.site_id = r.site_id and p.at = r.at and p.kind = r.kind and p.factor_id = r.factor_id
   where r.reason <> all ($1::text[]) and r.reason not like 'undo of %'
     and not exists (select 1 from import_batch as b where b.state = 'undone' and r.reason = 'import ' || b.id)
     and not exists (select 1 from intake_run as n
                      where n.state = 'undone' and r.reason in ('run ' || n.id, 'reingest run ' || n.id))`

/**
 * Brings each value back to the last change that still stands; one that nobody else brought goes. A factor that a later
 * record confirmed (`kept`) stays as it is. What stood until now becomes a revision like any other change.
 */
export async function restoreShared(tx: Transaction, { of, id }: Brought, author: string): Promise<Restored> {
  const reason = `${of} ${id}`
  await tx.execute(`
    create temp table restored_value (site_id int, at timestamptz, kind text, factor_id smallint,
      value double precision, low double precision, high double precision, total double precision, flag text,
      old_value double precision, old_low double precision, old_high double precision, old_total double precision,
      old_flag text, since timestamptz) on commit drop`)
  await tx.execute(
    `insert into restored_value
     with present as materialized (${PRESENT}), revision as materialized (${REVISION}), event as (${EVENT}),
     standing as (
       select distinct on (e.site_id, e.at, e.kind, e.factor_id) e.* from event as e
        where e.flag is not null
        order by e.site_id, e.at, e.kind, e.factor_id, e.since desc
     ), since as (
       select r.site_id, r.at, r.kind, r.factor_id, r.known_until from revision as r where r.is_last
     )
     select coalesce(p.site_id, s.site_id), coalesce(p.at, s.at), coalesce(p.kind, s.kind),
            coalesce(p.factor_id, s.factor_id),
            case when p.factor_id = any (p.kept) then p.value else s.value end,
            case when p.factor_id = any (p.kept) then p.low else s.low end,
            case when p.factor_id = any (p.kept) then p.high else s.high end,
            case when p.factor_id = any (p.kept) then p.total else s.total end,
            case when p.factor_id = any (p.kept) then p.flag else s.flag end,
            p.value, p.low, p.high, p.total, p.flag, coalesce(n.known_until, p.known_from, s.since)
       from present as p
       full join standing as s on s.site_id = p.site_id and s.at = p.at and s.kind = p.kind
                              and s.factor_id = p.factor_id
       left join since as n on n.site_id = coalesce(p.site_id, s.site_id) and n.at = coalesce(p.at, s.at)
                           and n.kind = coalesce(p.kind, s.kind) and n.factor_id = coalesce(p.factor_id, s.factor_id)`,
    [[reason, `reingest ${reason}`]],
  )
  await tx.execute('analyze restored_value')
  const changed = await tx.execute(
    `insert into reading_revision (site_id, at, kind, factor_id, known_from, known_until,
                                   value, low, high, total, flag, sources, reason, author)
     select t.site_id, t.at, t.kind, t.factor_id, t.since, now(), t.old_value, t.old_low, t.old_high, t.old_total,
            t.old_flag, r.sources, $1, $2
       from restored_value as t
       join reading as r on r.site_id = t.site_id and r.at = t.at and r.kind = t.kind
      where (t.value, t.low, t.high, t.total, t.flag)
            is distinct from (t.old_value, t.old_low, t.old_high, t.old_total, t.old_flag)`,
    [`undo of ${reason}`, author],
  )
  return { changed, gone: await writeRestored(tx) }
}

async function writeRestored(tx: Transaction): Promise<number> {
  await tx.execute(`
    update reading as r
       set factors = m.factors, values = m.values, low = m.low, high = m.high, total = m.total, flags = m.flags,
           sources = array(select s from unnest(r.sources) as s where s <> all (k.ids))
                     || array(select s from unnest(k.keepers) as s where s <> all (r.sources))
      from undone_key as k
      join (select t.site_id, t.at, t.kind,
                   array_agg(t.factor_id order by t.factor_id) as factors,
                   array_agg(t.value order by t.factor_id) as values,
                   case when bool_and(t.low is null) then null else array_agg(t.low order by t.factor_id) end as low,
                   case when bool_and(t.high is null) then null else array_agg(t.high order by t.factor_id) end as high,
                   case when bool_and(t.total is null) then null else array_agg(t.total order by t.factor_id) end as total,
                   string_agg(t.flag, '' order by t.factor_id) as flags
              from restored_value as t
             where t.flag is not null
             group by t.site_id, t.at, t.kind) as m
        on m.site_id = k.site_id and m.at = k.at and m.kind = k.kind
     where r.site_id = k.site_id and r.at = k.at and r.kind = k.kind`)
  return tx.execute(`
    delete from reading as r using undone_key as k
     where r.site_id = k.site_id and r.at = k.at and r.kind = k.kind
       and not exists (select 1 from restored_value as t
                        where t.site_id = k.site_id and t.at = k.at and t.kind = k.kind and t.flag is not null)`)
}
