// Creates an entity with everything handed in along with it: what it needs first, then itself, then what hangs on it.
import { type EntityBody, type Linked, readEntityBody } from '#domain/sensorthings/entity-body.ts'
import { type EntityType, linkOf } from '#domain/sensorthings/model.ts'
import { refuse } from '#kit/refusal.ts'
import { ensureSeries } from '#platform/intake/series.ts'
import { type Draft, known, note, refuseSite, tell, undo, undoIf } from './draft.ts'
import { type Entity, isOwnId, ownId, productId } from './entity.ts'
import { autoFeature } from './feature.ts'
import { moveThing, relink } from './links.ts'
import { draftObservation } from './observation-draft.ts'
import { codeOfDefinition } from './wording.ts'

type Given = Readonly<Record<string, readonly Entity[]>>
/** `given` holds links that the address or the entity around it gives. */
export type NewEntity = { type: EntityType; body: unknown; given?: Given }

/** Links kept in the entity itself; the others are kept at their other end. */
const HELD: Readonly<Partial<Record<EntityType, readonly string[]>>> = {
  Thing: ['Locations'],
  HistoricalLocation: ['Thing', 'Locations'],
  Datastream: ['Thing', 'Sensor', 'ObservedProperty'],
}
export const isHeld = (type: EntityType, link: string): boolean => HELD[type]?.includes(link) ?? false

/** The entity as created; an observation is put by, and stored at the end of the change. */
export async function insertEntity(draft: Draft, { type, body, given = {} }: NewEntity): Promise<Entity | undefined> {
  const version = draft.service.base.version
  const read = undoIf(readEntityBody(body, { type, version, given: Object.keys(given) }))
  if (type === 'Observation') {
    await insertObservation(draft, read, given)
    return undefined
  }
  const held: Record<string, readonly Entity[]> = { ...given }
  for (const [link, linked] of Object.entries(read.links)) {
    if (isHeld(type, link)) held[link] = await resolveAll(draft, { type, link }, linked)
  }
  const known = type === 'ObservedProperty' ? productFactor(draft, read) : undefined
  const entity =
    known ??
    (type === 'Datastream' ? await insertSeries(draft, read, held) : undefined) ??
    (await insertOwn(draft, { type, read, held }))
  if (type === 'Thing' && (held.Locations?.length ?? 0) > 0) await moveThing(draft, entity, held.Locations ?? [])
  await linkBack(draft, entity, given)
  for (const [link, linked] of Object.entries(read.links)) {
    if (!isHeld(type, link)) await hangOn(draft, { entity, link }, linked)
  }
  return entity
}

/** What the address gives and is kept at its other end: `POST Things(1)/Locations` moves the thing there. */
async function linkBack(draft: Draft, entity: Entity, given: Given): Promise<void> {
  const back = entity.type === 'Location' ? 'Locations' : entity.type
  for (const [link, entities] of Object.entries(given)) {
    if (isHeld(entity.type, link)) continue
    for (const from of entities) await relink(draft, { from, back, entity })
  }
}

/** Entities behind links: those that exist, and those handed in along. */
export async function resolveAll(
  draft: Draft,
  { type, link }: { type: EntityType; link: string },
  linked: readonly Linked[],
) {
  const to = linkOf(type, link)?.to ?? type
  const found: Entity[] = []
  for (const one of linked) {
    const entity = 'id' in one ? known(draft, to, one.id) : await insertEntity(draft, { type: to, body: one.inline })
    if (entity) found.push(entity)
  }
  return found
}

const bad = (zh: string, en: string) => refuse('sensorthings.bad-entity', { zh, en })

/** The far ends of links that are kept there: new ones are created so that they lead back here. */
async function hangOn(
  draft: Draft,
  { entity, link }: { entity: Entity; link: string },
  linked: readonly Linked[],
): Promise<void> {
  const to = linkOf(entity.type, link)?.to
  if (!to) return
  const back = entity.type === 'Location' ? 'Locations' : entity.type
  for (const one of linked) {
    if ('inline' in one) await insertEntity(draft, { type: to, body: one.inline, given: { [back]: [entity] } })
    else await relink(draft, { from: known(draft, to, one.id), back, entity })
  }
}

/** A factor of the product is named by its definition; it is not created anew. */
function productFactor({ service }: Draft, { properties }: EntityBody): Entity | undefined {
  const code = codeOfDefinition(String(properties.definition))
  if (code === undefined) return undefined
  const factor = service.model.all('ObservedProperty').find(({ body }) => body.definition === properties.definition)
  return (
    factor ?? undo(bad(`没有编码为“${code}”的监测因子`, `Cannot observe “${code}” as no factor of that code is known`))
  )
}

type Own = { type: EntityType; read: EntityBody; held: Readonly<Record<string, readonly Entity[]>> }

