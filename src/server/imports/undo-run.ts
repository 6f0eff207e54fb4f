// Takes one HTTP batch or one pull back as if it had never been, with a reason; what stood until then stays as history.
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction } from '#platform/database.ts'
import { takeBack, type UndoResult } from './take-back.ts'

type Asked = { runId: number; reason: string; by: string }
type Run = { state: string; undoable: boolean; sourceId: number | null }

/** Undoes a run in one transaction; refuses one that was undone before or whose changes do not name it. */
export async function undoRun(db: Database, { runId, reason, by }: Asked): Promise<UndoResult | Refusal> {
  return inTransaction(db, async (tx) => {
    const [run] = await tx.query<Run>(
      `select r.state, r.undoable, r.source_id as "sourceId" from intake_run as r where r.id = $1 for update`,
      [runId],
    )
    if (!run) return noRun(runId)
    if (!run.undoable) return notUndoable(runId, run)
    const result = await takeBack(tx, { of: 'run', id: runId }, by)
    await tx.execute(
      `update raw_record as r set state = 'withdrawn'
        where r.run_id = $1 and r.state in ('stored', 'reingested', 'quarantined')`,
      [runId],
    )
    // The sender may hand the same content in again under its key; the answer of then is no longer true.
    await tx.execute(
      `update intake_run as r
          set state = 'undone', undoable = false, undone_by = $2, undone_at = now(), undo_reason = $3,
              idempotency_key = null, answer = null
        where r.id = $1`,
      [runId, by, reason],
    )
    await tx.query(`select append_event('intake-run', $1, 'RunUndone', $2, $3)`, [
      String(runId),
      by,
      JSON.stringify({ ...result, reason, sourceId: run.sourceId }),
    ])
    return { removed: result.removed, restored: result.restored }
  })
}

const noRun = (runId: number): Refusal =>
  refuse('ways-in.run-not-found', { zh: `没有编号为 ${runId} 的批次`, en: `There is no run ${runId}` })

const notUndoable = (runId: number, { state }: Run): Refusal =>
  refuse(
    'ways-in.run-not-undoable',
    state === 'undone'
      ? { zh: `批次 ${runId} 已经撤销`, en: `Run ${runId} was undone already` }
      : {
          zh: `批次 ${runId} 不能撤销：须是已完成的接口提交或定时拉取，且修订中记有批次`,
          en: `Cannot undo run ${runId} as it must be a finished HTTP batch or pull whose changes name it`,
        },
  )
