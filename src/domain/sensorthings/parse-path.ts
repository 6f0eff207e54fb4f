// Reads the path of a SensorThings address: entity sets, single entities, links, properties, `$value` and `$ref`.
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type EntityType, isIdName, linkOf, propertyOf, typeOfSet, type Version } from './model.ts'
import { splitOutside } from './split.ts'

/** One step: a set or link, narrowed to one entity where an id is given. */
export type Step = { link: string; type: EntityType; id?: string }
export type ResourcePath = {
  /** The first step is an entity set. */
  steps: readonly [Step, ...Step[]]
  /** Whether the last step gives several entities. */
  isMany: boolean
  /** A property of the entity, and names inside it. */
  property?: readonly string[]
  /** `$value` of the property. */
  isValue?: true
  /** `$ref`: addresses only. */
  isRef?: true
  /** `$count`: the number of entities only. */
  isCount?: true
}

const SEGMENT = /^([A-Za-z]+)(?:\((.*)\))?$/s
const LONGEST_PATH = 12

const unknown = (segment: string): Refusal =>
  refuse('sensorthings.path-not-found', {
    zh: `地址中的“${segment.slice(0, 80)}”不存在`,
    en: `Cannot find “${segment.slice(0, 80)}” at this place of the address`,
  })

/** A number as it is, a text without its quotes. */
export const idText = (text: string): string =>
  /^'.*'$/s.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text.trim()

type StepOrSet = Step & { isMany: boolean }

/** The path after the version, decoded, `Things(1)/Datastreams`. */
export function parsePath(path: string, version: Version): ResourcePath | Refusal {
  const segments = splitOutside(path, '/').filter((segment) => segment !== '')
  if (segments.length > LONGEST_PATH) return unknown(path)
  const read: StepOrSet[] = []
  for (const [n, segment] of segments.entries()) {
    const last = read.at(-1)
    const step: StepOrSet | undefined = last && isSeveral(last) ? undefined : readStep(segment, last)
    if (!step) return readTail(segments.slice(n), read, version)
    if (step.id !== undefined && !step.isMany) return unknown(segment)
    read.push(step)
  }
  return pathOf(read) ?? unknown(path)
}

const isSeveral = ({ isMany, id }: StepOrSet): boolean => isMany && id === undefined

function pathOf(read: readonly StepOrSet[]): ResourcePath | undefined {
  const [first, ...rest] = read.map(({ isMany: _, ...step }): Step => step)
  const last = read.at(-1)
  return first && last && { steps: [first, ...rest], isMany: isSeveral(last) }
}

function readStep(segment: string, last: Step | undefined): StepOrSet | undefined {
  const [, link = '', id] = SEGMENT.exec(segment) ?? []
  const found = last ? linkOf(last.type, link) : setLink(link)
  if (!found) return undefined
  return { link, type: found.to, isMany: found.isMany, ...(id === undefined || id === '' ? {} : { id: idText(id) }) }
}

const setLink = (set: string): { to: EntityType; isMany: true } | undefined => {
  const type = typeOfSet(set)
  return type && { to: type, isMany: true }
}

function readTail(segments: readonly string[], read: readonly StepOrSet[], version: Version): ResourcePath | Refusal {
  const [head = '', ...rest] = segments
  const path = pathOf(read)
  const last = read.at(-1)
  if (!path || !last) return unknown(head)
  if (head === '$ref' && rest.length === 0) return { ...path, isRef: true }
  if (head === '$count' && rest.length === 0 && path.isMany) return { ...path, isCount: true }
  const isKnown = isIdName(head) || head === '@iot.selfLink' || propertyOf(last.type, head, version) !== undefined
  if (path.isMany || !isKnown) return unknown(head)
  const isValue = rest.at(-1) === '$value'
  return { ...path, property: [head, ...(isValue ? rest.slice(0, -1) : rest)], ...(isValue ? { isValue: true } : {}) }
}