async function insertOwn(draft: Draft, { type, read, held }: Own): Promise<Entity> {
  undoIf(refuseSite(draft.caller, undefined) ?? true)
  const links = Object.fromEntries(
    Object.entries(held)
      .filter(([link]) => isHeld(type, link))
      .map(([link, entities]) => [link, entities.map(({ id }) => id)]),
  )
  const [row] = await draft.tx.query<{ id: number }>(
    'insert into sta_entity (type, body, links, created_by) values ($1, $2, $3, $4) returning id',
    [type, JSON.stringify(read.properties), JSON.stringify(links), draft.caller.account.name],
  )
  const id = ownId(row?.id ?? 0)
  const thing = held.Thing?.[0]
  const siteId = type === 'Thing' ? -id : type === 'Datastream' ? (thing?.siteId ?? -(thing?.id ?? 0)) : undefined
  const entity: Entity = {
    type,
    id,
    origin: 'own',
    body: read.properties,
    links,
    ...(siteId === undefined ? {} : { siteId }),
    ...(type === 'Datastream' && siteId !== undefined ? { source: { is: 'own', siteId } } : {}),
  }
  await tell(draft, 'EntityCreated', { entity, payload: { body: read.properties, links } })
  return note(draft, entity)
}

const KINDS = ['realtime', 'minute', 'hour', 'day', 'sample'] as const

/** A datastream of a site and a factor of the product is a series of the product; undefined for any other. */
async function insertSeries(draft: Draft, { properties }: EntityBody, held: Given): Promise<Entity | undefined> {
  const [thing, factor, sensor] = [held.Thing?.[0], held.ObservedProperty?.[0], held.Sensor?.[0]]
  if (!thing || !factor || isOwnId(thing.id) || isOwnId(factor.id)) return undefined
  const [siteId, factorId] = [thing.id / 2, factor.id / 2]
  undoIf(refuseSite(draft.caller, siteId) ?? true)
  const asked = (properties.properties as { kind?: unknown } | undefined)?.kind ?? 'realtime'
  const kind =
    KINDS.find((one) => one === asked) ??
    undo(bad(`kind 应为 ${KINDS.join('、')}`, `properties/kind must be one of ${KINDS.join(', ')}`))
  refuseUnit(properties, factor)
  const { db } = draft.service
  // On a connection of its own and at once: the intake does the same for every series it meets.
  await ensureSeries(db, [{ siteId, kind, factors: [factorId] }])
  const [row] = await db.query<{ id: number }>(
    'select s.id from series as s where s.site_id = $1 and s.kind = $2 and s.factor_id = $3',
    [siteId, kind, factorId],
  )
  const id = productId(row?.id ?? 0)
  if (draft.service.model.get('Datastream', id)) {
    return undo(
      refuse('sensorthings.datastream-exists', {
        zh: `该站点、因子与类型的数据流已存在：Datastreams(${id})`,
        en: `Cannot create the datastream as the site has one of this factor and kind: Datastreams(${id})`,
      }),
    )
  }
  const { unitOfMeasurement: _, ...beside } = properties
  await draft.tx.execute(
    `insert into sta_entity (type, beside, body, links, created_by) values ('Datastream', $1, $2, $3, $4)`,
    [id, JSON.stringify(beside), JSON.stringify(sensor ? { Sensor: [sensor.id] } : {}), draft.caller.account.name],
  )
  const source = { is: 'series', seriesId: id / 2, siteId, kind, factorId } as const
  const entity: Entity = { type: 'Datastream', id, origin: 'product', siteId, source, body: properties, links: {} }
  await tell(draft, 'EntityCreated', { entity, payload: { body: properties } })
  return note(draft, entity)
}

/** Values are stored in one unit a factor: another one would change their meaning unseen. */
function refuseUnit({ unitOfMeasurement }: Record<string, unknown>, factor: Entity): void {
  const unit = (factor.body.properties as { unit?: unknown } | undefined)?.unit
  const symbol = (unitOfMeasurement as { symbol?: unknown } | null)?.symbol
  if (unit === undefined || unit === '' || symbol === unit) return
  undo(
    bad(
      `该因子的单位应为“${String(unit)}”`,
      `The unitOfMeasurement must have the symbol “${String(unit)}” as this factor is kept in it`,
    ),
  )
}

async function insertObservation(draft: Draft, read: EntityBody, given: Given): Promise<void> {
  const [datastream] =
    given.Datastream ??
    (await resolveAll(draft, { type: 'Observation', link: 'Datastream' }, read.links.Datastream ?? []))
  if (!datastream) return undo(bad('观测应指明数据流', 'Cannot create the observation as it must name its Datastream'))
  undoIf(refuseSite(draft.caller, datastream.source?.is === 'series' ? datastream.siteId : undefined) ?? true)
  const linked = read.links.FeatureOfInterest ?? []
  const [feature] =
    given.FeatureOfInterest ?? (await resolveAll(draft, { type: 'Observation', link: 'FeatureOfInterest' }, linked))
  const featureId = feature?.id ?? (await autoFeature(draft, datastream))
  draft.observations.push(undoIf(draftObservation(read, { datastream, featureId, now: draft.service.now })))
}
