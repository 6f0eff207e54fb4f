// The public document lints clean, a client generated from it compiles, and every route the contract exports can stand in it.
import { createConfig, lintFromString } from '@redocly/openapi-core'
import openapiTypescript, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { route } from '#contract/route.ts'
import { signIn } from '#contract/session.ts'
import { listSites, readSite } from '#contract/sites.ts'
import { WEBHOOK_MESSAGES } from '#contract/webhooks.ts'
import { statusOfCode } from './answer.ts'
import { type ContractNames, readContractNames } from './contract-names.ts'
import { type OpenApi, printOpenApi } from './openapi.ts'
import { describeTypes } from './openapi-schemas.ts'

let names: ContractNames
let document: OpenApi
beforeAll(async () => {
  names = await readContractNames()
  document = printOpenApi([...names.routes.keys()], { names, version: '1.0.0', webhooks: WEBHOOK_MESSAGES })
})

const operationsOf = ({ paths }: OpenApi) => Object.values(paths).flatMap((path) => Object.values(path))

test('printOpenApi() holds every route of the contract under its own name', () => {
  const ids = operationsOf(document).map(({ operationId }) => operationId)
  expect([...names.routes.values()].map(({ name }) => name).filter((name) => !ids.includes(name))).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
})

test('printOpenApi() passes the recommended rules of Redocly without error or warning', async () => {
  const problems = await lintFromString({
    source: JSON.stringify(document),
    config: await createConfig({ extends: ['recommended'] }),
  })
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
})

test('a client generated from the document compiles and knows questions, replies and refusals', async () => {
  const generated = astToString(await openapiTypescript(JSON.stringify(document)))
  const use = `
    import type { operations, paths } from './client.ts'
    type Listed = operations['listSites']['responses'][200]['content']['application/json']
    export const first = (listed: Listed): string => listed.rows[0]?.name ?? String(listed.total)
    export const asked: NonNullable<operations['listSites']['parameters']['query']> = { kind: 'air', page: 2 }
    export const sort: NonNullable<typeof asked.sort> = 'latest'
    export type NotThere = operations['readSite']['responses'][404]['content']['application/json']
    export const code: NotThere['refused'] = 'sites.not-found'
    export type Login = paths['/api/session']['post']['requestBody']['content']['application/json']
    export const login: Login = { name: 'a', password: 'b' }`
  expect(compile({ 'client.ts': generated, 'use.ts': use })).toEqual([])
  // The same use with a field that is not there must not compile: the client is typed, not `any`.
  expect(compile({ 'client.ts': generated, 'use.ts': use.replace('?.name', '?.nickname') })).toHaveLength(1)
})

/** What the compiler says about these files, strictly. */
function compile(files: Readonly<Record<string, string>>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  }
  const host = ts.createCompilerHost(options)
  const own = (path: string): string | undefined => files[path.replace(/^.*\//, '')]
  const { fileExists, readFile } = host
  host.fileExists = (path) => own(path) !== undefined || fileExists(path)
  host.readFile = (path) => own(path) ?? readFile(path)
  const { getSourceFile } = host
  host.getSourceFile = (path, version, ...rest) => {
    const text = own(path)
    return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version)
  }
  const program = ts.createProgram(Object.keys(files), options, host)
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

test('printOpenApi() tells each refusal with its HTTP status, and who may call', () => {
  const { responses, security, parameters } = (document.paths['/api/sites/{code}']?.get ?? {}) as {
    responses: Record<string, { description: string }>
    security: unknown
    parameters: unknown
  }
  expect(statusOfCode('sites.not-found')).toBe(404)
  expect(responses['404']?.description).toContain('sites.not-found')
  expect(responses['403']?.description).toContain('access.not-allowed')
  expect(security).toEqual([{ session: [] }, { key: [] }])
  expect(parameters).toEqual([{ name: 'code', in: 'path', required: true, schema: { type: 'string' } }])
  expect(document.paths['/api/session']?.post?.security).toEqual([])
})

test('describeTypes() gives a shared type two forms only where it is sent otherwise than it arrives', () => {
  const Same = z.object({ a: z.string() })
  const Defaulted = z.object({ n: z.number().default(1).describe('pieces') })
  const Holder = z.object({ inner: Defaulted })
  const shared = new Map<z.ZodType, string>([
    [Same, 'Same'],
    [Defaulted, 'Defaulted'],
    [Holder, 'Holder'],
  ])
  const { sent, received, components } = describeTypes(shared, { asked: [Holder, Same], replied: [Holder, Same] })
  expect([sent(Holder), received(Holder), sent(Same), received(Same)].map(({ $ref }) => $ref)).toEqual([
    '#/components/schemas/HolderInput',
    '#/components/schemas/Holder',
    '#/components/schemas/Same',
    '#/components/schemas/Same',
  ])
  expect(components.HolderInput).toMatchObject({
    properties: { inner: { $ref: '#/components/schemas/DefaultedInput' } },
  })
  expect(components.Defaulted?.required).toEqual(['n'])
  expect(components.DefaultedInput?.required).toBeUndefined()
})

test('printOpenApi() says of a file what it is, and of an upload that it is one', () => {
  const file = route({
    method: 'GET',
    path: '/api/x.csv',
    may: 'site.read',
    summary: 'X',
    reply: z.string(),
    files: ['text/csv'],
  })
  const upload = route({
    method: 'POST',
    path: '/api/x',
    may: 'intake.write',
    summary: 'X',
    reply: z.object({}),
    upload: true,
  })
  const { paths } = printOpenApi([file, upload, listSites, readSite, signIn], { names, version: '1', webhooks: [] })
  expect(paths['/api/x.csv']?.get?.responses).toMatchObject({ 200: { content: { 'text/csv': {} } } })
  expect(paths['/api/x']?.post?.requestBody).toMatchObject({ content: { 'multipart/form-data': {} } })
})
