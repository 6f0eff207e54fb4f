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
  deadlineIsExplicit: z.boolean().describe('whether the plan names that year; false: the end of its period'),
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

const Chapter = z.object({ id: z.string(), titleZh: z.string(), titleEn: z.string() })

export const listDivision = route({
  method: 'GET',
  path: '/api/plans/:plan/division',
  may: 'plan.read',
  summary: 'Obligations with their lead and assisting units, by state, unit, chapter or words',
  params: z.object({ plan: z.string() }),
  query: PageQuery.extend({
    state: DivisionState.optional(),
    unit: z.string().optional().describe('a name of the unit; its other names count too'),
    node: z.string().optional().describe('chapter, section or measure'),
    q: z.string().optional().describe('words of the obligation, or its id'),
  }),
  reply: pageOf(DivisionRow).extend({
    totals: Totals,
    units: z.array(z.string()),
    chapters: z.array(Chapter),
    period: z.object({
      start: z.number().int().describe('first calendar year of the plan'),
      end: z.number().int().describe('last calendar year of the plan'),
    }),
  }),
  refuses: ['plans.not-found'],
})

const counts = {
  lead: z.number().int().describe('obligations that it leads'),
  assist: z.number().int().describe('obligations that it assists in'),
}

export const readMatrix = route({
  method: 'GET',
  path: '/api/plans/:plan/division/matrix',
  may: 'plan.read',
  summary: 'Units by chapters: how many obligations each leads and assists in; and how many of a chapter nobody leads',
  params: z.object({ plan: z.string() }),
  query: z.object({
    state: DivisionState.exclude(['none']).optional(),
    unit: z.string().optional().describe('a name of the unit; its other names count too'),
  }),
  reply: z.object({
    chapters: z.array(Chapter.extend({ undivided: z.number().int().describe('obligations without a lead') })),
    rows: z.array(
      z.object({
        unit: z.string(),
        organisationId: z.number().int().nullable().describe('number of the unit; null where the register has none'),
        ...counts,
        cells: z.array(z.object(counts)).describe('in the order of the chapters'),
      }),
    ),
  }),
  refuses: ['plans.not-found'],
})

export const readUnitCalendar = route({
  method: 'GET',
  path: '/api/organisations/:id/calendar.ics',
  may: 'plan.read',
  summary:
    'Deadlines of a unit as iCalendar: of the obligations assigned to it and of its open cases; to be subscribed to',
  params: z.object({ id: z.coerce.number().int().describe('number of the unit') }),
  query: z.object({ lang: z.enum(['zh', 'en']).default('zh') }),
  reply: z.string(),
  files: ['text/calendar'],
  refuses: ['organisations.not-found'],
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
