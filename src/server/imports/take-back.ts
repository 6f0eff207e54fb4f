// Takes back what the records of one import or one run brought, as if they had never been.
import type { Transaction } from '#platform/database.ts'
import { lockSites, tellSites } from '#platform/intake/store-batch.ts'
import { gatherKept } from './kept-factors.ts'
import { type Brought, restoreShared } from './restore-shared.ts'

/** `removed`: messages that went; `restored`: values that went back to what they were, or went, in messages that stay. */
export type UndoResult = { removed: number; restored: number }

const RECORD_COLUMN: Readonly<Record<Brought['of'], string>> = { import: 'r.import_id', run: 'r.run_id' }
const UNDO_CAUSE: Readonly<Record<Brought['of'], string>> = { import: 'undo', run: 'undo-run' }

/** Takes back what these records brought; sites are locked and told. MUST run in the transaction that marks them undone. */
export async function takeBack(
  tx: Transaction,
  brought: Brought,
  author: string,
): Promise<UndoResult & { messages: number; confirmed: number }> {
  const messages = await collectKeys(tx, brought)
  const sites = await undoneSites(tx)
  await lockSites(tx, sites)
  await dropUntouched(tx)
  await gatherKept(tx)
  const confirmed = await keepConfirmed(tx)
  const removed = await removeAdded(tx, brought, author)
  const shared = await restoreShared(tx, brought, author)
  await retell(tx, brought, sites)
  return { messages, confirmed, removed: removed + shared.gone, restored: shared.changed }
}

/** Messages these records had a hand in, with those of the records that stand among their sources. */
async function collectKeys(tx: Transaction, { of, id }: Brought): Promise<number> {
  await tx.execute(`
    create temp table undone_key on commit drop as
    select r.site_id, r.at, r.kind, array_agg(r.id) as ids, max(r.id) as last_id
      from raw_record as r
     where ${RECORD_COLUMN[of]} = ${Number(id)} and r.state in ('stored', 'reingested')
     group by r.site_id, r.at, r.kind`)
  await tx.execute('create unique index on undone_key (site_id, at, kind)')
  await tx.execute('analyze undone_key')
  const [row] = await tx.query<{ n: number }>('select count(*)::int as n from undone_key')
  return row?.n ?? 0
}

/** What they only found there already is not theirs to take back. */
async function dropUntouched(tx: Transaction): Promise<void> {
  await tx.execute(`
    delete from undone_key as k
     where not exists (select 1 from reading as r
                        where r.site_id = k.site_id and r.at = k.at and r.kind = k.kind and r.sources && k.ids)`)
}

async function undoneSites(tx: Transaction): Promise<Set<number>> {
  const rows = await tx.query<{ siteId: number }>('select distinct k.site_id as "siteId" from undone_key as k')
  return new Set(rows.map(({ siteId }) => siteId))
}

/**
 * A later record that brought the same values wrote nothing, but it stands behind them: a message of which it confirmed
 * every factor stays as it is and is from now on the later record's.
 */
async function keepConfirmed(tx: Transaction): Promise<number> {
  const rows = await tx.query(`
    with kept as (
      update reading as r
         set sources = array(select s from unnest(r.sources) as s where s <> all (k.ids))
                       || array(select s from unnest(k.keepers) as s where s <> all (r.sources))
        from undone_key as k
       where r.site_id = k.site_id and r.at = k.at and r.kind = k.kind and r.factors <@ k.kept
      returning r.site_id, r.at, r.kind
    )
    delete from undone_key as k using kept as t
     where k.site_id = t.site_id and k.at = t.at and k.kind = t.kind
    returning k.site_id`)
  return rows.length
}

/** Messages that nobody else wrote leave `reading`; every value stays as a revision that was known until now. */
async function removeAdded(tx: Transaction, { of, id }: Brought, author: string): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `with gone as (
       delete from reading as r using undone_key as k
        where r.site_id = k.site_id and r.at = k.at and r.kind = k.kind and r.sources <@ k.ids and k.kept = '{}'
       returning r.*
     ), kept as (
       insert into reading_revision (site_id, at, kind, factor_id, known_from, known_until,
                                     value, low, high, total, flag, sources, reason, author)
       select g.site_id, g.at, g.kind, u.factor_id,
              coalesce((select max(v.known_until) from reading_revision as v
                         where v.site_id = g.site_id and v.at = g.at and v.kind = g.kind and v.factor_id = u.factor_id
                           and v.known_until > g.known_from), g.known_from),
              now(), u.value, u.low, u.high, u.total, substr(g.flags, u.n::int, 1), g.sources, $1, $2
         from gone as g
        cross join lateral unnest(g.factors, g.values, g.low, g.high, g.total)
              with ordinality as u (factor_id, value, low, high, total, n)
     )
     select count(*)::int as n from gone as g`,
    [`undo of ${of} ${id}`, author],
  )
  return row?.n ?? 0
}

/** Newest values and stale days follow what is left. */
async function retell(tx: Transaction, { of, id }: Brought, sites: ReadonlySet<number>): Promise<void> {
  await tx.execute(`
    insert into stale_day (site_id, day, cause)
    select distinct k.site_id, date_trunc('day', k.at, 'Asia/Shanghai'), '${UNDO_CAUSE[of]}:${Number(id)}' from undone_key as k`)
  await tx.execute(`delete from latest as l using (select distinct k.site_id, k.kind from undone_key as k) as d
                   where l.site_id = d.site_id and l.kind = d.kind`)
  await tx.execute(`
    insert into latest (site_id, kind, at, received_at, flags, factors, values, source)
    select d.site_id, d.kind, n.at, n.known_from, n.flags, n.factors, n.values, n.sources[1]
      from (select distinct k.site_id, k.kind from undone_key as k) as d
     cross join lateral (
           select r.* from reading as r
            where r.site_id = d.site_id and r.kind = d.kind
            order by r.at desc limit 1) as n`)
  await tellSites(tx, sites)
}
