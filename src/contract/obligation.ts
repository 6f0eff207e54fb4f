// One obligation with everything known of it: text, division, progress, evidence, indicators, systems, contradictions, cases.
import { z } from 'zod'
import { DivisionState } from './division.ts'
import { IndicatorStatus } from './indicators.ts'
import { Obligation, Paragraph, PlanNodeBrief } from './plans.ts'
import { CaseBrief } from './procedures.ts'
import { ObligationListBrief, Ruled } from './progress.ts'
import { route } from './route.ts'
import { Bilingual, Instant } from './wire.ts'

/** 进展填报 — one signed entry of a unit. */
export const ReportedEntry = z.object({
  period: z.string(),
  unit: z.string(),
  isLead: z.boolean(),
  shareDone: z.string().nullable().describe('percent'),
  elapsedPercent: z.number().nullable().describe('percent of the time of the assignment at the end of the period'),
  quantities: z.record(z.string(), z.string()).describe('by metric, in the unit of the target'),
  narrative: z.string(),
  obstacle: z.string(),
  author: z.string(),
  at: Instant,
  caseId: z.number().int().describe('case number'),
  isAccepted: z.boolean().describe('whether the plan office has reviewed it'),
})
export type ReportedEntry = z.output<typeof ReportedEntry>

export const readObligation = route({
  method: 'GET',
  path: '/api/plans/:plan/obligations/:id',
  may: 'plan.read',
  summary: 'One obligation with everything known of it',
  params: z.object({ plan: z.string(), id: z.string() }),
  reply: z.object({
    obligation: Obligation.extend({
      deadlineYear: z.number().int().describe('calendar year'),
      deadlineStated: z.boolean().describe('whether the text states it; otherwise it is the end of the plan'),
      progressType: z.string(),
      cadence: z.string().nullable(),
      assistedAction: z.string().nullable(),
      note: z.string().nullable(),
      named: z
        .array(z.object({ type: z.string(), name: z.string() }))
        .describe('places, programmes and works it names'),
    }),
    path: z.array(PlanNodeBrief.pick({ id: true, kind: true, titleZh: true, titleEn: true })),
    hasText: z.boolean().describe('whether the official text was imported'),
    paragraph: Paragraph.nullable().describe('the paragraph it was found in'),
    division: z
      .object({
        caseId: z.number().int().describe('case number'),
        state: DivisionState,
        stateName: Bilingual,
        lead: z.string(),
        assists: z.array(z.string()),
        begins: z.string(),
        ends: z.string(),
        weight: z.string().nullable().describe('percent'),
        evidence: z.string(),
      })
      .nullable(),
    ruled: Ruled,
    mayOverride: z.boolean(),
    lists: z.array(ObligationListBrief),
    entries: z.array(ReportedEntry).describe('signed ones, newest period first'),
    entriesTotal: z.number().int().describe('signed entries in all'),
    indicators: z.array(
      z.object({
        id: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        unit: z.string(),
        target: z.string(),
        value: z.string().nullable().describe('newest year, in `unit`'),
        year: z.number().int().nullable().describe('calendar year'),
        status: IndicatorStatus.nullable(),
        isDemo: z.boolean(),
        ref: z.string().nullable(),
      }),
    ),
    systems: z.array(z.object({ id: z.string(), group: Bilingual, terms: z.array(z.string()) })),
    cases: z.array(CaseBrief),
  }),
  refuses: ['plans.not-found', 'progress.no-obligation'],
})
