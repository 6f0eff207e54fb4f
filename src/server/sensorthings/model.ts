// All entities but observations in memory, with their links both ways; read again when they may have changed.
import { ENTITY_TYPES, type EntityType, linkOf } from '#domain/sensorthings/model.ts'
import type { Database } from '#platform/database.ts'
import type { Entity } from './entity.ts'
import { readEntities } from './read-entities.ts'

export type Model = {
  get: (type: EntityType, id: number) => Entity | undefined
  /** In the order of their numbers. */
  all: (type: EntityType) => readonly Entity[]
  /** Entities behind a link, in the order of their numbers; none for links to observations. */
  follow: (entity: Entity, link: string) => readonly Entity[]
}

type Held = { model: Promise<Model>; stamp: string; readAt: number; tookMs: number }
const held = new WeakMap<Database, Held>()

/** A changed name is seen after this time at the latest; what is new, at once. */
const FRESH_MS = 2000

/** The newest of everything: cheap to ask, and another one where something was added. */
async function readStamp(db: Database): Promise<string> {
  const [row] = await db.query<{ stamp: string }>(
    `select concat_ws(' ', (select max(s.id) from series as s), (select max(s.id) from site as s),
                      (select max(f.id) from factor as f), (select max(e.id) from sta_entity as e),
                      (select count(*) from device)) as stamp`,
  )
  return row?.stamp ?? ''
}

/** The model, at most two seconds old (longer only where reading it takes long). */
export async function loadModel(db: Database): Promise<Model> {
  const stamp = await readStamp(db)
  const known = held.get(db)
  const now = performance.now()
  if (known?.stamp === stamp && now - known.readAt < Math.max(FRESH_MS, known.tookMs * 20)) return known.model
  const fresh: Held = { model: readEntities(db).then(buildModel), stamp, readAt: now, tookMs: 0 }
  held.set(db, fresh)
  try {
    const model = await fresh.model
    fresh.tookMs = performance.now() - now
    return model
  } catch (error) {
    held.delete(db)
    throw error
  }
}

/** MUST be called after every change of an entity by this process. */
export const forgetModel = (db: Database): void => void held.delete(db)

/** Links that the other end holds: `type`'s `link` is the other's `back`. */
const BACK_LINKS: readonly { type: EntityType; link: string; back: string }[] = [
  { type: 'Thing', link: 'HistoricalLocations', back: 'Thing' },
  { type: 'Thing', link: 'Datastreams', back: 'Thing' },
  { type: 'Location', link: 'Things', back: 'Locations' },
  { type: 'Location', link: 'HistoricalLocations', back: 'Locations' },
  { type: 'Sensor', link: 'Datastreams', back: 'Sensor' },
  { type: 'ObservedProperty', link: 'Datastreams', back: 'ObservedProperty' },
]

/** Joins entities by the links they hold themselves and those the other end holds. */
export function buildModel(entities: readonly Entity[]): Model {
  const byType = new Map<EntityType, Map<number, Entity>>(ENTITY_TYPES.map((type) => [type, new Map<number, Entity>()]))
  for (const entity of [...entities].sort((a, b) => a.id - b.id)) byType.get(entity.type)?.set(entity.id, entity)
  const lists = new Map(ENTITY_TYPES.map((type) => [type, [...(byType.get(type)?.values() ?? [])]]))
  const reverse = reverseLinks(lists)
  const get = (type: EntityType, id: number): Entity | undefined => byType.get(type)?.get(id)
  return {
    get,
    all: (type) => lists.get(type) ?? [],
    follow: (entity, link) => {
      const rule = linkOf(entity.type, link)
      if (!rule) return []
      const own = entity.links[link] ?? []
      const theirs = reverse.get(`${entity.type} ${entity.id} ${link}`) ?? []
      const ids = theirs.length === 0 ? own : [...new Set([...own, ...theirs])].sort((a, b) => a - b)
      return ids.flatMap((id) => get(rule.to, id) ?? [])
    },
  }
}

function reverseLinks(lists: ReadonlyMap<EntityType, readonly Entity[]>): Map<string, number[]> {
  const found = new Map<string, number[]>()
  const note = (key: string, id: number): void => {
    const known = found.get(key)
    if (known) known.push(id)
    else found.set(key, [id])
  }
  for (const { type, link, back } of BACK_LINKS) {
    const other = linkOf(type, link)?.to
    for (const entity of (other && lists.get(other)) ?? []) {
      for (const id of entity.links[back] ?? []) note(`${type} ${id} ${link}`, entity.id)
    }
  }
  return found
}
