// A year of the plan as it was known at a past instant, against what stands now: what differs, and what made it differ.
import { z } from 'zod'
import { route } from './route.ts'
import { Bilingual, Instant } from './wire.ts'

export const KnownCauseKind = z.enum(['formula', 'target', 'report', 'late', 'correction', 'data'])
export type KnownCauseKind = z.output<typeof KnownCauseKind>

export const KnownCause = z.object({
  kind: KnownCauseKind,
  at: Instant.describe('when it last came'),
  text: Bilingual,
  author: z.string().nullable(),
  reason: z.string().nullable(),
  cause: z.string().nullable().describe('cause of the change report, where it has one'),
})
export type KnownCause = z.output<typeof KnownCause>

export const KnownDifference = z.object({
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  unit: z.string(),
  fields: z.array(
    z.object({
      field: z.enum(['value', 'status', 'target', 'comparator', 'formulaHash', 'inputsHash']),
      before: z.string().nullable(),
      now: z.string().nullable(),
    }),
  ),
  causes: z.array(KnownCause).describe('newest first'),
})
export type KnownDifference = z.output<typeof KnownDifference>

const Counted = z.object({
  before: z.number().int().describe('as counted then'),
  now: z.number().int().describe('as counted now'),
})

export const readKnownDifferences = route({
  method: 'GET',
  path: '/api/plans/:plan/as-known',
  may: 'plan.read',
  summary:
    'A year as it was known at an instant, against now: differing measurables with causes, sites, sign-offs, editions',
  params: z.object({ plan: z.string() }),
  query: z.object({
    year: z.coerce.number().int().min(2000).max(2100).describe('calendar year'),
    at: z.coerce.number().int().describe('instant it was known at, ms since 1970-01-01T00:00Z'),
  }),
  reply: z.object({
    year: z.number().int().describe('calendar year'),
    at: Instant,
    rows: z.array(KnownDifference),
    airPoints: Counted.describe('air stations whose days make the district'),
    sections: Counted.describe('sections and reservoirs of the district'),
    signoffs: Counted,
    editions: z.array(z.object({ family: Bilingual, before: z.string().nullable(), now: z.string().nullable() })),
  }),
  refuses: ['plans.not-found'],
})

const Figures = z.object({
  value: z.string().nullable().describe('in the indicator unit'),
  assessed: z.string().nullable().describe('value after the rounding of the assessment, in the indicator unit'),
  completeness: z.string().nullable().describe('share of expected inputs present, 0 to 1'),
  status: z.string(),
  isDemo: z.boolean(),
  numerator: z.number().nullable().describe('periods or sections counted'),
  denominator: z.number().nullable().describe('valid periods or sections'),
})

export const replayValues = route({
  method: 'GET',
  path: '/api/plans/:plan/replay',
  may: 'plan.read',
  summary: 'Every value of a year made again from the averages known at an instant, held against what was stored then',
  params: z.object({ plan: z.string() }),
  query: z.object({
    year: z.coerce.number().int().min(2000).max(2100).optional().describe('calendar year; all where left out'),
    at: z.coerce.number().int().describe('instant, ms since 1970-01-01T00:00Z'),
  }),
  reply: z.object({
    at: Instant,
    equal: z.number().int().describe('values made again as they were stored'),
    tookMs: z.number().int().describe('time it took, ms'),
    differing: z.array(
      z.object({
        id: z.string(),
        period: z.enum(['month', 'year']),
        at: Instant,
        basis: z.string(),
        stored: Figures.nullable(),
        computed: Figures.nullable(),
        differs: z.array(z.string()),
      }),
    ),
    unknown: z.array(z.object({ id: z.string(), because: z.string() })).describe('formulas that cannot be run'),
  }),
  refuses: [],
})
