// The contract's types as JSON schemas: shared ones once by name, with a form of their own where sending differs from reading.
import { z } from 'zod'

export type JsonSchema = { [key: string]: unknown }

const COMPONENTS = '#/components/schemas/'
export const refTo = (name: string): JsonSchema => ({ $ref: COMPONENTS + name })

/** What the three parts of a question and the replies look like, and the shared types they point to. */
export type Schemas = {
  /** Schema of a part of a question, as it is sent. */
  sent: (type: z.ZodType) => JsonSchema
  /** Schema of a reply, as it arrives. */
  received: (type: z.ZodType) => JsonSchema
  components: { [name: string]: JsonSchema }
}

type Direction = { io: 'input' | 'output'; types: ReadonlyMap<z.ZodType, string> }

/** `asked` and `replied` are what routes take and give; `names` what shared types are called. */
export function describeTypes(
  names: ReadonlyMap<z.ZodType, string>,
  { asked, replied }: { asked: Iterable<z.ZodType>; replied: Iterable<z.ZodType> },
): Schemas {
  const sentNames = withAnonymous(names, asked, 'asked')
  const receivedNames = withAnonymous(names, replied, 'replied')
  const sent = print({ io: 'input', types: sentNames })
  const received = print({ io: 'output', types: receivedNames })
  const differing = differingNames(sent, received, new Set(names.values()))
  const rename = (name: string): string => (differing.has(name) ? `${name}Input` : name)
  const components = { ...received }
  for (const [name, schema] of Object.entries(sent)) components[rename(name)] = renameRefs(schema, rename)
  return {
    sent: (type) => expand(components, rename(sentNames.get(type) ?? '')),
    received: (type) => expand(components, receivedNames.get(type) ?? ''),
    components,
  }
}

/** Types without a name of their own get one that only this file sees. */
const HIDDEN = '~'
function withAnonymous(
  names: ReadonlyMap<z.ZodType, string>,
  types: Iterable<z.ZodType>,
  prefix: string,
): Map<z.ZodType, string> {
  const all = new Map(names)
  for (const type of types) if (!all.has(type)) all.set(type, `${HIDDEN}${prefix}${all.size}`)
  return all
}

/** A named type as a reference, another one as it stands. */
const expand = (components: Schemas['components'], name: string): JsonSchema =>
  name.startsWith(HIDDEN) ? (components[name] ?? {}) : refTo(name)

function print({ io, types }: Direction): { [name: string]: JsonSchema } {
  const registry = z.registry<{ id: string }>()
  for (const [type, id] of types) registry.add(type, { id })
  const { schemas } = z.toJSONSchema(registry, { io, uri: (id) => COMPONENTS + id, unrepresentable: 'any' })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema, $id, ...schema }]) => [id, tidy(schema) as JsonSchema]),
  )
}

/** Says in the plainest form what the printed schema says. */
function tidy(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(tidy)
  if (typeof schema !== 'object' || schema === null) return schema
  const node: JsonSchema = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, tidy(part)]))
  // Replies may gain fields, and bounds that only say "a safe integer" say nothing.
  if (node.additionalProperties === false) delete node.additionalProperties
  if (node.minimum === Number.MIN_SAFE_INTEGER) delete node.minimum
  if (node.maximum === Number.MAX_SAFE_INTEGER) delete node.maximum
  if (Array.isArray(node.anyOf) && node.anyOf.some(isEmpty)) delete node.anyOf
  if (!('propertyNames' in node) || !Array.isArray(node.required)) return node
  // A record over a union has every word of it as a field.
  const { propertyNames, additionalProperties, ...rest } = node
  return { ...rest, properties: Object.fromEntries(node.required.map((key) => [key, additionalProperties])) }
}

const isEmpty = (schema: unknown): boolean =>
  typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0

type Printed = { [name: string]: JsonSchema }

/** Shared types that are sent otherwise than they arrive, by themselves or by what they hold. */
function differingNames(sent: Printed, received: Printed, shared: ReadonlySet<string>): Set<string> {
  const differing = new Set([...shared].filter((name) => JSON.stringify(sent[name]) !== JSON.stringify(received[name])))
  for (let before = -1; before !== differing.size; ) {
    before = differing.size
    for (const name of shared) if (refsOf(sent[name]).some((ref) => differing.has(ref))) differing.add(name)
  }
  return differing
}

/** Names of the shared types a schema points to. */
export function refsOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(refsOf)
  if (typeof schema !== 'object' || schema === null) return []
  const { $ref } = schema as JsonSchema
  const own = typeof $ref === 'string' && $ref.startsWith(COMPONENTS) ? [$ref.slice(COMPONENTS.length)] : []
  return [...own, ...Object.values(schema).flatMap(refsOf)]
}

function renameRefs(schema: JsonSchema, rename: (name: string) => string): JsonSchema {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        key,
        key === '$ref' && typeof part === 'string' ? COMPONENTS + rename(part.slice(COMPONENTS.length)) : walk(part),
      ]),
    )
  }
  return walk(schema) as JsonSchema
}
