// The clock applies approved adjustments on their day of effect, each once: the next version of the plan, or why there is none.
import { startOfDay, yearOf } from '#domain/calendar/day.ts'
import { type Adjustment, checkAdjustment, editsOf, readAdjustment } from '#domain/plans/adjustment.ts'
import type { Pack } from '#domain/plans/pack.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingDate, beijingYearStart, type EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, type Transaction, timestamptz } from '#platform/database.ts'
import type { TargetBefore } from '../adjusted-targets.ts'
import type { StoredPlan } from '../plan-store.ts'
import {
  ADJUSTMENT,
  editFiles,
  FIRST_STRUCTURED,
  OPENED_COLUMNS,
  type OpenedAdjustment,
  signedUntil,
  thingOf,
} from './adjustments.ts'
import { lockPlans, storeVersion } from './load-pack.ts'
import { type CheckedPack, checkPackFiles } from './read-pack-folder.ts'

/** Who the log names where the clock acted. */
const CLOCK = 'system'

/** Applies what is approved and due; gives the number of new versions. */
export async function applyAdjustments(db: Database, now: EpochMs): Promise<number> {
  let applied = 0
  for (const { caseId } of await listDue(db, now)) {
    const isApplied = await inTransaction(db, async (tx) => {
      await lockPlans(tx)
      // Another process may have been quicker.
      const [due] = await listDue(tx, now, caseId)
      return due === undefined ? false : applyOne(tx, due)
    })
    if (isApplied) applied++
  }
  return applied
}

const listDue = (db: Database | Transaction, now: EpochMs, caseId?: number): Promise<OpenedAdjustment[]> =>
  db.query<OpenedAdjustment>(
    `select o.* from (
       select ${OPENED_COLUMNS} from procedure_case as c
        where c.procedure_id = $1 and c.version >= $2 and c.state = 'approved' and ($3::bigint is null or c.id = $3)
          and not exists (select 1 from plan_adjustment as a where a.case_id = c.id)) as o
      where o.fields ->> 'effective' <= $4
      order by o.fields ->> 'effective', o."caseId"`,
    [ADJUSTMENT, FIRST_STRUCTURED, caseId ?? null, beijingDate(now)],
  )

type Done = { adjustment: Adjustment; versionNo: number; before: TargetBefore | null }

/** Whether a version came of it; where none did, the reason is kept in its place. */
async function applyOne(tx: Transaction, due: OpenedAdjustment): Promise<boolean> {
  const done = await makeVersion(tx, due)
  const effective = String(due.fields.effective)
  const isProblem = isRefusal(done)
  await tx.execute(
    `insert into plan_adjustment (case_id, plan_id, what, thing_id, effective_at, version_no, before, problem, applied_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, now())`,
    [
      due.caseId,
      due.planId,
      due.fields.what,
      due.about.ref,
      timestamptz(startOfDay(effective)),
      isProblem ? null : done.versionNo,
      isProblem || done.before === null ? null : JSON.stringify(done.before),
      isProblem ? JSON.stringify({ zh: done.zh ?? done.because, en: done.because }) : null,
    ],
  )
  if (!isProblem && done.before !== null) await reopenYear(tx, effective)
  const type = isProblem ? 'PlanAdjustmentFailed' : 'PlanAdjusted'
  await tx.query(`select append_event('plan', $1, $2, $3, $4)`, [
    due.planId,
    type,
    CLOCK,
    JSON.stringify({
      caseId: due.caseId,
      effective,
      ...(isProblem ? { because: done.because } : { no: done.versionNo }),
    }),
  ])
  return !isProblem
}

/** The year in which a target changes is judged again at once; months follow when the evaluation sees the changed plan. */
async function reopenYear(tx: Transaction, effective: string): Promise<void> {
  await tx.execute(`insert into stale_period (period, at) values ('year', $1)`, [
    timestamptz(beijingYearStart(yearOf(effective))),
  ])
  await tx.query(`select pg_notify('stale_period', '')`)
}

/** MUST write nothing where it refuses: what a transaction has done stays done. */
async function makeVersion(
  tx: Transaction,
  { caseId, planId, about, fields }: OpenedAdjustment,
): Promise<Done | Refusal> {
  const adjustment = readAdjustment(about, fields)
  if (isRefusal(adjustment)) return adjustment
  const standing = await readStanding(tx, planId)
  if (isRefusal(standing)) return standing
  const { pack, files } = standing
  const refused = checkAdjustment(pack, adjustment, await signedUntil(tx, planId))
  if (refused !== undefined) return refused
  const edits = editsOf(pack, adjustment, String(caseId))
  if (isRefusal(edits)) return edits
  const next = checkPackFiles(editFiles(files, pack.about.version, edits))
  if (isRefusal(next)) return next
  const versionNo = await storeVersion(tx, next, { actor: CLOCK, sourceHash: null, caseId })
  return isRefusal(versionNo) ? versionNo : { adjustment, versionNo, before: targetBefore(pack, adjustment) }
}

async function readStanding(tx: Transaction, planId: string): Promise<CheckedPack | Refusal> {
  const [row] = await tx.query<{ body: StoredPlan }>('select p.body from plan as p where p.id = $1', [planId])
  if (row === undefined) throw new Error(`Cannot find plan ${planId} although a case adjusts it`)
  return checkPackFiles(row.body.files)
}

function targetBefore({ indicators }: Pack, adjustment: Adjustment): TargetBefore | null {
  if (adjustment.what !== 'target') return null
  const indicator = indicators.find(({ id }) => id === thingOf(adjustment))
  return indicator === undefined ? null : { target: indicator.target, readings: indicator.readings }
}
