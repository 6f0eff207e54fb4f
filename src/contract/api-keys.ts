// Keys for other systems: made, listed and revoked by an administrator; the secret is shown once.
import { z } from 'zod'
import { GRANTS, route } from './route.ts'
import { Instant } from './wire.ts'

export const KeyGrant = z.enum(GRANTS)

export const ApiKeyRow = z.object({
  id: z.number().int().describe('key number'),
  name: z.string(),
  may: z.array(KeyGrant),
  sites: z
    .array(z.object({ code: z.string(), name: z.string() }))
    .nullable()
    .describe('null: every site'),
  createdBy: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  revokedBy: z.string().nullable(),
})
export type ApiKeyRow = z.output<typeof ApiKeyRow>

export const listApiKeys = route({
  method: 'GET',
  path: '/api/keys',
  may: 'account.manage',
  summary: 'Keys of other systems, newest first; secrets are never shown again',
  reply: z.object({ keys: z.array(ApiKeyRow) }),
})

export const createApiKey = route({
  method: 'POST',
  path: '/api/keys',
  may: 'account.manage',
  summary: 'Make a key; the reply is the only time its secret is shown',
  body: z.object({
    name: z.string().trim().min(1).max(60),
    may: z.array(KeyGrant).min(1),
    sites: z.array(z.string()).nullable().default(null).describe('site codes; null: every site'),
  }),
  reply: z.object({ id: z.number().int().describe('key number'), secret: z.string() }),
  refuses: ['access.key-exists', 'access.site-not-found', 'access.grant-not-for-keys'],
})

export const revokeApiKey = route({
  method: 'DELETE',
  path: '/api/keys/:id',
  may: 'account.manage',
  summary: 'Revoke a key; it stops working at once and stays in the list',
  params: z.object({ id: z.coerce.number().int().describe('key number') }),
  reply: z.object({}),
  refuses: ['access.key-not-found'],
})
