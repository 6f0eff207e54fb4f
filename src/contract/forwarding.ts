// Forwarding: the platforms that get what was stored, how far each got, and what they would not take.
import { z } from 'zod'
import { route } from './route.ts'
import { Instant, PageQuery, pageOf } from './wire.ts'

export const ForwardMode = z.enum(['raw', 'encoded'])
export const ForwardLink = z.enum(['down', 'connecting', 'up', 'waiting'])
export const ForwardEdition = z.enum(['2005', '2017', '2025'])
export const ForwardAnswers = z.enum(['as-flagged', 'never'])
export const RefusalReason = z.enum(['unanswered', 'unencodable'])
const Kind = z.enum(['realtime', 'minute', 'hour', 'day'])

const settings = {
  name: z.string().trim().min(1).max(60),
  host: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/)
    .describe('name or address of the platform'),
  port: z.number().int().min(1).max(65_535).describe('port, 1–65535'),
  mode: ForwardMode,
  edition: ForwardEdition.describe('edition spoken where readings are encoded anew'),
  mnMap: z
    .record(z.string().min(1).max(40), z.string().regex(/^[\x21-\x3a\x3c-\x7e]{1,40}$/))
    .describe('device id here → device id there; those not named stay'),
  siteCodes: z.array(z.string()).nullable().describe('only these sites; null is all'),
  kinds: z.array(Kind).min(1).nullable().describe('only these kinds of data; null is all'),
  answers: ForwardAnswers.describe('whether answers are waited for'),
  framesPerS: z.number().min(0.1).max(10_000).describe('most frames a second'),
  windowFrames: z.number().int().min(1).max(1_000).describe('most frames unanswered at once'),
  answerTimeoutMs: z.number().int().min(500).max(120_000).describe('time an answer may take, ms'),
  resends: z.number().int().min(0).max(10).describe('how often a frame is sent again'),
}

export const ForwardTargetRow = z.object({
  id: z.number().int().describe('target number'),
  ...settings,
  hasPassword: z.boolean().describe('whether it has a password of its own'),
  isActive: z.boolean(),
  link: ForwardLink,
  isServed: z.boolean().describe('whether a forwarding process serves it now'),
  sent: z.number().int().describe('frames sent, resends not counted'),
  answered: z.number().int().describe('frames answered'),
  resent: z.number().int().describe('frames sent again'),
  refused: z.number().int().describe('frames the platform would not take'),
  passed: z.number().int().describe('records that are not for this platform'),
  waiting: z.number().int().describe('records still to be looked at'),
  lagMs: z.number().int().nullable().describe('age of the oldest record that waits, ms; null where none waits'),
  lastSentAt: Instant.nullable(),
  lastAnswerAt: Instant.nullable(),
  lastError: z.string().nullable(),
  lastErrorAt: Instant.nullable(),
  createdBy: z.string(),
  createdAt: Instant,
})
export type ForwardTargetRow = z.output<typeof ForwardTargetRow>

const Settings = z.object({
  ...settings,
  password: z
    .string()
    .regex(/^[\x21-\x3a\x3c-\x7e]{1,40}$/)
    .nullish()
    .describe('null takes it away, absent leaves it'),
})
export type ForwardSettings = z.output<typeof Settings>
const One = z.object({ id: z.coerce.number().int().describe('target number') })
const MISSING = 'forwarding.target-not-found'

export const listForwardTargets = route({
  method: 'GET',
  path: '/api/forward-targets',
  may: 'intake.read',
  summary: 'Platforms to which records are forwarded, and how far each got',
  reply: z.object({ targets: z.array(ForwardTargetRow) }),
})

export const createForwardTarget = route({
  method: 'POST',
  path: '/api/forward-targets',
  may: 'account.manage',
  summary: 'Add a platform; it gets what is stored from now on, and from an earlier time where one is given',
  body: Settings.extend({ since: Instant.nullish() }),
  reply: z.object({ id: z.number().int().describe('target number') }),
  refuses: ['forwarding.name-exists', 'sites.not-found'],
})

export const changeForwardTarget = route({
  method: 'POST',
  path: '/api/forward-targets/:id',
  may: 'account.manage',
  summary: 'Change the settings of a platform; it goes on where it was',
  params: One,
  body: Settings,
  reply: z.object({}),
  refuses: [MISSING, 'forwarding.name-exists', 'sites.not-found'],
})

export const switchForwardTarget = route({
  method: 'POST',
  path: '/api/forward-targets/:id/switch',
  may: 'intake.write',
  summary: 'Pause or resume a platform; a paused one loses nothing',
  params: One,
  body: z.object({ active: z.boolean() }),
  reply: z.object({}),
  refuses: [MISSING],
})

export const removeForwardTarget = route({
  method: 'DELETE',
  path: '/api/forward-targets/:id',
  may: 'account.manage',
  summary: 'Forget a platform',
  params: One,
  reply: z.object({}),
  refuses: [MISSING],
})

export const backfillForwardTarget = route({
  method: 'POST',
  path: '/api/forward-targets/:id/backfill',
  may: 'intake.write',
  summary: 'Send a platform what was received in a past period, beside what is new',
  params: One,
  body: z.object({ from: Instant, until: Instant }),
  reply: z.object({ records: z.number().int().describe('records noted for it') }),
  refuses: [MISSING, 'forwarding.period-unfit'],
})

export const retryForwardRefusals = route({
  method: 'POST',
  path: '/api/forward-targets/:id/retry',
  may: 'intake.write',
  summary: 'Send a platform again what it would not take',
  params: One,
  reply: z.object({ records: z.number().int().describe('records noted for it') }),
  refuses: [MISSING],
})

export const listForwardRefusals = route({
  method: 'GET',
  path: '/api/forward-targets/:id/refusals',
  may: 'intake.read',
  summary: 'Records a platform would not take, newest first',
  params: One,
  query: PageQuery,
  reply: pageOf(
    z.object({
      recordId: z.number().int().describe('raw record number'),
      at: Instant,
      reason: RefusalReason,
      detail: z.string().nullable(),
      mn: z.string().nullable(),
      ref: z.string(),
    }),
  ),
  refuses: [MISSING],
})

export const testForwardTarget = route({
  method: 'POST',
  path: '/api/forward-targets-test',
  may: 'account.manage',
  summary: 'Try whether a platform can be reached from this machine',
  body: z.object({ host: settings.host, port: settings.port }),
  reply: z.object({
    reached: z.boolean(),
    ms: z.number().int().describe('time it took, ms'),
    because: z.string().nullable(),
  }),
})
