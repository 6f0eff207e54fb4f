// GET: an address and its options into the JSON of the standard.
import { MODEL } from '#domain/sensorthings/model.ts'
import { parsePath, type ResourcePath } from '#domain/sensorthings/parse-path.ts'
import { type Expand, parseQuery, type Query } from '#domain/sensorthings/parse-query.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { readAverages } from './averages.ts'
import { dataArray } from './data-array.ts'
import { withTimes } from './datastream-times.ts'
import type { Entity } from './entity.ts'
import { followSteps } from './find-entity.ts'
import { type Level, MOST_TOP, readLevel, type Service, USUAL_TOP } from './service.ts'
import { type Base, propertyValue, selfLink, toWire, type Wire } from './wire.ts'

/** `text` is for `$value` and `$count`; `empty` for a property that is absent. */
export type Answer = { is: 'json'; body: unknown } | { is: 'text'; body: string } | { is: 'empty' }

/** `path` is decoded and without the version; `query` as it was written. */
export async function readAddress(service: Service, path: string, query: string): Promise<Answer | Refusal> {
  const resource = parsePath(path, service.base.version)
  if (isRefusal(resource)) return resource
  const last = resource.steps.at(-1) ?? resource.steps[0]
  const options = parseQuery(query, { type: last.type, version: service.base.version })
  if (isRefusal(options)) return options
  if (resource.isMany) return readMany(service, { resource, options, path, query })
  const found = await followSteps(service, resource.steps)
  if (isRefusal(found)) return found
  const [entity = found] = found.type === 'Datastream' ? await withTimes(service.db, [found]) : [found]
  if (resource.isRef) return { is: 'json', body: { '@iot.selfLink': selfLink(service.base, entity) } }
  if (resource.property)
    return readProperty(entity, resource.property, { base: service.base, isValue: resource.isValue })
  const wire = await expanded(service, entity, options)
  return isRefusal(wire) ? wire : { is: 'json', body: wire }
}

type Many = { resource: ResourcePath; options: Query; path: string; query: string }

async function readMany(service: Service, { resource, options, path, query }: Many): Promise<Answer | Refusal> {
  const level = await levelOf(service, resource)
  if (isRefusal(level)) return level
  if (resource.isCount) return countOnly(service, level, options)
  const page = options.aggregation
    ? await readAverages(service, level, options)
    : await readLevel(service, level, resource.isRef ? { ...options, select: ['@iot.selfLink'] } : options)
  if (isRefusal(page)) return page
  const envelope = {
    ...(page.count === undefined ? {} : { '@iot.count': page.count }),
    ...(page.hasMore ? { '@iot.nextLink': nextLink(service.base, { path, query, options }) } : {}),
  }
  if (resource.isRef) {
    const value = page.entities.map((entity) => ({ '@iot.selfLink': selfLink(service.base, entity) }))
    return { is: 'json', body: { ...envelope, value } }
  }
  if (options.resultFormat)
    return { is: 'json', body: { ...envelope, value: dataArray(page.entities, service, options) } }
  const value: Wire[] = []
  for (const entity of page.entities) {
    const wire = await expanded(service, entity, options)
    if (isRefusal(wire)) return wire
    value.push(wire)
  }
  return { is: 'json', body: { ...envelope, value } }
}

async function levelOf(service: Service, { steps }: ResourcePath): Promise<Level | Refusal> {
  const last = steps.at(-1) ?? steps[0]
  if (steps.length === 1) return { type: last.type }
  const entity = await followSteps(service, steps.slice(0, -1))
  return isRefusal(entity) ? entity : { type: last.type, from: { entity, link: last.link } }
}

async function countOnly(service: Service, level: Level, options: Query): Promise<Answer | Refusal> {
  const page = await readLevel(service, level, { ...options, count: true, top: 0, skip: 0 })
  return isRefusal(page) ? page : { is: 'text', body: String(page.count ?? 0) }
}

/** The address of the next page: the same question, further on. */
function nextLink({ url }: Base, { path, query, options }: Pick<Many, 'path' | 'query' | 'options'>): string {
  const top = Math.min(options.top ?? USUAL_TOP, MOST_TOP)
  const kept = query.split('&').filter((part) => part !== '' && !/^(?:\$|%24)(?:skip|top)=/i.test(part))
  return `${url}/${encodeURI(path)}?${[`$top=${top}`, `$skip=${options.skip + top}`, ...kept].join('&')}`
}

type PropertyAsk = { base: Base; isValue: true | undefined }

function readProperty(
  entity: Entity,
  [name = '', ...below]: readonly string[],
  { base, isValue }: PropertyAsk,
): Answer | Refusal {
  let value: unknown = entity.id
  if (name === '@iot.selfLink') value = selfLink(base, entity)
  else if (name !== 'id' && name !== '@iot.id') value = propertyValue(entity, name, base)
  for (const step of below) {
    const isMember = typeof value === 'object' && value !== null && Object.hasOwn(value, step)
    if (!isMember) return notThere(step)
    value = (value as Record<string, unknown>)[step]
  }
  if (value === undefined || value === null) return { is: 'empty' }
  if (isValue) return { is: 'text', body: typeof value === 'object' ? JSON.stringify(value) : String(value) }
  return { is: 'json', body: { [below.at(-1) ?? name]: value } }
}

const notThere = (step: string): Refusal =>
  refuse('sensorthings.path-not-found', { zh: `没有“${step}”`, en: `There is no “${step}” in this property` })

/** An entity with what `$expand` asks for beside it. */
async function expanded(service: Service, entity: Entity, query: Query): Promise<Wire | Refusal> {
  const wire = toWire(entity, service.base, query.select)
  for (const expand of query.expand) {
    const added = await expandLink(service, entity, expand)
    if (isRefusal(added)) return added
    Object.assign(wire, added)
    delete wire[`${expand.link}@iot.navigationLink`]
  }
  return wire
}

async function expandLink(service: Service, entity: Entity, { link, type, query }: Expand): Promise<Wire | Refusal> {
  const isMany = MODEL[entity.type].links[link]?.isMany ?? false
  if (!isMany) return expandOne(service, entity, { link, type, query })
  const page = await readLevel(service, { type, from: { entity, link } }, query)
  if (isRefusal(page)) return page
  const value: Wire[] = []
  for (const one of page.entities) {
    const wire = await expanded(service, one, query)
    if (isRefusal(wire)) return wire
    value.push(wire)
  }
  const top = Math.min(query.top ?? USUAL_TOP, MOST_TOP)
  const next = `${selfLink(service.base, entity)}/${link}?$top=${top}&$skip=${query.skip + top}`
  return {
    [link]: value,
    ...(page.count === undefined ? {} : { [`${link}@iot.count`]: page.count }),
    ...(page.hasMore ? { [`${link}@iot.nextLink`]: next } : {}),
  }
}

async function expandOne(service: Service, entity: Entity, { link, query }: Expand): Promise<Wire | Refusal> {
  const [found] = service.model.follow(entity, link)
  if (!found) return {}
  const [one = found] = found.type === 'Datastream' ? await withTimes(service.db, [found]) : [found]
  const wire = await expanded(service, one, query)
  return isRefusal(wire) ? wire : { [link]: wire }
}
