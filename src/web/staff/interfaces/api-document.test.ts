// The document as the page shows it.
import { expect, test } from 'vitest'
import { type ApiDocument, listGroups, openedText, typeText } from './api-document.ts'

const operation = (operationId: string, tag: string) => ({
  operationId,
  summary: `Does ${operationId}`,
  tags: [tag],
  responses: {},
})
const DOCUMENT: ApiDocument = {
  info: { version: '1', title: '', description: '' },
  tags: [
    { name: 'sites', description: 'Sites' },
    { name: 'plans', description: 'Plans' },
  ],
  paths: {
    '/api/sites': { get: operation('listSites', 'sites') },
    '/api/plans': { get: operation('listPlans', 'plans'), post: operation('importPlan', 'plans') },
  },
  webhooks: {},
  components: {
    schemas: {
      Site: {
        type: 'object',
        required: ['code'],
        properties: { code: { type: 'string' }, lon: { type: 'number', description: 'degrees' } },
      },
    },
  },
}

test('listGroups() keeps the order of the groups and finds by path, name and sentence', () => {
  expect(listGroups(DOCUMENT, '').map(({ name, operations }) => [name, operations.length])).toEqual([
    ['sites', 1],
    ['plans', 2],
  ])
  expect(
    listGroups(DOCUMENT, 'IMPORT plan').flatMap(({ operations }) => operations.map(({ method }) => method)),
  ).toEqual(['POST'])
  expect(listGroups(DOCUMENT, 'nothing')).toEqual([])
})

test('typeText() reads like a type', () => {
  expect(typeText({ type: 'array', items: { anyOf: [{ $ref: '#/components/schemas/Site' }, { type: 'null' }] } })).toBe(
    '(Site | null)[]',
  )
  expect(typeText({ enum: ['a', 'b'] })).toBe('"a" | "b"')
  expect(typeText({ type: 'object', additionalProperties: { type: 'integer' } })).toBe('{ [key]: integer }')
  expect(typeText(undefined)).toBe('unknown')
  expect(openedText(DOCUMENT, { $ref: '#/components/schemas/Site' })).toBe(
    '{\n  code: string\n  lon?: number  // degrees\n}',
  )
})
