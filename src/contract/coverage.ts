// What of a plan is not covered, as lists a plan officer works off.
import { z } from 'zod'
import { route } from './route.ts'
import { PageQuery, pageOf } from './wire.ts'

export const CoverageGap = z.enum(['owner', 'evidence', 'indicator', 'system'])
export type CoverageGap = z.output<typeof CoverageGap>

export const CoverageRow = z.object({
  obligationId: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  measureId: z.string(),
  gaps: z.array(CoverageGap).describe('what it lacks'),
})
export type CoverageRow = z.output<typeof CoverageRow>

export const readCoverage = route({
  method: 'GET',
  path: '/api/plans/:plan/coverage',
  may: 'plan.read',
  summary: 'Obligations that lack an owner, evidence, an indicator or a system, and paragraphs without an obligation',
  params: z.object({ plan: z.string() }),
  query: PageQuery.extend({ gap: CoverageGap.optional().describe('only obligations that lack this') }),
  reply: pageOf(CoverageRow).extend({
    all: z.number().int().describe('obligations'),
    lacking: z.record(CoverageGap, z.number().int().describe('obligations')),
    hasText: z.boolean().describe('whether the official text was imported'),
    paragraphs: z
      .array(
        z.object({ id: z.string(), text: z.string(), line: z.number().int().describe('line of the text, from 1') }),
      )
      .describe('paragraphs of measures and safeguards in which no obligation was found'),
  }),
  refuses: ['plans.not-found'],
})
