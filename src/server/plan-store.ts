// The loaded plan as one object: read whole from the store, checked once, and kept in memory until its content changes.
import { createHash } from 'node:crypto'
import { isPackRefused, type Pack, readPack } from '#domain/plans/pack.ts'
import { buildPlanModel, type PlanModel } from '#domain/plans/plan-model.ts'
import type { PlanText } from '#domain/plans/plan-text.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Queryable } from '#platform/database.ts'

/** Files of a pack by name, each as the text it was loaded from. */
export type PackFiles = Record<string, string>

/** Hash of a pack's files: equal for the same bytes under the same names, whatever their order. */
export function hashPack(files: PackFiles): string {
  const hash = createHash('sha256')
  for (const name of Object.keys(files).sort()) {
    const text = files[name] ?? ''
    hash.update(`${name}\n${Buffer.byteLength(text)}\n`).update(text)
  }
  return hash.digest('hex')
}

/** What column `plan.body` holds. */
export type StoredPlan = { files: PackFiles }

const models = new Map<string, PlanModel>()
/** Few plans are loaded at once; an older content is of no use. */
const MOST_KEPT = 8

/**
 * The plan of that id with its official text where it has been imported; refuses `plans.not-found`.
 * One small query where nothing has changed since it was last read.
 */
export async function findPlan(db: Queryable, id: string): Promise<PlanModel | Refusal> {
  const [row] = await db.query<{ hash: string; text: string | null }>(
    `select p.content_hash as hash, extract(epoch from t.imported_at)::text || t.sha256 as text
       from plan as p left join plan_text as t on t.plan_id = p.id where p.id = $1`,
    [id],
  )
  if (row === undefined) return refuse('plans.not-found', `There is no plan "${id}"`)
  const key = `${id} ${row.hash} ${row.text ?? ''}`
  const known = models.get(key)
  if (known !== undefined) return known
  const model = await readModel(db, id)
  for (const old of models.keys()) if (old.startsWith(`${id} `) || models.size >= MOST_KEPT) models.delete(old)
  models.set(key, model)
  return model
}

async function readModel(db: Queryable, id: string): Promise<PlanModel> {
  const [row] = await db.query<{ body: StoredPlan; text: PlanText | null }>(
    'select p.body, t.body as text from plan as p left join plan_text as t on t.plan_id = p.id where p.id = $1',
    [id],
  )
  if (row === undefined) throw new Error(`Cannot read plan "${id}" as it went away while it was read`)
  return buildPlanModel(parsePack(row.body.files), row.text ?? undefined)
}

function parsePack(files: PackFiles): Pack {
  const pack = readPack(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, JSON.parse(text)])))
  // It was checked when it was loaded; a newer release may ask more of a pack, which then must be loaded again.
  if (isPackRefused(pack))
    throw new Error(`Cannot read the stored plan as it must be loaded again: ${pack[0]?.because ?? ''}`)
  return pack
}

/** Ids of the loaded plans, in the order of their ids. */
export async function listPlanIds(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ id: string }>('select p.id from plan as p order by p.id')
  return rows.map(({ id }) => id)
}
