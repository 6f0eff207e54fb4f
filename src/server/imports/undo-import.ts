// Takes a whole import back as if it had never been; what stood until then stays readable as history.
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { lockSites, tellSites } from '#platform/intake/store-batch.ts'
import { gatherKept } from './kept-factors.ts'
import { restoreShared } from './restore-shared.ts'

/** `removed`: messages that went; `restored`: values that went back to what they were, or went, in messages that stay. */
export type UndoResult = { removed: number; restored: number }

/** Undoes an import in one transaction; refuses one that is still under way or was undone before. */
export async function undoImport(db: Database, importId: number, author: string): Promise<UndoResult | Refusal> {
  return inTransaction(db, async (tx) => {
    const [batch] = await tx.query<{ state: string }>(
      'select b.state from import_batch as b where b.id = $1 for update',
      [importId],
    )
    if (!batch) return noImport(importId)
    // One that failed half-way has left its first lines: they can be taken back too.
    if (batch.state !== 'done' && batch.state !== 'failed') return notUndoable(importId, batch.state)
    const result = await takeBack(tx, importId, author)
    await tx.execute(
      `update raw_record as r set state = 'withdrawn' where r.import_id = $1 and r.state in ('stored', 'quarantined')`,
      [importId],
    )
    await tx.execute(
      `update import_batch as b set state = 'undone', undone_by = $2, undone_at = now() where b.id = $1`,
      [importId, author],
    )
    await tx.query(`select append_event('import', $1, 'ImportUndone', $2, $3)`, [
      String(importId),
      author,
      JSON.stringify(result),
    ])
    await tx.query(`select pg_notify('import_progress', $1)`, [
      JSON.stringify({ id: importId, done: 0, total: 0, state: 'undone' }),
    ])
    return { removed: result.removed, restored: result.restored }
  })
}

export const noImport = (importId: number): Refusal =>
  refuse('imports.not-found', { zh: `没有编号为 ${importId} 的导入`, en: `There is no import ${importId}` })

const notUndoable = (importId: number, state: string): Refusal =>
  refuse('imports.not-undoable', {
    zh: state === 'undone' ? `导入 ${importId} 已经撤销` : `导入 ${importId} 尚未完成，不能撤销`,
    en: `Cannot undo import ${importId} as it must be done: it is ${state}`,
  })

async function takeBack(
  tx: Transaction,
  importId: number,
  author: string,
): Promise<UndoResult & { messages: number; confirmed: number }> {
  const messages = await collectKeys(tx, importId)
  const sites = await undoneSites(tx)
  await lockSites(tx, sites)
  await dropUntouched(tx)
  await gatherKept(tx)
  const confirmed = await keepConfirmed(tx)
  const removed = await removeAdded(tx, importId, author)
  const shared = await restoreShared(tx, importId, author)
  await retell(tx, importId, sites)
  return { messages, confirmed, removed: removed + shared.gone, restored: shared.changed }
}

/** Messages this import had a hand in, with those of its records that stand among their sources. */
async function collectKeys(tx: Transaction, importId: number): Promise<number> {
  await tx.execute(`
    create temp table undone_key on commit drop as
    select r.site_id, r.at, r.kind, array_agg(r.id) as ids, max(r.id) as last_id
      from raw_record as r
     where r.import_id = ${Number(importId)} and r.state = 'stored'
     group by r.site_id, r.at, r.kind`)
  await tx.execute('create unique index on undone_key (site_id, at, kind)')
  await tx.execute('analyze undone_key')
  const [row] = await tx.query<{ n: number }>('select count(*)::int as n from undone_key')
  return row?.n ?? 0
}

/** What this import only found there already is not its own to take back. */
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

/** Messages that only this import wrote leave `reading`; every value stays as a revision that was known until now. */
async function removeAdded(tx: Transaction, importId: number, author: string): Promise<number> {
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
    [`undo of import ${importId}`, author],
  )
  return row?.n ?? 0
}

/** Newest values, stale days and sites without data follow what is left. */
async function retell(tx: Transaction, importId: number, sites: ReadonlySet<number>): Promise<void> {
  await tx.execute(`
    insert into stale_day (site_id, day, cause)
    select distinct k.site_id, date_trunc('day', k.at, 'Asia/Shanghai'), 'undo:${Number(importId)}' from undone_key as k`)
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
  await tx.execute(
    `update site as s set retired_at = now()
      where s.import_id = $1
        and not exists (select 1 from latest as l where l.site_id = s.id)
        and not exists (select 1 from device as d where d.site_id = s.id)`,
    [importId],
  )
  await tellSites(tx, sites)
}
