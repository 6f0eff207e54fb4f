// Sign-in, sign-out, who am I, and what the product itself is doing.
import { z } from 'zod'
import { route } from './route.ts'
import { Instant } from './wire.ts'

export const Account = z.object({
  id: z.number().int().describe('account number'),
  name: z.string(),
  displayName: z.string(),
  role: z.enum(['administrator', 'officer', 'reader']),
  mustChangePassword: z.boolean(),
})
export type Account = z.output<typeof Account>

export const signIn = route({
  method: 'POST',
  path: '/api/session',
  may: 'public',
  summary: 'Sign in with a local account; sets the session cookie',
  body: z.object({ name: z.string().min(1).max(100), password: z.string().min(1).max(200) }),
  reply: Account,
  refuses: ['session.wrong-name-or-password', 'session.locked'],
})

export const signOut = route({
  method: 'DELETE',
  path: '/api/session',
  may: 'session',
  summary: 'Sign out; the session ends at once',
  reply: z.object({}),
})

export const whoAmI = route({
  method: 'GET',
  path: '/api/session',
  may: 'session',
  summary: 'The account behind this session',
  reply: Account,
})

export const changePassword = route({
  method: 'POST',
  path: '/api/session/password',
  may: 'session',
  summary: 'Change the own password; other sessions of the account end',
  body: z.object({ current: z.string().min(1).max(200), next: z.string().min(10).max(200) }),
  reply: z.object({}),
  refuses: ['session.wrong-name-or-password', 'session.same-password'],
})

export const readStatus = route({
  method: 'GET',
  path: '/api/status',
  may: 'session',
  summary: 'What is running, loaded and still being computed',
  reply: z.object({
    version: z.string(),
    now: Instant,
    planId: z.string().nullable(),
    demo: z.boolean().describe('whether the demo district is loaded'),
    history: z
      .object({
        done: z.number().int().describe('messages loaded'),
        total: z.number().int().describe('messages to load'),
      })
      .nullable()
      .describe('progress of the demo history, null when there is none under way'),
    staleDays: z.number().int().describe('site days waiting to be computed again'),
    gateway: z.object({
      port: z.number().int().nullable().describe('TCP port devices connect to'),
      trouble: z
        .object({ since: Instant, because: z.string() })
        .nullable()
        .describe('why no device is answered at present, as the store says it; null when devices are answered'),
    }),
  }),
})

/** Server-sent events on /api/live; each message's data is one of these as JSON. */
export const LiveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('readings'), siteIds: z.array(z.number().int().describe('site number')) }),
  z.object({ type: z.literal('evaluated'), siteIds: z.array(z.number().int().describe('site number')) }),
  z.object({ type: z.literal('records'), count: z.number().int().describe('raw records stored') }),
  z.object({
    type: z.literal('import'),
    id: z.number().int().describe('import number'),
    done: z.number().int().describe('rows done'),
    total: z.number().int().describe('rows in all'),
    state: z.string(),
  }),
  z.object({
    type: z.literal('history'),
    done: z.number().int().describe('messages loaded'),
    total: z.number().int().describe('messages to load'),
  }),
])
export type LiveEvent = z.output<typeof LiveEvent>
export const LIVE_PATH = '/api/live'
