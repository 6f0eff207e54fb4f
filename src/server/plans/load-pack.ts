// Loads a plan pack into the store, whole or not at all, as a version of its plan; loading the same pack again changes nothing.
import { comparePacks, type PlanChange } from '#domain/plans/compare-packs.ts'
import { countPack, type PackCounts } from '#domain/plans/pack.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { storePackOrganisations } from '../organisation-register.ts'
import { hashPack, type StoredPlan } from '../plan-store.ts'
import { borrowersOf, proceduresOf, refuseChanged, storeAll } from './borrowed-procedures.ts'
import { carryAdjustments } from './carry-adjustments.ts'
import { type CheckedPack, checkPackFiles, readPackFiles } from './read-pack-folder.ts'
import { storePlan } from './store-plan.ts'

export type LoadedPack = { id: string; changed: boolean; counts: PackCounts }

/**
 * Loads the pack in `dir`. A broken pack is refused with file, place and reason of its first fault and the number of the
 * others. A changed pack takes the place of the one loaded before, which stays as a version; an imported official text
 * stays, and so do adjustments that took effect: the folder may be older than they are.
 */
export async function loadPack(db: Database, dir: string, actor = 'system'): Promise<LoadedPack | Refusal> {
  const files = await readPackFiles(dir)
  if (isRefusal(files)) return files
  const checked = checkPackFiles(files)
  if (isRefusal(checked)) return checked
  const id = checked.pack.about.id
  const sourceHash = hashPack(files)
  const counts = countPack(checked.pack)
  return inTransaction(db, async (tx) => {
    await lockPlans(tx)
    if (await isLoaded(tx, id, sourceHash)) return { id, changed: false, counts }
    const version = await carryAdjustments(tx, checked)
    const refused = await storeVersion(tx, version, { actor, sourceHash, caseId: null })
    return isRefusal(refused) ? refused : { id, changed: true, counts }
  })
}

/** Two processes that start together MUST NOT load the same pack at once. */
export const lockPlans = (tx: Transaction): Promise<unknown> => tx.query('lock table plan in share row exclusive mode')

/** Whether it is what stands, or the folder from which it last came. */
async function isLoaded(tx: Transaction, id: string, hash: string): Promise<boolean> {
  const [found] = await tx.query<{ stands: boolean; source: string | null }>(
    `select p.content_hash = $2 as stands,
            (select v.source_hash from plan_version as v
              where v.plan_id = p.id and v.source_hash is not null order by v.no desc limit 1) as source
       from plan as p where p.id = $1`,
    [id, hash],
  )
  return found !== undefined && (found.stands || found.source === hash)
}

/** Who brought it; `sourceHash` is null where no folder did, `caseId` the approved adjustment where there was one. */
export type Origin = { actor: string; sourceHash: string | null; caseId: number | null }

/** Makes this the plan as it stands, and keeps it as a version; gives its number. Refuses before anything is written. */
export async function storeVersion(
  tx: Transaction,
  { files, pack, district }: CheckedPack,
  { actor, sourceHash, caseId }: Origin,
): Promise<number | Refusal> {
  const { id, version } = pack.about
  const procedures = [await proceduresOf(tx, pack), ...(await borrowersOf(tx, pack))]
  const changed = await refuseChanged(tx, procedures)
  if (changed !== undefined) return changed
  const [known] = await tx.query<{ hash: string; body: StoredPlan }>(
    'select p.content_hash as hash, p.body from plan as p where p.id = $1',
    [id],
  )
  const changes = known === undefined ? null : changesSince(known.body, { files, pack, district })
  const hash = hashPack(files)
  await storePlan(tx, pack, { files, hash })
  await storeAll(tx, procedures)
  if (pack.organisations !== undefined) await storePackOrganisations(tx, pack.organisations, { planId: id, actor })
  const [added] = await tx.query<{ no: number }>(
    `insert into plan_version (plan_id, no, version, content_hash, source_hash, body, changes, case_id, actor, loaded_at)
     select $1, coalesce(max(v.no), 0) + 1, $2, $3, $4, $5, $6, $7, $8, now() from plan_version as v where v.plan_id = $1
     returning no`,
    [id, version, hash, sourceHash, JSON.stringify({ files }), changes && JSON.stringify(changes), caseId, actor],
  )
  if (added === undefined) throw new Error(`Cannot keep the version of ${id} as the store gave it no number`)
  await tx.query(`select append_event('plan', $1, 'PlanLoaded', $2, $3)`, [
    id,
    actor,
    JSON.stringify({
      version,
      no: added.no,
      contentHash: hash,
      before: known?.hash ?? null,
      caseId,
      counts: countPack(pack),
    }),
  ])
  return added.no
}

/** Null where what stood cannot be read any more, as a newer release asks more of a pack. */
function changesSince(before: StoredPlan, after: CheckedPack): PlanChange[] | null {
  const older = checkPackFiles(before.files)
  if (isRefusal(older)) return null
  return comparePacks({ ...older.pack, district: older.district }, { ...after.pack, district: after.district })
}
