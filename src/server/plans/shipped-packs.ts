// Plan packs that come with the product: which there are, and loading one by its name.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ShippedPack } from '#contract/plan-versions.ts'
import { countPack } from '#domain/plans/pack.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { hashPack } from '../plan-store.ts'
import { type LoadedPack, loadPack } from './load-pack.ts'
import { checkPackFiles, readPackFiles } from './read-pack-folder.ts'

const PACKS = join(import.meta.dirname, '../../../packs')

/** Folders that hold a plan; others are seeds of a demo district and the like. */
async function listNames(packs: string): Promise<string[]> {
  const folders = (await readdir(packs, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const held = await Promise.all(
    folders.map(async ({ name }) => ((await readdir(join(packs, name))).includes('pack.json') ? [name] : [])),
  )
  return held.flat().sort()
}

/** Each with what it is, or why it cannot be loaded. */
export async function listShipped(db: Database, packs = PACKS): Promise<{ rows: ShippedPack[] }> {
  const names = await listNames(packs)
  return { rows: await Promise.all(names.map((name) => describePack(db, join(packs, name), name))) }
}

async function describePack(db: Database, dir: string, name: string): Promise<ShippedPack> {
  const files = await readPackFiles(dir)
  const checked = isRefusal(files) ? files : checkPackFiles(files)
  if (isRefusal(checked)) {
    const { because, zh = because } = checked
    return { name, pack: null, problem: { zh, en: because }, loaded: 'no' }
  }
  const { id, version, titleZh, titleEn, period } = checked.pack.about
  const counts = countPack(checked.pack)
  return {
    name,
    pack: {
      id,
      version,
      titleZh,
      titleEn,
      startYear: period.start,
      endYear: period.end,
      obligations: counts.obligations,
      indicators: counts.measurables,
    },
    problem: null,
    loaded: await standing(db, id, hashPack(checked.files)),
  }
}

/** Adjustments in effect make a content of their own, so the folder it last came from counts. */
async function standing(db: Database, id: string, hash: string): Promise<ShippedPack['loaded']> {
  const [row] = await db.query<{ hash: string | null }>(
    `select (select v.source_hash from plan_version as v where v.plan_id = p.id and v.source_hash is not null
              order by v.no desc limit 1) as hash
       from plan as p where p.id = $1`,
    [id],
  )
  if (row === undefined) return 'no'
  return row.hash === hash ? 'as-it-is' : 'another'
}

/** What else a pack brings that another feature keeps, such as its rules of quality. */
export type LoadRest = (db: Database, dir: string) => Promise<unknown>

/** Refuses a name that is none of the folders, and whatever a broken pack is refused for. */
export async function loadShipped(
  db: Database,
  { name, by, packs = PACKS }: { name: string; by: string; packs?: string },
  loadRest: LoadRest,
): Promise<Pick<LoadedPack, 'id' | 'changed'> | Refusal> {
  // MUST be one of the folders: a name from outside never becomes a path.
  if (!(await listNames(packs)).includes(name))
    return refuse('plans.pack-not-shipped', { zh: `产品没有规划包“${name}”`, en: `No plan pack is called “${name}”` })
  const dir = join(packs, name)
  const loaded = await loadPack(db, dir, by)
  if (isRefusal(loaded)) return loaded
  const rest = await loadRest(db, dir)
  return isRefusal(rest) ? rest : { id: loaded.id, changed: loaded.changed }
}
