// Webhooks: who is told of what, what was told, what could not be told, and the messages themselves.
import { z } from 'zod'
import { IndicatorStatus } from './indicators.ts'
import { route } from './route.ts'
import { VerdictSubject } from './sites.ts'
import { Instant, PageQuery, pageOf } from './wire.ts'

export const WebhookEvent = z.enum([
  'readings.changed',
  'verdict.changed',
  'indicator.changed',
  'import.finished',
  'device.silent',
  'device.back',
  'test',
])
export type WebhookEvent = z.output<typeof WebhookEvent>
export const WebhookState = z.enum(['on', 'off', 'stopped'])
export type WebhookState = z.output<typeof WebhookState>
export const DeliveryState = z.enum(['waiting', 'delivered', 'dead', 'discarded'])
export type DeliveryState = z.output<typeof DeliveryState>

const messageOf = <T extends z.ZodType, N extends WebhookEvent>(type: N, data: T) =>
  z.object({
    id: z.uuid().describe('the same in every repeat: take a message once'),
    type: z.literal(type),
    at: Instant,
    data,
  })

const AtSite = z.object({ siteCode: z.string(), siteName: z.string() })
const Outcome = z.object({
  judged: z.boolean(),
  grade: z.number().int().nullable().describe('air level 1–6 or water class 1–6 (6 = worse than V)'),
  aqi: z.number().int().nullable().describe('AQI, 1 to 500'),
})

export const ReadingsChanged = messageOf(
  'readings.changed',
  AtSite.extend({
    firstDay: Instant.describe('first day with new or changed data, its beginning in Beijing, epoch ms'),
    lastDay: Instant.describe('last such day, its beginning in Beijing, epoch ms'),
    days: z.number().int().describe('days'),
  }),
)
export const VerdictChanged = messageOf(
  'verdict.changed',
  AtSite.extend({
    subject: VerdictSubject,
    total: z.number().int().describe('verdicts that changed; at most 100 are named'),
    verdicts: z.array(
      Outcome.extend({
        at: Instant,
        edition: z.string(),
        why: z.string().nullable(),
        before: Outcome.nullable().describe('null: there was none'),
      }),
    ),
  }),
)
export const IndicatorChanged = messageOf(
  'indicator.changed',
  z.object({
    planId: z.string(),
    indicatorId: z.string(),
    period: z.enum(['month', 'year']),
    at: Instant,
    value: z.string().nullable().describe('in the indicator unit'),
    status: IndicatorStatus,
    isDemo: z.boolean(),
    before: z
      .object({ value: z.string().nullable().describe('in the indicator unit'), status: IndicatorStatus })
      .nullable(),
  }),
)
export const ImportFinished = messageOf(
  'import.finished',
  z.object({
    importId: z.number().int().describe('import number'),
    kind: z.string(),
    fileName: z.string(),
    state: z.enum(['done', 'failed', 'undone']),
    accepted: z.number().int().describe('rows'),
    rejected: z.number().int().describe('rows'),
    unchanged: z.number().int().describe('rows'),
  }),
)
const DeviceHeard = AtSite.extend({
  mn: z.string(),
  lastAt: Instant.describe('when it was heard last, epoch ms'),
  intervalS: z.number().int().describe('how often it shall be heard, s'),
})
export const DeviceSilent = messageOf('device.silent', DeviceHeard)
export const DeviceBack = messageOf(
  'device.back',
  DeviceHeard.extend({ silentSince: Instant.describe('from when it was silent, epoch ms') }),
)
export const WebhookTest = messageOf('test', z.object({ askedBy: z.string() }))

/** What each event sends, in the order of `WebhookEvent`. */
export const WEBHOOK_MESSAGES = [
  {
    name: 'readings.changed',
    summary: 'Hours, days or samples of a site are new, corrected or withdrawn',
    body: ReadingsChanged,
  },
  {
    name: 'verdict.changed',
    summary: 'Verdicts in force of a site are new or came out otherwise',
    body: VerdictChanged,
  },
  {
    name: 'indicator.changed',
    summary: 'A value or status of an indicator is new or came out otherwise',
    body: IndicatorChanged,
  },
  { name: 'import.finished', summary: 'An import is done, failed or was taken back', body: ImportFinished },
  {
    name: 'device.silent',
    summary: 'A device was not heard for three of its intervals, at least five minutes',
    body: DeviceSilent,
  },
  { name: 'device.back', summary: 'A device that was silent is heard again', body: DeviceBack },
  { name: 'test', summary: 'Sent when somebody asks for a test', body: WebhookTest },
] as const satisfies readonly { name: WebhookEvent; summary: string; body: z.ZodType }[]

/** What may be subscribed to; a test goes to whom it was asked for. */
export const SUBSCRIBABLE = WebhookEvent.exclude(['test'])

export const WebhookRow = z.object({
  id: z.number().int().describe('webhook number'),
  name: z.string(),
  url: z.string(),
  events: z.array(WebhookEvent),
  sites: z
    .array(z.object({ code: z.string(), name: z.string() }))
    .nullable()
    .describe('null: every site'),
  state: WebhookState,
  stateReason: z.string().nullable(),
  stateAt: Instant,
  waiting: z.number().int().describe('messages waiting'),
  dead: z.number().int().describe('dead letters'),
  nextAt: Instant.nullable().describe('when the first waiting message is tried'),
  failingSince: Instant.nullable().describe('first failed attempt of the message that waits'),
  lastDeliveredAt: Instant.nullable(),
  createdBy: z.string(),
  createdAt: Instant,
})
export type WebhookRow = z.output<typeof WebhookRow>

