// POST, PATCH, PUT and DELETE: what other systems create, change and withdraw.
import type { EntityType } from '#domain/sensorthings/model.ts'
import { linkOf, MODEL } from '#domain/sensorthings/model.ts'
import { parsePath, type ResourcePath } from '#domain/sensorthings/parse-path.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { Change, Changed } from './change.ts'
import { changeEntity } from './change-entity.ts'
import { createObservations } from './create-observations.ts'
import { change, type Draft } from './draft.ts'
import type { Entity } from './entity.ts'
import { findEntity, followSteps } from './find-entity.ts'
import { insertEntity } from './insert-entity.ts'
import { loadModel } from './model.ts'
import type { Service } from './service.ts'
import { storeObservations } from './store-observations.ts'
import { selfLink, toWire } from './wire.ts'
import { withdrawEntity } from './withdraw-entity.ts'

export async function changeAddress(service: Service, asked: Change): Promise<Changed | Refusal> {
  if (asked.method === 'DELETE') return withTarget(service, asked, (entity) => withdraw(service, asked, entity))
  const body = parseJson(asked.body)
  if (isRefusal(body)) return body
  if (asked.method === 'POST') return create(service, asked, body)
  return withTarget(service, asked, (entity) => changeEntity(service, { asked, body, entity }))
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    // A lone surrogate or NUL cannot be stored: such a text is no JSON of ours.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (text.includes('\\u0000')) throw new Error('NUL')
    return JSON.parse(text) as unknown
  } catch {
    return refuse('sensorthings.bad-json', {
      zh: '内容不是有效的 UTF-8 JSON',
      en: 'Cannot read the body as it must be JSON in UTF-8',
    })
  }
}

const badMethod = (): Refusal =>
  refuse('sensorthings.bad-method', {
    zh: '此地址不支持该方法',
    en: 'Cannot do this here: entities are created at a set, changed and deleted by their id',
  })

/** The single entity that the address names. */
async function withTarget(
  service: Service,
  { path }: Change,
  work: (entity: Entity) => Promise<Changed | Refusal>,
): Promise<Changed | Refusal> {
  const resource = parsePath(path, service.base.version)
  if (isRefusal(resource)) return resource
  if (resource.isMany || resource.property || resource.isRef) return badMethod()
  const entity = await followSteps(service, resource.steps)
  return isRefusal(entity) ? entity : work(entity)
}

async function create(service: Service, asked: Change, body: unknown): Promise<Changed | Refusal> {
  const begin = { service, caller: asked.caller, body: asked.body }
  if (asked.path === 'CreateObservations') return createObservations(begin, body)
  const resource = parsePath(asked.path, service.base.version)
  if (isRefusal(resource)) return resource
  if (!resource.isMany || resource.isRef || resource.isCount) return badMethod()
  const given = await givenBy(service, resource)
  if (isRefusal(given)) return given
  const { type } = resource.steps.at(-1) ?? resource.steps[0]
  const made = await change(begin, async (draft) => {
    const entity = await insertEntity(draft, { type, body, given })
    const ids = await storeObservations(draft)
    return { entity, observationId: ids.at(-1) }
  })
  return isRefusal(made) ? made : created(service, { type, ...made })
}

/** What `POST /Things(1)/Datastreams` says of the new entity: the link back. */
async function givenBy(service: Service, { steps }: ResourcePath): Promise<Record<string, Entity[]> | Refusal> {
  if (steps.length < 2) return {}
  const last = steps.at(-1) ?? steps[0]
  const from = await followSteps(service, steps.slice(0, -1))
  if (isRefusal(from)) return from
  const back = Object.entries(MODEL[last.type].links).find(([, { to }]) => to === from.type)?.[0]
  return back === undefined || linkOf(from.type, last.link) === undefined ? {} : { [back]: [from] }
}

type Made = { type: EntityType; entity: Entity | undefined; observationId: number | undefined }

/** The entity as it now stands, and where. */
async function created({ db, ...rest }: Service, { type, entity, observationId }: Made): Promise<Changed | Refusal> {
  const service: Service = { ...rest, db, model: await loadModel(db) }
  const id = type === 'Observation' ? observationId : entity?.id
  const found = await findEntity(service, type, String(id))
  if (isRefusal(found)) return found
  return { status: 201, location: selfLink(service.base, found), body: toWire(found, service.base) }
}

async function withdraw(service: Service, { caller, body }: Change, entity: Entity): Promise<Changed | Refusal> {
  const done = await change({ service, caller, body }, (draft: Draft) => withdrawEntity(draft, entity))
  return isRefusal(done) ? done : { status: 200 }
}
