// The public document of the interface (OpenAPI 3.1), printed from the routes that are really served.
import type { z } from 'zod'
import type { Route } from '#contract/route.ts'
import { SESSION_COOKIE, statusOfCode } from './answer.ts'
import type { ContractNames } from './contract-names.ts'
import { OWN_PATHS } from './openapi-own-paths.ts'
import { describeTypes, type JsonSchema, refsOf, refTo, type Schemas } from './openapi-schemas.ts'

export type OpenApi = {
  openapi: '3.1.0'
  info: JsonSchema
  servers: readonly JsonSchema[]
  tags: { name: string; description: string }[]
  paths: { [path: string]: { [method: string]: JsonSchema } }
  webhooks: { [name: string]: JsonSchema }
  components: { schemas: { [name: string]: JsonSchema }; securitySchemes: JsonSchema }
}

export type Printing = {
  names: ContractNames
  version: string
  /** What is sent to others: name, sentence and the type of the message. */
  webhooks: readonly { name: string; summary: string; body: z.ZodType }[]
}

/** Prints the document; routes keep the order in which they are served. */
export function printOpenApi(routes: readonly Route[], { names, version, webhooks }: Printing): OpenApi {
  const present = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value])
  const schemas = describeTypes(names.types, {
    asked: routes.flatMap(({ params, query, body }) => [params, query, body].flatMap(present)),
    replied: [...routes.map(({ reply }) => reply), ...webhooks.map(({ body }) => body)],
  })
  const paths: OpenApi['paths'] = {}
  for (const route of routes) {
    const path = templateOf(route.path)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, schemas, names) }
  }
  const hooks = Object.fromEntries(webhooks.map((one) => [one.name, hookOf(one, schemas)]))
  const all = { ...paths, ...OWN_PATHS }
  const used = usedFiles(routes, names)
  return {
    openapi: '3.1.0',
    info: infoOf(version),
    servers: [{ url: '/', description: 'This server' }],
    tags: [...used.map((name) => ({ name, description: names.files.get(name) ?? name })), OWN_TAG],
    paths: all,
    webhooks: hooks,
    components: { schemas: reachable(schemas, [all, hooks]), securitySchemes: SECURITY },
  }
}

const OWN_TAG = { name: 'service', description: 'What the service says of itself: health, figures, live events.' }

const infoOf = (version: string): JsonSchema => ({
  title: 'Shanshui 山水',
  version,
  summary: 'The district environment plan in operation',
  description:
    'Times are epoch milliseconds (UTC) unless a field says otherwise; days and hours are those of Asia/Shanghai. ' +
    'An expected “no” is a Refusal with a code; every operation lists its codes with the HTTP status. ' +
    'Programs send `Authorization: Bearer shs_…` with a key an administrator made; `x-permission` names the grant an ' +
    'operation needs. OGC SensorThings is served beside this interface under /sta/v1.0 and /sta/v1.1.',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
})

const SECURITY: JsonSchema = {
  session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: 'Set by signing in' },
  key: { type: 'http', scheme: 'bearer', description: 'A key made by an administrator, `shs_…`' },
}

/** `/api/sites/:code` as `/api/sites/{code}`. */
const templateOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}')

const methodWords: Readonly<Record<string, string>> = { GET: 'read', POST: 'post', DELETE: 'remove' }

/** A route that the contract does not export is named by its address. */
const nameOf = (route: Route, names: ContractNames): string =>
  names.routes.get(route)?.name ??
  [methodWords[route.method], ...route.path.split(/[^A-Za-z0-9]+/).filter((part) => part !== '' && part !== 'api')]
    .map((part, n) => (n === 0 ? part : (part ?? '').replace(/^./, (first) => first.toUpperCase())))
    .join('')

const fileOf = (route: Route, names: ContractNames): string => names.routes.get(route)?.file ?? OWN_TAG.name
const usedFiles = (routes: readonly Route[], names: ContractNames): string[] =>
  [...new Set(routes.map((route) => fileOf(route, names)))].filter((name) => name !== OWN_TAG.name)

function operationOf(route: Route, schemas: Schemas, names: ContractNames): JsonSchema {
  const body = bodyOf(route, schemas)
  const parameters = [...parametersOf(route.params, 'path', schemas), ...parametersOf(route.query, 'query', schemas)]
  return {
    operationId: nameOf(route, names),
    summary: route.summary,
    tags: [fileOf(route, names)],
    security: securityOf(route),
    'x-permission': route.may,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: body } : {}),
    responses: { 200: replyOf(route, schemas), ...refusalsOf(route) },
  }
}

