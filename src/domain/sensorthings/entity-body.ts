// Reads the body of an entity that another system hands in: what it must have, of what kind, and what it is linked to.
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { geometryOf } from './geometry.ts'
import { type EntityType, linkOf, MODEL, type PropertyRule, propertyOf, type Version } from './model.ts'
import { parseTimeSpan } from './times.ts'

export type Members = Readonly<Record<string, unknown>>
/** A link to an entity that exists, or one to be created along with this. */
export type Linked = { id: string } | { inline: Members }
export type EntityBody = { properties: Record<string, unknown>; links: Record<string, Linked[]> }

export type BodyPlace = {
  type: EntityType
  version: Version
  /** A change names only what changes. */
  isChange?: boolean
  /** Links that the address gives. */
  given?: readonly string[]
}

const bad = (zh: string, en: string): Refusal => refuse('sensorthings.bad-entity', { zh, en })

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What the service itself writes into an entity, and what it computes: handed in again it says nothing new. */
const isOurs = (name: string): boolean => name === 'id' || name.startsWith('@iot.') || name.includes('@iot.')
const COMPUTED: ReadonlySet<string> = new Set(['observedArea', 'phenomenonTime', 'resultTime'])

/**
 * Refuses `sensorthings.bad-entity` for what is missing, unknown or of the wrong kind.
 * @source OGC 18-088 clause 10.2
 */
export function readEntityBody(body: unknown, place: BodyPlace): EntityBody | Refusal {
  const { type } = place
  if (!isMembers(body)) return bad(`${type} 应为 JSON 对象`, `A ${type} must be a JSON object`)
  const read: EntityBody = { properties: {}, links: {} }
  for (const [name, value] of Object.entries(body)) {
    const wrong = isOurs(name) ? undefined : readMember(read, { name, value }, place)
    if (wrong) return wrong
  }
  return (place.isChange ? undefined : refuseMissing(read, place)) ?? read
}

function readMember(read: EntityBody, { name, value }: { name: string; value: unknown }, place: BodyPlace) {
  const { type, version } = place
  const link = linkOf(type, name)
  if (link) {
    const linked = readLinked(value, { name, isMany: link.isMany })
    if (isRefusal(linked)) return linked
    read.links[name] = linked
    return undefined
  }
  const rule = propertyOf(type, name, version)
  if (!rule)
    return bad(`${type} 没有属性“${name}”`, `Cannot take “${name}” as a ${type} of ${version} has no such property`)
  if (type === 'Datastream' && COMPUTED.has(name)) return undefined
  const wrong = refuseValue(type, { name, value, rule })
  if (!wrong) read.properties[name] = value
  return wrong
}

function readLinked(value: unknown, { name, isMany }: { name: string; isMany: boolean }): Linked[] | Refusal {
  const isSeveral = Array.isArray(value)
  if (isSeveral && !isMany) return bad(`“${name}”应为对象`, `“${name}” must be an object`)
  const linked: Linked[] = []
  for (const part of isSeveral ? (value as unknown[]) : [value]) {
    const one = linkedOf(part)
    if (!one)
      return bad(`“${name}”应为对象，编号为数字或文本`, `“${name}” must hold objects; an id is a number or a text`)
    linked.push(one)
  }
  return linked
}

/** `{"@iot.id": 1}` leads to what exists; anything else is handed in along. */
function linkedOf(part: unknown): Linked | undefined {
  if (!isMembers(part)) return undefined
  const id = part['@iot.id'] ?? (Object.keys(part).length === 1 ? part.id : undefined)
  if (id === undefined) return { inline: part }
  return typeof id === 'number' || typeof id === 'string' ? { id: String(id) } : undefined
}

type Given = { name: string; value: unknown; rule: PropertyRule }

function refuseValue(type: EntityType, { name, value, rule }: Given): Refusal | undefined {
  if (value === null && !rule.isMandatory) return undefined
  switch (rule.kind) {
    case 'text':
      return typeof value === 'string' ? undefined : bad(`“${name}”应为文本`, `“${name}” must be a text`)
    case 'time':
      return typeof value === 'string' && parseTimeSpan(value)
        ? undefined
        : bad(`“${name}”应为 ISO 8601 时刻或时段`, `“${name}” must be an instant or a period of ISO 8601`)
    case 'json':
      return isMembers(value) ? undefined : bad(`“${name}”应为对象`, `“${name}” must be an object`)
    case 'geo':
      return refuseShape(type, name, value)
    case 'any':
      return undefined
  }
}

/** Other encodings than GeoJSON are kept as they are; what says it is GeoJSON must be. */
function refuseShape(type: EntityType, name: string, value: unknown): Refusal | undefined {
  const isShape = !isMembers(value) || !('type' in value) || geometryOf(value) !== undefined
  return isShape ? undefined : bad(`${type} 的“${name}”不是 GeoJSON`, `“${name}” of the ${type} is no GeoJSON geometry`)
}

function refuseMissing({ properties, links }: EntityBody, { type, given = [] }: BodyPlace): Refusal | undefined {
  const rule = MODEL[type]
  const property = Object.entries(rule.properties).find(
    ([name, { isMandatory }]) => isMandatory && !(name in properties),
  )
  if (property) return bad(`${type} 缺少“${property[0]}”`, `Cannot create the ${type} as “${property[0]}” is missing`)
  const link = Object.entries(rule.links).find(
    ([name, { isMandatory }]) => isMandatory && !given.includes(name) && (links[name]?.length ?? 0) !== 1,
  )
  return link && bad(`${type} 缺少“${link[0]}”`, `Cannot create the ${type} as it must name its ${link[0]}`)
}
