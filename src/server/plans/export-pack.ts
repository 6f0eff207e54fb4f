// Gives a loaded pack out again as the files it was loaded from, byte for byte.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Queryable } from '#platform/database.ts'
import { listPlanIds, type StoredPlan } from '../plan-store.ts'

export type ExportedPack = { id: string; files: string[] }

/**
 * Writes the files of a plan into `dir`, which is made where it is missing. Without an id the one loaded plan is meant.
 * Refuses `plans.not-found`, `plans.id-needed` where several are loaded, and `plans.export-unwritable`.
 */
export async function exportPack(db: Queryable, dir: string, id?: string): Promise<ExportedPack | Refusal> {
  const ids = await listPlanIds(db)
  const wanted = id ?? ids[0]
  if (id === undefined && ids.length > 1)
    return refuse('plans.id-needed', `Cannot export as one plan must be named: loaded are ${ids.join(', ')}`)
  if (wanted === undefined || !ids.includes(wanted))
    return refuse('plans.not-found', wanted === undefined ? 'No plan is loaded' : `There is no plan "${wanted}"`)
  const [row] = await db.query<{ body: StoredPlan }>('select p.body from plan as p where p.id = $1', [wanted])
  const files = Object.entries(row?.body.files ?? {})
  try {
    await mkdir(dir, { recursive: true })
    for (const [name, text] of files) {
      await mkdir(dirname(join(dir, name)), { recursive: true })
      await writeFile(join(dir, name), text)
    }
  } catch (error) {
    return refuse('plans.export-unwritable', `Cannot write to ${dir}: ${(error as Error).message}`)
  }
  return { id: wanted, files: files.map(([name]) => name) }
}