function securityOf({ may }: Route): JsonSchema[] {
  if (may === 'public') return []
  return may === 'session' ? [{ session: [] }] : [{ session: [] }, { key: [] }]
}

function parametersOf(type: z.ZodType | undefined, where: 'path' | 'query', schemas: Schemas): JsonSchema[] {
  if (!type) return []
  const sent = schemas.sent(type)
  const [name] = refsOf(sent)
  const schema = typeof sent.$ref === 'string' && name !== undefined ? (schemas.components[name] ?? {}) : sent
  const required = new Set(Array.isArray(schema.required) ? schema.required : [])
  return Object.entries((schema.properties ?? {}) as { [key: string]: JsonSchema }).map(([key, property]) => ({
    name: key,
    in: where,
    required: where === 'path' || required.has(key),
    ...(typeof property.description === 'string' ? { description: property.description } : {}),
    schema: property,
  }))
}

function bodyOf({ body, upload, raw }: Route, schemas: Schemas): JsonSchema | undefined {
  if (raw) return { required: true, content: Object.fromEntries(raw.map((type) => [type, { schema: {} }])) }
  if (upload) {
    const file = { type: 'string', contentMediaType: 'application/octet-stream' }
    const schema = { type: 'object', required: ['file'], properties: { file } }
    return { required: true, content: { 'multipart/form-data': { schema } } }
  }
  if (!body) return undefined
  return { required: true, content: { 'application/json': { schema: schemas.sent(body) } } }
}

function replyOf({ reply, files }: Route, schemas: Schemas): JsonSchema {
  if (!files) return { description: 'Done', content: { 'application/json': { schema: schemas.received(reply) } } }
  const content = Object.fromEntries(files.map((type) => [type, { schema: {} }]))
  return { description: 'A file', content }
}

/** What any route may refuse, by what it asks for. */
function commonRefusals({ may, params, query, body, upload, method }: Route): string[] {
  return [
    ...(params || query || body || upload ? ['http.bad-request'] : []),
    ...(body || upload ? ['http.too-large'] : []),
    ...(may === 'public' ? [] : ['session.required']),
    ...(may === 'public' || may === 'session' ? [] : ['access.not-allowed', 'access.password-first']),
    ...(method === 'GET' ? [] : ['access.other-origin']),
  ]
}

function refusalsOf(route: Route): JsonSchema {
  const codes = new Set([...commonRefusals(route), ...(route.refuses ?? [])])
  const byStatus = [...Map.groupBy(codes, statusOfCode)].sort(([a], [b]) => a - b)
  const told = byStatus.map(([status, refused]) => [
    status,
    {
      description: `Refused: ${refused.map((code) => `\`${code}\``).join(', ')}`,
      content: {
        'application/json': {
          schema: { allOf: [refTo('Refusal'), { type: 'object', properties: { refused: { enum: refused } } }] },
        },
      },
    },
  ])
  const broken = { description: 'The server is at fault; its log says why', content: REFUSAL_CONTENT }
  return { ...Object.fromEntries(told), 500: broken }
}

const REFUSAL_CONTENT = { 'application/json': { schema: refTo('Refusal') } }

/** 拒绝 — as in kit/refusal.ts. */
const REFUSAL: JsonSchema = {
  type: 'object',
  description: 'An expected “no”: code, sentence in English and Chinese, clause where it rests on one',
  required: ['refused', 'because'],
  properties: {
    refused: { type: 'string', description: 'code, feature.kebab-case' },
    because: { type: 'string', description: 'English' },
    zh: { type: 'string', description: 'Chinese' },
    clause: { type: 'string' },
  },
}

const hookOf = (
  { name, summary, body }: { name: string; summary: string; body: z.ZodType },
  schemas: Schemas,
): JsonSchema => ({
  post: {
    operationId: `on${name.replace(/(?:^|[.-])(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    security: [],
    requestBody: { required: true, content: { 'application/json': { schema: schemas.received(body) } } },
    responses: {
      '2XX': { description: 'Taken; anything else is sent again later' },
      '4XX': { description: 'Not taken; sent again later' },
    },
  },
})

/** Shared types that the paths lead to, directly or by others; in the order of their names. */
function reachable({ components }: Schemas, roots: readonly unknown[]): { [name: string]: JsonSchema } {
  const all: { [name: string]: JsonSchema } = { ...components, Refusal: REFUSAL }
  const found = new Set<string>()
  const waiting = roots.flatMap(refsOf)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    found.add(name)
    waiting.push(...refsOf(all[name]))
  }
  return Object.fromEntries([...found].sort().map((name) => [name, all[name] ?? {}]))
}
