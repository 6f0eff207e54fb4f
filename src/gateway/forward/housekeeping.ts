// The list of commits kept short, and put right where the store came from another server.
import { type Database, inTransaction } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'

/** Batches that every target has passed are kept so long all the same. */
const KEEP = '1 day'
const AT_ONCE = 5_000

/** Takes away batches older than a day that no target, paused ones too, has still to read; gives how many. */
export async function pruneBatches(db: Database): Promise<number> {
  return db.execute(
    `delete from record_batch as b
      where b.id in (
        select b.id from record_batch as b
         where b.at < now() - interval '${KEEP}'
           and not exists (select 1 from forward_target as t where (t.cursor_tx, t.cursor_batch) <= (b.tx, b.id)
                              and (b.target_id is null or b.target_id = t.id)
                              and (b.target_id is not null or not pg_visible_in_snapshot(b.tx, t.starts_after)))
         order by b.tx, b.id limit ${AT_ONCE})`,
  )
}

/**
 * A restored store brings cursors that count another server's transactions, and no list of commits. Such a target goes on
 * from now, and what it had still to get is noted for it anew from the records themselves.
 */
export async function moveAfterRestore(db: Database, log: Log): Promise<void> {
  await inTransaction(db, async (tx) => {
    const foreign = await tx.query<{ id: number; name: string }>(
      `update forward_target as t
          set cursor_tx = '0', cursor_batch = 0, cursor_done = 0, starts_after = pg_current_snapshot()
        where t.cursor_tx >= pg_snapshot_xmax(pg_current_snapshot())
           or pg_snapshot_xmax(t.starts_after) > pg_snapshot_xmax(pg_current_snapshot())
       returning t.id, t.name`,
    )
    for (const { id, name } of foreign) {
      log.warn(`forwarding to ${name} goes on after a restore, from the last record it had`)
      await tx.execute(
        `insert into record_batch (target_id, records)
         select t.id, array_agg(r.id order by r.id)
           from forward_target as t
           join raw_record as r on r.received_at >= coalesce(t.cursor_at, t.created_at) - interval '10 minutes'
          where t.id = $1
          group by t.id, date_trunc('hour', r.received_at)
          order by date_trunc('hour', r.received_at)`,
        [id],
      )
    }
  })
}
