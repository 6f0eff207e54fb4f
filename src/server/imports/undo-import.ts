// Takes a whole import back as if it had never been; what stood until then stays readable as history.
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction } from '#platform/database.ts'
import { takeBack, type UndoResult } from './take-back.ts'

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
    const result = await takeBack(tx, { of: 'import', id: importId }, author)
    await tx.execute(
      `update site as s set retired_at = now()
        where s.import_id = $1
          and not exists (select 1 from latest as l where l.site_id = s.id)
          and not exists (select 1 from device as d where d.site_id = s.id)`,
      [importId],
    )
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
