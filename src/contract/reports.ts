// Reviews and bulletins: templates, the list, one report with its words to edit, and its files.
import { z } from 'zod'
import { REPORT_PERIODS } from '#domain/documents/template.ts'
import { route } from './route.ts'
import { AsKnownAt, Bilingual, Instant, PageQuery, pageOf } from './wire.ts'

export const ReportState = z.enum(['building', 'failed', 'draft', 'submitted', 'released', 'withdrawn'])
export type ReportState = z.output<typeof ReportState>

const Figure = z.object({ text: z.string(), to: z.string().optional().describe('address within the product') })
const Cell = z.union([z.string(), Figure])
const Column = z.object({
  title: z.string(),
  share: z.number().describe('of the width, beside the other columns'),
  isNumber: z.boolean().optional(),
})
const Chart = z.object({
  kind: z.enum(['line', 'bar']),
  unit: z.string(),
  labels: z.array(z.string()).readonly(),
  series: z
    .array(
      z.object({
        name: z.string(),
        values: z.array(z.number().nullable().describe('in `unit`')).readonly(),
      }),
    )
    .readonly(),
  limits: z.array(z.object({ name: z.string(), value: z.number().describe('in `unit`') })).readonly(),
})
const Block = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('heading'),
    level: z.union([
      z.literal(1).describe('chapter'),
      z.literal(2).describe('section'),
      z.literal(3).describe('part of a section'),
    ]),
    text: z.string(),
  }),
  z.object({ kind: z.literal('words'), id: z.string(), text: z.string() }),
  z.object({
    kind: z.literal('table'),
    title: z.string(),
    columns: z.array(Column).readonly(),
    rows: z.array(z.array(Cell).readonly()).readonly(),
    note: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal('chart'), title: z.string(), chart: Chart, source: z.string() }),
  z.object({ kind: z.literal('break') }),
])
export const ReportDocument = z.object({
  title: z.string(),
  subtitle: z.string(),
  about: z.array(z.object({ label: z.string(), value: Figure })).readonly(),
  figures: z.record(z.string(), Figure).readonly(),
  blocks: z.array(Block).readonly(),
})

const OfPlan = z.object({ plan: z.string() })
const OfReport = z.object({ id: z.coerce.number().int().describe('number of the report') })

const Schedule = z
  .object({
    workingDay: z.number().int().describe('working day after the end of the period'),
    because: Bilingual,
  })
  .describe('when the draft is made by itself; null: only people make it')

export const listTemplates = route({
  method: 'GET',
  path: '/api/plans/:plan/report-templates',
  may: 'plan.read',
  summary: 'Templates of reviews and bulletins that the pack brings',
  params: OfPlan,
  reply: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        name: Bilingual,
        purpose: Bilingual,
        period: z.enum(REPORT_PERIODS),
        schedule: Schedule.nullable(),
      }),
    ),
    startYear: z.number().int().describe('first calendar year of the plan'),
    endYear: z.number().int().describe('last calendar year of the plan'),
  }),
  refuses: ['plans.not-found'],
})

export const ReportBrief = z.object({
  id: z.number().int().describe('number of the report'),
  planId: z.string(),
  templateId: z.string(),
  period: z.string(),
  language: z.enum(['zh', 'en']),
  title: z.string(),
  knownAt: Instant,
  state: ReportState,
  steps: z.number().int().describe('steps of its making'),
  stepsDone: z.number().int().describe('steps done'),
  fault: z.string().nullable(),
  caseId: z.number().int().nullable().describe('number of the case by which it is signed'),
  author: z.string(),
  startedAt: Instant,
})
export type ReportBrief = z.output<typeof ReportBrief>

export const listReports = route({
  method: 'GET',
  path: '/api/plans/:plan/reports',
  may: 'plan.read',
  summary: 'Reviews and bulletins of a plan, newest first',
  params: OfPlan,
  query: PageQuery.extend({ template: z.string().optional(), state: ReportState.optional() }),
  reply: pageOf(ReportBrief),
  refuses: ['plans.not-found'],
})

export const startReport = route({
  method: 'POST',
  path: '/api/plans/:plan/reports',
  may: 'plan.write',
  summary: 'Start the making of a report from a template and a period; how far it is stands in the list',
  params: OfPlan,
  body: z.object({
    template: z.string(),
    period: z.string().max(10).describe('2025, 2025-Q3 or 2025-08, as the template asks'),
    language: z.enum(['zh', 'en']).default('zh'),
    asKnownAt: AsKnownAt,
  }),
  reply: z.object({ id: z.number().int().describe('number of the report') }),
  refuses: ['plans.not-found', 'reports.unknown-template', 'reports.period-wrong'],
})

export const readReport = route({
  method: 'GET',
  path: '/api/reports/:id',
  may: 'plan.read',
  summary: 'A report with its content, as it stands or in an earlier version',
  params: OfReport,
  query: z.object({ version: z.coerce.number().int().min(1).optional().describe('number of the version') }),
  reply: z.object({
    brief: ReportBrief,
    version: z.number().int().nullable().describe('number of the version shown; null: none is made yet'),
    hash: z.string().nullable().describe('SHA-256 of its content'),
    holds: z.boolean().describe('whether the content still has that hash'),
    document: ReportDocument.nullable(),
    versions: z.array(
      z.object({
        version: z.number().int().describe('number of the version'),
        at: Instant,
        author: z.string(),
        note: z.string(),
      }),
    ),
  }),
  refuses: ['reports.not-found'],
})

export const editReport = route({
  method: 'POST',
  path: '/api/reports/:id/words',
  may: 'plan.write',
  summary: 'Change the words of one paragraph of a draft; its numbers are cited and cannot be typed over',
  params: OfReport,
  body: z.object({
    version: z.number().int().min(1).describe('number of the version that was read'),
    block: z.string(),
    text: z.string().max(20_000),
    note: z.string().trim().max(500).default(''),
  }),
  reply: z.object({ version: z.number().int().describe('number of the new version') }),
  refuses: [
    'reports.not-found',
    'reports.not-draft',
    'reports.changed-meanwhile',
    'reports.unknown-block',
    'reports.unknown-figure',
  ],
})

export const submitReport = route({
  method: 'POST',
  path: '/api/reports/:id/submit',
  may: 'plan.write',
  summary: 'Submit a draft for signature: a case opens that carries the hash of its content',
  params: OfReport,
  body: z.object({}),
  reply: z.object({ caseId: z.number().int().describe('number of the case') }),
  refuses: ['reports.not-found', 'reports.not-draft', 'reports.no-post'],
})

export const withdrawDraft = route({
  method: 'POST',
  path: '/api/reports/:id/withdraw',
  may: 'plan.write',
  summary: 'Withdraw a draft or one whose making failed; it stays readable',
  params: OfReport,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  reply: z.object({}),
  refuses: ['reports.not-found', 'reports.not-draft'],
})

export const REPORT_FILES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

export const downloadReport = route({
  method: 'GET',
  path: '/api/reports/:id/file.:format',
  may: 'plan.read',
  summary: 'A report as PDF, DOCX or XLSX; every number in it is a link back',
  params: OfReport.extend({ format: z.enum(['pdf', 'docx', 'xlsx']) }),
  query: z.object({ version: z.coerce.number().int().min(1).optional().describe('number of the version') }),
  reply: z.unknown(),
  files: Object.values(REPORT_FILES),
  refuses: ['reports.not-found', 'reports.no-content'],
})
