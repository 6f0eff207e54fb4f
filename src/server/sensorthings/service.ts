// Reads along a SensorThings address: follows the path, answers the options, expands what is linked.
import { firstValue, holds, orderOf, type World } from '#domain/sensorthings/evaluate.ts'
import { conjunctsOf, type Expression, mapPaths, pathsOf } from '#domain/sensorthings/expression.ts'
import { type EntityType, linkOf } from '#domain/sensorthings/model.ts'
import type { Query } from '#domain/sensorthings/parse-query.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { withTimes } from './datastream-times.ts'
import type { Entity } from './entity.ts'
import type { Model } from './model.ts'
import { type Page, readObservations, type Scope } from './observations.ts'
import { type Base, selfLink } from './wire.ts'

export type Service = { db: Database; model: Model; base: Base; now: number }

/** Entities are handed out so many at a time, whatever is asked for. */
export const MOST_TOP = 10_000
export const USUAL_TOP = 100

export const worldOf = ({ model, base, now }: Service): World<Entity> => ({
  now,
  selfLink: (entity) => selfLink(base, entity),
  follow: (entity, link) => model.follow(entity, link),
})

/** One level of a question: the entities of a set, or those behind a link of one entity. */
export type Level = { type: EntityType; from?: { entity: Entity; link: string } }

export async function readLevel(service: Service, level: Level, query: Query): Promise<Page | Refusal> {
  const top = Math.min(query.top ?? USUAL_TOP, MOST_TOP)
  if (level.type !== 'Observation') return readEntitySet(service, { level, query, top })
  const scope = await scopeOf(service, level, query.filter)
  return readObservations(scope, query, top)
}

/** Which datastreams a question about observations is about. */
export async function scopeOf(service: Service, { from }: Level, filter?: Expression): Promise<Scope> {
  const { db, model } = service
  const shared = { db, world: worldOf(service) }
  const wantsTimes = pathsOfFilter(filter).some((steps) => steps[0] === 'Datastream' && isDynamic(steps[1]))
  const filled = async (list: readonly Entity[]) => (wantsTimes ? withTimes(db, list) : list)
  if (!from) return { ...shared, datastreams: await filled(model.all('Datastream')), isEvery: true }
  if (from.entity.type === 'Datastream') {
    return { ...shared, datastreams: await filled([from.entity]), isEvery: false }
  }
  const datastreams = await datastreamsOfFeature(service, from.entity)
  return { ...shared, datastreams: await filled(datastreams), featureId: from.entity.id, isEvery: false }
}

/** Datastreams that have observations of a feature: those of its site, and those that name it. */
async function datastreamsOfFeature({ db, model }: Service, { id, siteId, origin }: Entity): Promise<Entity[]> {
  const named = await db.query<{ id: number }>(
    'select distinct o.datastream_id as id from sta_observation as o where o.feature_id = $1 and o.withdrawn_at is null',
    [id],
  )
  const ids = new Set(named.map((row) => row.id))
  const isHere = (one: Entity): boolean =>
    ids.has(one.id) || (origin === 'product' && one.siteId === siteId && one.source?.is === 'series')
  return model.all('Datastream').filter(isHere)
}

const pathsOfFilter = (filter: Expression | undefined) => (filter ? pathsOf(filter) : [])
const isDynamic = (step: string | undefined): boolean => step === 'phenomenonTime' || step === 'resultTime'

type SetQuestion = { level: Level; query: Query; top: number }

async function readEntitySet(service: Service, { level, query, top }: SetQuestion): Promise<Page | Refusal> {
  const world = worldOf(service)
  const all = level.from ? service.model.follow(level.from.entity, level.from.link) : service.model.all(level.type)
  const parts = query.filter ? conjunctsOf(query.filter) : []
  const plain = parts.filter((part) => !reachesObservations(part, level.type))
  const wantsTimes = level.type === 'Datastream' && [...parts, ...query.orderby.map(({ by }) => by)].some(asksTimes)
  const candidates = wantsTimes ? await withTimes(service.db, all) : all
  const met = candidates.filter((entity) => plain.every((part) => holds(part, entity, world)))
  const kept = await keepByObservations(
    service,
    met,
    parts.filter((part) => !plain.includes(part)),
  )
  if (isRefusal(kept)) return kept
  const page = sorted(kept, query, world).slice(query.skip, query.skip + top)
  const entities =
    level.type === 'Datastream' && !wantsTimes && showsTimes(query) ? await withTimes(service.db, page) : page
  return {
    entities: [...entities],
    hasMore: kept.length > query.skip + top,
    ...(query.count ? { count: kept.length } : {}),
  }
}