const Settings = z.object({
  name: z.string().trim().min(1).max(60),
  url: z.string().max(2000),
  events: z.array(SUBSCRIBABLE).min(1),
  sites: z.array(z.string()).nullable().default(null).describe('site codes; null: every site'),
})
const one = z.object({ id: z.coerce.number().int().describe('webhook number') })
const NOT_FITTING = ['webhooks.name-exists', 'webhooks.site-not-found', 'outbound.address-unfit', 'outbound.forbidden']
const Secret = z.string().describe('whsec_ and base64; shown this once')

export const listWebhooks = route({
  method: 'GET',
  path: '/api/webhooks',
  may: 'account.manage',
  summary: 'Webhooks with their state and what waits',
  reply: z.object({ webhooks: z.array(WebhookRow) }),
})

export const createWebhook = route({
  method: 'POST',
  path: '/api/webhooks',
  may: 'account.manage',
  summary: 'Subscribe an address to events; the reply is the only time its secret is shown',
  body: Settings,
  reply: z.object({ id: z.number().int().describe('webhook number'), secret: Secret }),
  refuses: NOT_FITTING,
})

export const changeWebhook = route({
  method: 'POST',
  path: '/api/webhooks/:id',
  may: 'account.manage',
  summary: 'Change name, address, events and sites; messages that wait go to the new address',
  params: one,
  body: Settings,
  reply: z.object({}),
  refuses: ['webhooks.not-found', ...NOT_FITTING],
})

export const switchWebhook = route({
  method: 'POST',
  path: '/api/webhooks/:id/state',
  may: 'account.manage',
  summary: 'Turn a webhook on or off; off, it misses what happens, on, it goes on where it stopped',
  params: one,
  body: z.object({ state: z.enum(['on', 'off']), reason: z.string().trim().max(200).default('') }),
  reply: z.object({}),
  refuses: ['webhooks.not-found'],
})

export const renewWebhookSecret = route({
  method: 'POST',
  path: '/api/webhooks/:id/secret',
  may: 'account.manage',
  summary: 'A new secret; the old one signs nothing from now on',
  params: one,
  reply: z.object({ secret: Secret }),
  refuses: ['webhooks.not-found'],
})

export const testWebhook = route({
  method: 'POST',
  path: '/api/webhooks/:id/test',
  may: 'account.manage',
  summary: 'Send a test message behind what waits',
  params: one,
  reply: z.object({ deliveryId: z.number().int().describe('delivery number') }),
  refuses: ['webhooks.not-found', 'webhooks.not-on'],
})

export const removeWebhook = route({
  method: 'DELETE',
  path: '/api/webhooks/:id',
  may: 'account.manage',
  summary: 'Remove a webhook with its messages and their log',
  params: one,
  reply: z.object({}),
  refuses: ['webhooks.not-found'],
})

export const DeliveryRow = z.object({
  id: z.number().int().describe('delivery number'),
  webhookId: z.number().int().describe('webhook number'),
  webhookName: z.string(),
  type: WebhookEvent,
  at: Instant,
  siteCode: z.string().nullable(),
  siteName: z.string().nullable(),
  state: DeliveryState,
  attempts: z.number().int().describe('attempts so far'),
  nextAt: Instant.nullable().describe('next attempt, null where there is none to come'),
  finishedAt: Instant.nullable(),
  note: z.string().nullable(),
  status: z.number().int().nullable().describe('HTTP status of the last attempt'),
  failure: z.string().nullable().describe('why the last attempt failed'),
})
export type DeliveryRow = z.output<typeof DeliveryRow>

export const listDeliveries = route({
  method: 'GET',
  path: '/api/webhook-deliveries',
  may: 'account.manage',
  summary: 'The delivery log, newest first; state=dead gives the dead letters',
  query: PageQuery.extend({
    webhook: z.coerce.number().int().optional().describe('webhook number'),
    state: DeliveryState.optional(),
  }),
  reply: pageOf(DeliveryRow),
})

export const readDelivery = route({
  method: 'GET',
  path: '/api/webhook-deliveries/:id',
  may: 'account.manage',
  summary: 'One delivery: the message as it is sent, and every attempt',
  params: z.object({ id: z.coerce.number().int().describe('delivery number') }),
  reply: DeliveryRow.extend({
    message: z.string().describe('the body, JSON'),
    log: z.array(
      z.object({
        at: Instant,
        durationMs: z.number().int().describe('ms'),
        status: z.number().int().nullable().describe('HTTP status'),
        failure: z.string().nullable(),
        reply: z.string().nullable().describe('how the answer begins'),
      }),
    ),
  }),
  refuses: ['webhooks.delivery-not-found'],
})

export const resendDeliveries = route({
  method: 'POST',
  path: '/api/webhook-deliveries/resend',
  may: 'account.manage',
  summary: 'Try dead letters again, in the order of their events; others of the list stay as they are',
  body: z.object({ ids: z.array(z.number().int().describe('delivery number')).min(1).max(1000) }),
  reply: z.object({ resent: z.number().int().describe('dead letters that wait again') }),
})

export const discardDeliveries = route({
  method: 'POST',
  path: '/api/webhook-deliveries/discard',
  may: 'account.manage',
  summary: 'Give up dead letters or waiting messages, with a reason',
  body: z.object({
    ids: z.array(z.number().int().describe('delivery number')).min(1).max(1000),
    reason: z.string().trim().min(1).max(200),
  }),
  reply: z.object({ discarded: z.number().int().describe('messages given up') }),
})
