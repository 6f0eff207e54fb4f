// What changed since a person last looked: told by the cockpit, and marked as seen by that person.
import { z } from 'zod'
import { route } from './route.ts'
import { Bilingual, Instant } from './wire.ts'

/** What the cockpit tells of. */
export const ChangeKind = z.enum(['indicator', 'case', 'evidence', 'report', 'project', 'plan'])
export type ChangeKind = z.output<typeof ChangeKind>

export const readChangesSince = route({
  method: 'GET',
  path: '/api/plans/:plan/changes-since',
  may: 'plan.read',
  summary: 'What changed in the plan since the caller marked it as seen: counts, and the newest of each kind',
  params: z.object({ plan: z.string() }),
  reply: z.object({
    since: Instant.describe('when it was last seen, at most 30 days ago, ms since 1970-01-01T00:00Z'),
    isFirst: z.boolean().describe('whether it was never marked as seen'),
    upTo: z.number().int().describe('number of the newest event, to be given when it is marked as seen'),
    counts: z.array(z.object({ kind: ChangeKind, n: z.number().int().describe('changes') })),
    rows: z.array(
      z.object({ kind: ChangeKind, at: Instant, text: Bilingual, to: z.string().describe('address in the product') }),
    ),
  }),
  refuses: ['plans.not-found'],
})

export const markSeen = route({
  method: 'POST',
  path: '/api/plans/:plan/changes-since/seen',
  may: 'plan.read',
  summary: 'Mark everything up to an event as seen',
  params: z.object({ plan: z.string() }),
  body: z.object({ upTo: z.number().int().min(0).describe('number of the newest event that was told') }),
  reply: z.object({}),
  refuses: ['plans.not-found', 'visits.person-only'],
})
