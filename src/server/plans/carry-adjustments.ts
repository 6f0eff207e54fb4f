// Adjustments that took effect are made again in a pack that comes from a folder: nobody undoes an approval by loading files.
import { editsOf, readAdjustment } from '#domain/plans/adjustment.ts'
import { isRefusal } from '#kit/refusal.ts'
import type { Transaction } from '#platform/database.ts'
import { editFiles, OPENED_COLUMNS, type OpenedAdjustment } from './adjustments.ts'
import { type CheckedPack, checkPackFiles } from './read-pack-folder.ts'

/** The pack with every adjustment of its plan; one whose thing is gone, or that the pack says itself, is left out. */
export async function carryAdjustments(tx: Transaction, checked: CheckedPack): Promise<CheckedPack> {
  const applied = await tx.query<OpenedAdjustment>(
    `select ${OPENED_COLUMNS} from plan_adjustment as a join procedure_case as c on c.id = a.case_id
      where a.plan_id = $1 and a.version_no is not null order by a.version_no`,
    [checked.pack.about.id],
  )
  const { version } = checked.pack.about
  let carried = checked
  for (const { caseId, about, fields } of applied) {
    const adjustment = readAdjustment(about, fields)
    if (isRefusal(adjustment)) throw new Error(`Cannot carry case ${caseId}: ${adjustment.because}`)
    const edits = editsOf(carried.pack, adjustment, String(caseId))
    if (isRefusal(edits)) continue
    const next = checkPackFiles(editFiles(carried.files, version, edits))
    if (isRefusal(next)) throw new Error(`Cannot carry case ${caseId}: ${next.because}`)
    carried = next
  }
  return carried
}
