// Addresses that are no route of the contract: health, figures, live events and the document itself.
import type { JsonSchema } from './openapi-schemas.ts'

const TAGS = ['service']
const PLAIN = 'text/plain; version=0.0.4'

const json = (description: string, properties: JsonSchema): JsonSchema => ({
  description,
  content: { 'application/json': { schema: { type: 'object', properties, required: Object.keys(properties) } } },
})
const text = (description: string, type: string): JsonSchema => ({
  description,
  content: { [type]: { schema: { type: 'string' } } },
})

const READY = { ready: { type: 'boolean' } }
const NOT_READY = { ...READY, because: { type: 'string' } }

export const OWN_PATHS: { [path: string]: { [method: string]: JsonSchema } } = {
  '/healthz': {
    get: {
      operationId: 'readHealth',
      summary: 'Whether the process answers at all',
      tags: TAGS,
      security: [],
      responses: { 200: json('It does', { ok: { type: 'boolean' } }), '4XX': { description: 'Never' } },
    },
  },
  '/readyz': {
    get: {
      operationId: 'readReadiness',
      summary: 'Whether the store is there in its shape and takes what devices send',
      tags: TAGS,
      security: [],
      responses: { 200: json('Ready', READY), 503: json('Not ready', NOT_READY), '4XX': { description: 'Never' } },
    },
  },
  '/metrics': {
    get: {
      operationId: 'readMetrics',
      summary: 'Figures for Prometheus; open to this machine itself, else with the grant metrics.read',
      tags: TAGS,
      security: [{}, { key: [] }],
      'x-permission': 'metrics.read',
      responses: {
        200: text('Figures of all processes', PLAIN),
        401: { description: 'Neither this machine nor a key' },
        403: { description: 'The key is not granted metrics.read' },
      },
    },
  },
  '/api/live': {
    get: {
      operationId: 'listenLive',
      summary: 'Server-sent events: what has changed, for pages that stay open',
      tags: TAGS,
      security: [{ session: [] }],
      'x-permission': 'session',
      responses: {
        200: text('A stream that does not end; each message is a LiveEvent as JSON', 'text/event-stream'),
        401: { description: 'Not signed in' },
      },
    },
  },
  '/api/openapi.json': {
    get: {
      operationId: 'readOpenApi',
      summary: 'This document',
      tags: TAGS,
      security: [],
      responses: {
        200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } },
        '4XX': { description: 'Never' },
      },
    },
  },
}
