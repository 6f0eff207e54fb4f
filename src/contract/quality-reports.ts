// What quality control tells afterwards: what moved because of late or corrected data, and how each feed does.
import { z } from 'zod'
import { route } from './route.ts'
import { ReadingKind } from './sites.ts'
import { Bilingual, Instant, PageQuery, pageOf } from './wire.ts'

export const CauseKind = z.enum([
  'import',
  'undo',
  'undo-run',
  'late',
  'revised',
  'reingest',
  'replay',
  'flag',
  'flag-undone',
  'correction',
  'correction-undone',
  'rule',
])
export type CauseKind = z.output<typeof CauseKind>

export const ChangeCause = z.object({
  cause: z.string().describe('kind:identity'),
  kind: CauseKind,
  text: Bilingual.describe('what it was, in words'),
  author: z.string().nullable(),
  reason: z.string().nullable(),
  firstAt: Instant,
  lastAt: Instant,
  sites: z.number().int().describe('sites'),
  siteNames: z.array(z.string()).describe('at most five'),
  days: z.number().int().describe('site-days computed again'),
})
export type ChangeCause = z.output<typeof ChangeCause>

export const listCauses = route({
  method: 'GET',
  path: '/api/quality/changes',
  may: 'site.read',
  summary: 'What made results be computed again: imports, late or revised data, flags, corrections, rules',
  query: PageQuery.extend({
    kind: CauseKind.optional(),
    site: z.string().optional(),
    from: z.coerce.number().int().optional().describe('computed again from, ms since 1970-01-01T00:00Z'),
    until: z.coerce.number().int().optional().describe('end, exclusive, ms since 1970-01-01T00:00Z'),
  }),
  reply: pageOf(ChangeCause),
})

/** One result that moved; null: there was none before, or there is none any more. */
export const ChangeRow = z.object({
  what: z.enum(['average', 'verdict', 'indicator']),
  place: z.string().describe('site name, or plan'),
  name: Bilingual.describe('item and period, subject and edition, or indicator'),
  at: Instant,
  before: z.string().nullable(),
  after: z.string().nullable(),
  unit: z.string(),
  changedAt: Instant,
  ref: z.string().nullable().describe('reference of the trace'),
})
export type ChangeRow = z.output<typeof ChangeRow>

export const readChanges = route({
  method: 'GET',
  path: '/api/quality/changes/:cause',
  may: 'site.read',
  summary: 'Everything that moved from what to what because of one cause',
  params: z.object({ cause: z.string() }),
  query: z.object({
    all: z.enum(['true', 'false']).default('false').describe('true: results that are new or only recounted too'),
  }),
  reply: z.object({
    cause: ChangeCause,
    rows: z.array(ChangeRow),
    counts: z.record(z.string(), z.number().int().describe('results that moved')),
    truncated: z.boolean(),
  }),
  refuses: ['quality.cause-not-found'],
})

export const exportChanges = route({
  method: 'GET',
  path: '/api/quality/changes/:cause/csv',
  may: 'site.read',
  summary: 'The change report as CSV (UTF-8 with BOM)',
  params: z.object({ cause: z.string() }),
  reply: z.string(),
  refuses: ['quality.cause-not-found'],
})

const Score = z.object({
  expected: z.number().int().describe('messages expected'),
  received: z.number().int().describe('messages received'),
  timed: z.number().int().describe('messages that came over a line and can be late'),
  onTime: z.number().int().describe('messages in time'),
  values: z.number().int().describe('values received'),
  valid: z.number().int().describe('values valid'),
  completeness: z.number().nullable().describe('received over expected, 0–1'),
  timeliness: z.number().nullable().describe('in time over those that can be late, 0–1'),
  accuracy: z.number().nullable().describe('valid over received values, 0–1'),
  score: z.number().nullable().describe('points of 100'),
  delayS: z.number().nullable().describe('median delay, s'),
})

export const FeedRow = Score.extend({
  key: z.string(),
  site: z.string().nullable(),
  name: z.string(),
  siteKind: z.string().nullable(),
  kind: ReadingKind.nullable(),
  devices: z.array(z.string()).describe('MN'),
  operator: z.string().nullable(),
  isDemo: z.boolean(),
  offlineSince: Instant.nullable().describe('newest data, where more than three expected intervals ago'),
  missingFactors: z
    .array(z.object({ code: z.string(), name: Bilingual }))
    .describe('sent in the month, not on the newest day'),
})
export type FeedRow = z.output<typeof FeedRow>

export const listFeeds = route({
  method: 'GET',
  path: '/api/quality/feeds',
  may: 'site.read',
  summary: 'Feed scorecards of a month or day: completeness, timeliness, accuracy by device or operator',
  query: PageQuery.extend({
    by: z.enum(['site', 'operator']).default('site'),
    from: z.coerce.number().int().describe('first day, ms since 1970-01-01T00:00Z'),
    until: z.coerce.number().int().describe('end, exclusive, ms since 1970-01-01T00:00Z; at most 366 days'),
    q: z.string().max(100).optional(),
    siteKind: z.string().optional(),
    offline: z.enum(['true', 'false']).optional(),
    sort: z.enum(['score', 'completeness', 'timeliness', 'accuracy', 'name']).default('score'),
    order: z.enum(['asc', 'desc']).default('asc'),
  }),
  reply: pageOf(FeedRow).extend({
    total: z.number().int().describe('rows in all'),
    all: Score.describe('all of them together'),
    offline: z.number().int().describe('feeds that are silent now'),
  }),
  refuses: ['quality.too-long'],
})

export const readFeed = route({
  method: 'GET',
  path: '/api/quality/feeds/:site',
  may: 'site.read',
  summary: 'One feed day by day and factor by factor',
  params: z.object({ site: z.string() }),
  query: z.object({
    from: z.coerce.number().int().describe('first day, ms since 1970-01-01T00:00Z'),
    until: z.coerce.number().int().describe('end, exclusive, ms since 1970-01-01T00:00Z; at most 366 days'),
  }),
  reply: z.object({
    site: z.string(),
    name: z.string(),
    days: z.array(Score.extend({ day: Instant, kind: ReadingKind })),
    factors: z.array(
      z.object({
        code: z.string(),
        name: Bilingual,
        received: z.number().int().describe('values received'),
        valid: z.number().int().describe('values valid'),
        expected: z.number().int().describe('values expected'),
      }),
    ),
    operators: z.array(z.object({ name: z.string(), from: Instant, author: z.string(), reason: z.string() })),
  }),
  refuses: ['sites.not-found', 'quality.too-long'],
})

export const setOperator = route({
  method: 'POST',
  path: '/api/quality/feeds/:site/operator',
  may: 'review.write',
  summary: 'Who looks after a site from a day on',
  params: z.object({ site: z.string() }),
  body: z.object({ name: z.string().trim().min(1).max(100), from: Instant, reason: z.string().trim().min(2).max(500) }),
  reply: z.object({}),
  refuses: ['sites.not-found'],
})
