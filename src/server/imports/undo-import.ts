// Takes a whole import back: what it added goes, what it overwrote returns, and all of it stays readable as history.
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { lockSites, tellSites } from '#platform/intake/store-batch.ts'

export type UndoResult = { removed: number; restored: number }

/** Undoes an import in one transaction; refuses one that is not done. */
export async function undoImport(db: Database, importId: number, author: string): Promise<UndoResult | Refusal> {
  return inTransaction(db, async (tx) => {
    const [batch] = await tx.query<{ state: string }>(
      'select b.state from import_batch as b where b.id = $1 for update',
      [importId],
    )
    if (!batch) return refuse('imports.not-found', `There is no import ${importId}`)
    if (batch.state !== 'done')
      return refuse('imports.not-undoable', `Cannot undo import ${importId} as it must be done: it is ${batch.state}`)
    const keys = await collectKeys(tx, importId)
    const sites = await undoneSites(tx)
    await lockSites(tx, sites)
    const confirmed = await keepConfirmed(tx)
    const restored = await restoreOverwritten(tx, importId, author)
    const removed = await removeAdded(tx, importId, author)
    await retell(tx, importId, sites)
    await tx.query(
      `update raw_record as r set state = 'withdrawn' where r.import_id = $1 and r.state in ('stored', 'quarantined')`,
      [importId],
    )
    await tx.query(`update import_batch as b set state = 'undone', undone_by = $2, undone_at = now() where b.id = $1`, [
      importId,
      author,
    ])
    await tx.query(`select append_event('import', $1, 'ImportUndone', $2, $3)`, [
      String(importId),
      author,
      JSON.stringify({ removed, restored, confirmed, keys }),
    ])
    return { removed, restored }
  })
}

/** Messages this import had a hand in, with those of its records that stand among their sources. */
async function collectKeys(tx: Transaction, importId: number): Promise<number> {
  await tx.query(
    `
    create temp table undone_key on commit drop as
    select r.site_id, r.at, r.kind, array_agg(r.id) as ids
      from raw_record as r
     where r.import_id = $1 and r.state = 'stored'
     group by r.site_id, r.at, r.kind`.replace('$1', String(Number(importId))),
  )
  await tx.query('create unique index on undone_key (site_id, at, kind)')
  await tx.query('analyze undone_key')
  const [row] = await tx.query<{ n: number }>('select count(*)::int as n from undone_key')
  return row?.n ?? 0
}

async function undoneSites(tx: Transaction): Promise<Set<number>> {
  const rows = await tx.query<{ siteId: number }>('select distinct k.site_id as "siteId" from undone_key as k')
  return new Set(rows.map(({ siteId }) => siteId))
}

/**
 * A later import that brought the same values wrote nothing, but it stands behind them:
 * such a message stays and is from now on the later import's.
 */
async function keepConfirmed(tx: Transaction): Promise<number> {
  const rows = await tx.query(`
    with other as (
      select k.site_id, k.at, k.kind, min(o.id) as id
        from undone_key as k
        join raw_record as o on o.site_id = k.site_id and o.at = k.at and o.kind = k.kind
       where o.import_id is not null and o.state = 'stored' and o.id <> all (k.ids)
         and o.import_id in (select b.id from import_batch as b where b.state = 'done')
       group by k.site_id, k.at, k.kind
    ), kept as (
      update reading as r set sources = array[o.id]
        from other as o join undone_key as k using (site_id, at, kind)
       where r.site_id = o.site_id and r.at = o.at and r.kind = o.kind and r.sources <@ k.ids
      returning r.site_id, r.at, r.kind
    )
    delete from undone_key as k using kept as t
     where k.site_id = t.site_id and k.at = t.at and k.kind = t.kind
    returning k.site_id`)
  return rows.length
}

type Overwritten = { site_id: number; at: number; kind: string }

/** Messages that others wrote too: each value this import changed goes back to what it was, each it added goes. */
async function restoreOverwritten(tx: Transaction, importId: number, author: string): Promise<number> {
  const rows = await tx.query<Overwritten & { restored: number }>(
    `select r.site_id, r.at, r.kind, restore_reading(r.site_id, r.at, r.kind, $1, $2, k.ids) as restored
       from undone_key as k
       join reading as r on r.site_id = k.site_id and r.at = k.at and r.kind = k.kind
      where r.sources && k.ids and not r.sources <@ k.ids`,
    [`import ${importId}`, author],
  )
  return rows.reduce((sum, row) => sum + row.restored, 0)
}

/** Messages that only this import wrote leave `reading`; every value stays as a revision that was known until now. */
async function removeAdded(tx: Transaction, importId: number, author: string): Promise<number> {
  const rows = await tx.query(
    `with gone as (
       delete from reading as r using undone_key as k
        where r.site_id = k.site_id and r.at = k.at and r.kind = k.kind and r.sources <@ k.ids
       returning r.*
     ), kept as (
       insert into reading_revision (site_id, at, kind, factor_id, known_from, known_until,
                                     value, low, high, total, flag, sources, reason, author)
       select g.site_id, g.at, g.kind, u.factor_id,
              coalesce((select max(v.known_until) from reading_revision as v
                         where v.site_id = g.site_id and v.at = g.at and v.kind = g.kind and v.factor_id = u.factor_id), g.known_from),
              now(), u.value, u.low, u.high, u.total, substr(g.flags, u.n::int, 1), g.sources, $1, $2
         from gone as g
        cross join lateral unnest(g.factors, g.values, g.low, g.high, g.total)
              with ordinality as u (factor_id, value, low, high, total, n)
     )
     select g.site_id from gone as g`,
    [`undo of import ${importId}`, author],
  )
  return rows.length
}

/** Newest values, stale days and sites without data follow what is left. */
async function retell(tx: Transaction, importId: number, sites: ReadonlySet<number>): Promise<void> {
  await tx.query(`
    insert into stale_day (site_id, day)
    select distinct k.site_id, date_trunc('day', k.at, 'Asia/Shanghai') from undone_key as k`)
  await tx.query(`delete from latest as l using (select distinct k.site_id, k.kind from undone_key as k) as d
                   where l.site_id = d.site_id and l.kind = d.kind`)
  await tx.query(`
    insert into latest (site_id, kind, at, received_at, flags, factors, values, source)
    select d.site_id, d.kind, n.at, n.known_from, n.flags, n.factors, n.values, n.sources[1]
      from (select distinct k.site_id, k.kind from undone_key as k) as d
     cross join lateral (
           select r.* from reading as r
            where r.site_id = d.site_id and r.kind = d.kind
            order by r.at desc limit 1) as n`)
  await tx.query(
    `update site as s set retired_at = now()
      where s.import_id = $1
        and not exists (select 1 from latest as l where l.site_id = s.id)
        and not exists (select 1 from device as d where d.site_id = s.id)`,
    [importId],
  )
  await tellSites(tx, sites)
}
