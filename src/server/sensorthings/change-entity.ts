// PATCH and PUT: entities of other systems change as asked, the product's own take on properties beside theirs.
import { readEntityBody } from '#domain/sensorthings/entity-body.ts'
import { applyJsonPatch } from '#domain/sensorthings/json-patch.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { Change, Changed } from './change.ts'
import { changeObservation } from './change-observation.ts'
import { change, type Draft, refuseSite, tell, undo, undoIf } from './draft.ts'
import { type Entity, numberOf } from './entity.ts'
import { findEntity } from './find-entity.ts'
import { isHeld, resolveAll } from './insert-entity.ts'
import { moveThing, saveLinks } from './links.ts'
import { loadModel } from './model.ts'
import type { Service } from './service.ts'
import { toWire } from './wire.ts'

type Ask = { asked: Change; body: unknown; entity: Entity }

export async function changeEntity(service: Service, { asked, body, entity }: Ask): Promise<Changed | Refusal> {
  const isPatch = asked.contentType.includes('json-patch')
  const members = isPatch ? patched(entity, body) : body
  if (isRefusal(members)) return members
  const isWhole = asked.method === 'PUT'
  const done = await change({ service, caller: asked.caller, body: asked.body }, (draft) =>
    changeIn(draft, { entity, members, isWhole }),
  )
  if (isRefusal(done)) return done
  const fresh: Service = { ...service, model: await loadModel(service.db) }
  const found = await findEntity(fresh, entity.type, String(entity.id))
  return isRefusal(found) ? found : { status: 200, body: toWire(found, service.base) }
}

/** The members that a list of steps changes. */
function patched(entity: Entity, steps: unknown): unknown {
  const result = applyJsonPatch(entity.body, steps)
  if (isRefusal(result)) return result
  const after = result as Record<string, unknown>
  const names = new Set([...Object.keys(after), ...Object.keys(entity.body)])
  const changed = [...names].filter((name) => JSON.stringify(after[name]) !== JSON.stringify(entity.body[name]))
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? null]))
}

type Inside = { entity: Entity; members: unknown; isWhole: boolean }

async function changeIn(draft: Draft, { entity, members, isWhole }: Inside): Promise<void> {
  const { type } = entity
  const place = { type, version: draft.service.base.version, isChange: !isWhole, given: linksOf(entity) }
  const { properties, links } = undoIf(readEntityBody(members, place))
  if (type === 'Observation') return changeObservation(draft, entity, properties)
  if (entity.origin === 'product') {
    if (Object.keys(links).length > 0) undo(kept(entity, Object.keys(links)[0] ?? ''))
    return addBeside(draft, entity, properties)
  }
  undoIf(refuseSite(draft.caller, undefined) ?? true)
  const body = isWhole ? properties : { ...entity.body, ...properties }
  await draft.tx.execute('update sta_entity as e set body = $2, changed_at = now() where e.id = $1', [
    numberOf(entity.id),
    JSON.stringify(body),
  ])
  await tell(draft, 'EntityChanged', { entity, payload: { before: entity.body, after: body } })
  for (const [link, linked] of Object.entries(links)) {
    if (!isHeld(type, link)) undo(kept(entity, link))
    const found = await resolveAll(draft, { type, link }, linked)
    if (type === 'Thing' && link === 'Locations') await moveThing(draft, entity, found)
    else await saveLinks(draft, entity, { [link]: found.map(({ id }) => id) })
  }
}

const linksOf = (entity: Entity): string[] => Object.keys(entity.links)

const kept = ({ type, id }: Entity, name: string): Refusal =>
  refuse('sensorthings.kept', {
    zh: `${type}(${id}) 的“${name}”由本系统维护，不能由此更改`,
    en: `Cannot change “${name}” of ${type}(${id}) as the product itself keeps it; only properties can be added`,
  })

/** What others may say of the product's own entities. */
const BESIDE: Readonly<Record<string, readonly string[]>> = { Datastream: ['properties', 'name', 'description'] }

async function addBeside(draft: Draft, entity: Entity, properties: Record<string, unknown>): Promise<void> {
  undoIf(refuseSite(draft.caller, entity.siteId) ?? true)
  const strange = Object.keys(properties).find((name) => !(BESIDE[entity.type] ?? ['properties']).includes(name))
  if (strange !== undefined) undo(kept(entity, strange))
  await draft.tx.execute(
    `insert into sta_entity as e (type, beside, body, created_by) values ($1, $2, $3, $4)
     on conflict (type, beside) where beside is not null do update
       set body = e.body || excluded.body, changed_at = now(), withdrawn_at = null, withdrawn_by = null`,
    [entity.type, entity.id, JSON.stringify(properties), draft.caller.account.name],
  )
  await tell(draft, 'EntityChanged', { entity, payload: { beside: properties } })
}
