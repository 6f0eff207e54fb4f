// The division of labour of a plan: which unit leads each obligation, which assist, and how far that is agreed.
import { z } from 'zod'
import { route } from './route.ts'
import { Bilingual, PageQuery, pageOf } from './wire.ts'

/** none: nobody named; open: proposed and not agreed; in-force: confirmed and approved. */
export const DivisionState = z.enum(['none', 'open', 'in-force'])
export type DivisionState = z.output<typeof DivisionState>

export const DivisionRow = z.object({
  obligationId: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  measureId: z.string(),
  role: z.enum(['lead', 'assist']).describe('what the plan asks of the district itself'),
  deadlineYear: z.number().int().describe('calendar year by which the plan asks for it'),
  state: DivisionState,
  assignment: z
    .object({
      caseId: z.number().int().describe('number of the case'),
      stateName: Bilingual,
      lead: z.string(),
      assists: z.array(z.string()),
      begins: z.string(),
      ends: z.string(),
      weight: z.string().nullable().describe('percent'),
      evidence: z.string(),
    })
    .nullable(),
})
export type DivisionRow = z.output<typeof DivisionRow>

const Totals = z.object({
  all: z.number().int().describe('obligations'),
  none: z.number().int().describe('obligations'),
  open: z.number().int().describe('obligations'),
  inForce: z.number().int().describe('obligations'),
})

export const listDivision = route({
  method: 'GET',
  path: '/api/plans/:plan/division',
  may: 'plan.read',
  summary: 'Obligations with their lead and assisting units, by state, unit, chapter or words',
  params: z.object({ plan: z.string() }),
  query: PageQuery.extend({
    state: DivisionState.optional(),
    unit: z.string().optional(),
    node: z.string().optional().describe('chapter, section or measure'),
    q: z.string().optional().describe('words of the obligation, or its id'),
  }),
  reply: pageOf(DivisionRow).extend({ totals: Totals, units: z.array(z.string()) }),
  refuses: ['plans.not-found'],
})

export const DivisionEntry = z.object({
  row: z.number().int().describe('row of the sheet, from 1'),
  obligationId: z.string().max(60),
  lead: z.string().trim().min(1).max(100),
  assists: z.array(z.string().trim().min(1).max(100)).max(60),
  begins: z.iso.date(),
  ends: z.iso.date(),
  weight: z.string().max(20).nullable().describe('percent'),
  evidence: z.string().trim().min(1).max(300),
})

const Faults = z.array(
  z.object({ row: z.number().int().describe('row of the sheet, from 1'), zh: z.string(), en: z.string() }),
)

export const readDivisionFile = route({
  method: 'POST',
  path: '/api/plans/:plan/division/read',
  may: 'plan.write',
  summary: 'Read a filled-in table of the division of labour (XLSX or CSV, multipart field `file`); nothing is stored',
  params: z.object({ plan: z.string() }),
  upload: true,
  reply: z.object({ entries: z.array(DivisionEntry), faults: Faults }),
  refuses: ['plans.not-found', 'division.file-unreadable', 'division.file-too-large', 'division.columns-missing'],
})

export const proposeDivision = route({
  method: 'POST',
  path: '/api/plans/:plan/division',
  may: 'plan.write',
  summary: 'Propose leads and assisting units: a case of assignment each, which its units confirm. All or nothing',
  params: z.object({ plan: z.string() }),
  body: z.object({ entries: z.array(DivisionEntry).min(1).max(2000) }),
  reply: z.object({
    opened: z.number().int().describe('cases opened'),
    unchanged: z.number().int().describe('obligations that stand so already'),
  }),
  refuses: [
    'plans.not-found',
    'division.no-post',
    'division.under-way',
    'division.unknown-obligation',
    'organisations.unknown-name',
    'organisations.former-name',
    'organisations.closed',
  ],
})