const asksTimes = (part: Expression): boolean => pathsOf(part).some(([step]) => isDynamic(step))
const showsTimes = ({ select }: Query): boolean => select === undefined || select.some(isDynamic)

function sorted(entities: readonly Entity[], { orderby }: Query, world: World<Entity>): readonly Entity[] {
  if (orderby.length === 0) return entities
  const keyed = entities.map((entity) => ({ entity, keys: orderby.map(({ by }) => firstValue(by, entity, world)) }))
  keyed.sort((a, b) => {
    for (const [n, { isDescending }] of orderby.entries()) {
      const order = orderOf(a.keys[n] ?? null, b.keys[n] ?? null)
      if (order !== 0) return isDescending ? -order : order
    }
    return a.entity.id - b.entity.id
  })
  return keyed.map(({ entity }) => entity)
}

/** Whether a path runs through observations: `Datastreams/Observations/result`. */
const reachesObservations = (part: Expression, type: EntityType): boolean =>
  pathsOf(part).some((steps) => stepsToObservations(steps, type) !== undefined)

function stepsToObservations(steps: readonly string[], type: EntityType): number | undefined {
  let here = type
  for (const [n, step] of steps.entries()) {
    const link = linkOf(here, step)
    if (!link) return undefined
    if (link.to === 'Observation') return n + 1
    here = link.to
  }
  return undefined
}

/** How many entities are held one by one against their observations. */
const MOST_PROBED = 2000

/**
 * Keeps the entities that have an observation which meets all parts at once: the parts are asked of the observation,
 * where `Datastreams/Observations/result` of a thing is its `result`, and `Datastreams/name` its `Datastream/name`.
 */
async function keepByObservations(
  service: Service,
  entities: readonly Entity[],
  parts: readonly Expression[],
): Promise<readonly Entity[] | Refusal> {
  const [first, ...more] = parts
  if (!first) return entities
  if (entities.length > MOST_PROBED) {
    return refuse('sensorthings.too-large', {
      zh: '要逐个查看其观测的实体过多，请先缩小范围',
      en: `Cannot look at the observations of more than ${MOST_PROBED} entities: narrow the question first`,
    })
  }
  const filter = more.reduce<Expression>((left, right) => ({ is: 'and', left, right, at: left.at }), first)
  const kept: Entity[] = []
  for (const entity of entities) {
    const found = await hasObservation(service, entity, filter)
    if (isRefusal(found)) return found
    if (found) kept.push(entity)
  }
  return kept
}

async function hasObservation(service: Service, entity: Entity, filter: Expression): Promise<boolean | Refusal> {
  const seen = mapPaths(filter, (steps) => {
    const through = stepsToObservations(steps, entity.type)
    if (through !== undefined) return steps.slice(through)
    return steps[0] === 'Datastreams' ? ['Datastream', ...steps.slice(1)] : [...pathBack(entity.type), ...steps]
  })
  const { world, db } = { world: worldOf(service), db: service.db }
  const query: Query = { filter: seen, orderby: [], skip: 0, count: false, expand: [] }
  const scope: Scope =
    entity.type === 'FeatureOfInterest' || entity.type === 'Datastream'
      ? await scopeOf(service, { type: 'Observation', from: { entity, link: 'Observations' } })
      : { db, world, datastreams: datastreamsUnder(service.model, entity), isEvery: false }
  const page = await readObservations(scope, query, 1)
  return isRefusal(page) ? page : page.entities.length > 0
}

/** From an observation back to the entity that was asked about. */
function pathBack(type: EntityType): string[] {
  if (type === 'FeatureOfInterest' || type === 'Datastream') return [type]
  if (type === 'Location') return ['Datastream', 'Thing', 'Locations']
  return type === 'HistoricalLocation' ? ['Datastream', 'Thing', 'HistoricalLocations'] : ['Datastream', type]
}

function datastreamsUnder(model: Model, entity: Entity): readonly Entity[] {
  if (entity.type === 'Location')
    return model.follow(entity, 'Things').flatMap((thing) => model.follow(thing, 'Datastreams'))
  if (entity.type === 'HistoricalLocation') {
    return model.follow(entity, 'Thing').flatMap((thing) => model.follow(thing, 'Datastreams'))
  }
  return model.follow(entity, 'Datastreams')
}
