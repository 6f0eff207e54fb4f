// The parts of an OpenAPI document that the page shows, and its schemas in one line each.

import type { Permission } from '#contract/route.ts'

export type Schema = {
  $ref?: string
  type?: string | string[]
  description?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema | false
  prefixItems?: Schema[]
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}
export type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Schema }
type Content = Record<string, { schema?: Schema }>
export type Operation = {
  operationId: string
  summary: string
  tags?: string[]
  'x-permission'?: Permission
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { description: string; content?: Content }>
}
export type ApiDocument = {
  info: { version: string; title: string; description: string }
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  webhooks: Record<string, { post: Operation }>
  components: { schemas: Record<string, Schema> }
}

export type Listed = { method: string; path: string; operation: Operation }
export type Group = { name: string; description: string; operations: Listed[] }

/** Operations by group, in the order of the document; only those with every word of `q` in path, name or sentence. */
export function listGroups({ tags, paths }: ApiDocument, q: string): Group[] {
  const words = q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Listed => ({ method: method.toUpperCase(), path, operation })),
  )
  const found = all.filter(({ path, operation }) => {
    const text = `${path} ${operation.operationId} ${operation.summary}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return tags.flatMap(({ name, description }) => {
    const operations = found.filter(({ operation }) => operation.tags?.includes(name) ?? false)
    return operations.length === 0 ? [] : [{ name, description, operations }]
  })
}

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1)

/** A schema as one would write its type; shared types by name. `depth`: how far objects are opened. */
export function typeText(schema: Schema | undefined, depth = 1): string {
  if (!schema) return 'unknown'
  if (schema.$ref !== undefined) return nameOf(schema.$ref)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const several = schema.anyOf ?? schema.oneOf
  if (several) return several.map((one) => typeText(one, depth)).join(' | ')
  if (schema.allOf) return schema.allOf.map((one) => typeText(one, depth)).join(' & ')
  if (schema.prefixItems) return `[${schema.prefixItems.map((one) => typeText(one, depth)).join(', ')}]`
  if (schema.items) return `${bracketed(typeText(schema.items, depth))}[]`
  if (schema.properties) return depth <= 0 ? 'object' : objectText(schema, depth)
  if (typeof schema.additionalProperties === 'object')
    return `{ [key]: ${typeText(schema.additionalProperties, depth)} }`
  return Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'unknown')
}

const bracketed = (text: string): string => (text.includes(' | ') ? `(${text})` : text)

function objectText({ properties = {}, required = [] }: Schema, depth: number): string {
  const lines = Object.entries(properties).map(([key, schema]) => {
    const note = schema.description === undefined ? '' : `  // ${schema.description}`
    const inner = typeText(schema, depth - 1).replaceAll('\n', '\n  ')
    return `  ${key}${required.includes(key) ? '' : '?'}: ${inner}${note}`
  })
  return `{\n${lines.join('\n')}\n}`
}

/** A type with what it points to opened once, for reading. */
export function openedText({ components }: ApiDocument, schema: Schema | undefined): string {
  const name = schema?.$ref === undefined ? undefined : nameOf(schema.$ref)
  return typeText(name === undefined ? schema : components.schemas[name], 2)
}
