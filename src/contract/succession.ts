// What becomes of each obligation of a plan in the plan that follows it, and where an obligation comes from.
import { z } from 'zod'
import { SUCCESSION_KINDS } from '#domain/plans/succession.ts'
import { route } from './route.ts'
import { Instant, PageQuery, pageOf } from './wire.ts'

export const SuccessionKind = z.enum(SUCCESSION_KINDS)
export type SuccessionKind = z.output<typeof SuccessionKind>

const ShareDone = z.string().nullable().describe('percent done by the newest signed report; null: nothing reported')

const Named = z.object({ id: z.string(), titleZh: z.string(), titleEn: z.string() })

/** 任务接续 — as it stands. */
export const SuccessionEntry = z.object({
  id: z.number().int().describe('number of the entry'),
  kind: SuccessionKind,
  to: Named.extend({ planId: z.string() }).nullable(),
  reason: z.string(),
  author: z.string(),
  at: Instant,
})

export const SuccessionRow = z.object({
  obligationId: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  measureId: z.string(),
  shareDone: ShareDone,
  isFinished: z.boolean().describe('whether all of it is reported as done'),
  entry: SuccessionEntry.nullable(),
  suggestion: Named.extend({
    likeness: z.number().describe('percent of the letters of title or key words in common'),
    isTaken: z.boolean().describe('whether another obligation is carried over to it'),
  }).nullable(),
})
export type SuccessionRow = z.output<typeof SuccessionRow>

/** open: nothing is settled; suggested: nothing is settled and something is like it; settled: it has a fate. */
export const SuccessionFilter = z.object({
  to: z.string().optional().describe('the plan that follows; left out, the next one by its years'),
  state: z.enum(['open', 'suggested', 'settled']).optional(),
  kind: SuccessionKind.optional(),
  q: z.string().optional().describe('words of the obligation, or its id'),
})

const PlanName = z.object({
  id: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
})

export const listSuccession = route({
  method: 'GET',
  path: '/api/plans/:plan/succession',
  may: 'plan.read',
  summary: 'Obligations of a plan with what becomes of each, unfinished ones without a fate first',
  params: z.object({ plan: z.string() }),
  query: PageQuery.extend(SuccessionFilter.shape),
  reply: pageOf(SuccessionRow).extend({
    later: z.array(PlanName).describe('plans that may follow'),
    to: PlanName.nullable(),
    successors: z.array(Named).describe('obligations of the plan that follows'),
    totals: z.object({
      all: z.number().int().describe('obligations'),
      unfinished: z.number().int().describe('obligations not reported as done'),
      open: z.number().int().describe('unfinished obligations without a fate'),
      suggested: z
        .number()
        .int()
        .describe('obligations without a fate that something in the plan that follows is like'),
      'carried-over': z.number().int().describe('obligations'),
      merged: z.number().int().describe('obligations'),
      superseded: z.number().int().describe('obligations'),
      dropped: z.number().int().describe('obligations'),
    }),
  }),
  refuses: ['plans.not-found'],
})

export const settleSuccession = route({
  method: 'POST',
  path: '/api/plans/:plan/succession',
  may: 'plan.write',
  summary: 'Say what becomes of obligations, all or nothing',
  params: z.object({ plan: z.string() }),
  body: z.object({
    to: z.string().describe('the plan that follows'),
    entries: z
      .array(
        z.object({
          obligationId: z.string().max(60),
          kind: SuccessionKind,
          successorId: z.string().max(60).nullable(),
          reason: z.string().trim().max(1000),
        }),
      )
      .min(1)
      .max(2000),
  }),
  reply: z.object({ settled: z.number().int().describe('obligations') }),
  refuses: [
    'plans.not-found',
    'succession.unknown-obligation',
    'succession.unknown-successor',
    'succession.settled',
    'succession.successor-needed',
    'succession.dropped-has-successor',
    'succession.reason-needed',
    'succession.not-one-to-one',
    'succession.not-later',
  ],
})

export const undoSuccession = route({
  method: 'POST',
  path: '/api/plans/:plan/succession/undo',
  may: 'plan.write',
  summary: 'Take back what becomes of obligations; the entries stay as closed',
  params: z.object({ plan: z.string() }),
  body: z.object({
    ids: z.array(z.number().int().describe('number of the entry')).min(1).max(2000),
    reason: z.string().trim().min(1).max(1000),
  }),
  reply: z.object({ undone: z.number().int().describe('entries') }),
  refuses: ['succession.entry-not-found'],
})

const Neighbour = Named.extend({
  planId: z.string(),
  planTitleZh: z.string(),
  planTitleEn: z.string(),
  kind: SuccessionKind,
  reason: z.string(),
  shareDone: ShareDone,
  evidence: z.number().int().describe('pieces of evidence that were accepted'),
})

export const readSuccession = route({
  method: 'GET',
  path: '/api/plans/:plan/obligations/:id/succession',
  may: 'plan.read',
  summary: 'Where an obligation comes from and what becomes of it',
  params: z.object({ plan: z.string(), id: z.string() }),
  reply: z.object({
    predecessors: z.array(Neighbour),
    successor: Neighbour.nullable(),
    dropped: z.object({ reason: z.string() }).nullable(),
  }),
  refuses: ['plans.not-found'],
})
