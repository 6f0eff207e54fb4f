// Progress: whether each obligation is on its way, the returns of the units, and the rounds in which they are asked for.
import { z } from 'zod'
import { LIGHTS, PROGRESS_STATUSES } from '#domain/progress/status.ts'
import { CaseBrief } from './procedures.ts'
import { route } from './route.ts'
import { Bilingual, Instant, PageQuery, pageOf } from './wire.ts'

export const ProgressStatus = z.enum(PROGRESS_STATUSES)
export const Light = z.enum(LIGHTS)

const Period = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$/)
  .describe('month 2024-03 or quarter 2024-Q1')
const planParams = z.object({ plan: z.string() })
const Share = z.string().nullable().describe('percent')

/** 任务进展状态 — by the rule, with its reasons in words, and what the plan office set beside it. */
export const Ruled = z.object({
  status: ProgressStatus,
  light: Light,
  reasons: z.array(Bilingual),
  override: z
    .object({ status: ProgressStatus, reason: z.string(), author: z.string(), at: Instant, until: Instant })
    .nullable()
    .describe('set by the plan office, in force until its end'),
})
export type Ruled = z.output<typeof Ruled>

export const ObligationListBrief = z.object({ id: z.string(), name: Bilingual, because: Bilingual })

export const ProgressRow = z.object({
  obligationId: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  measureId: z.string(),
  lead: z.string().nullable(),
  assists: z.array(z.string()),
  ends: z.string().nullable().describe('last day of the assignment, YYYY-MM-DD'),
  ruled: Ruled,
  newest: z.object({ period: z.string(), shareDone: Share }).nullable().describe('newest signed report of the lead'),
  evidence: z.number().int().describe('pieces of accepted evidence'),
  lists: z.array(z.string()),
})
export type ProgressRow = z.output<typeof ProgressRow>

export const ProgressFilter = z.object({
  unit: z.string().optional().describe('leads or assists'),
  node: z.string().optional().describe('chapter, section or measure'),
  status: ProgressStatus.optional(),
  light: Light.optional(),
  list: z.string().optional().describe('a list the obligation belongs to'),
  period: Period.optional().describe('as it stood at the end of this period, by the reports until then'),
  q: z.string().optional().describe('words of the obligation, or its id'),
})
export type ProgressFilter = z.output<typeof ProgressFilter>

export const listProgress = route({
  method: 'GET',
  path: '/api/plans/:plan/progress',
  may: 'plan.read',
  summary: 'Obligations with their status by the rule, the worst first',
  params: planParams,
  query: PageQuery.extend(ProgressFilter.shape),
  reply: pageOf(ProgressRow).extend({
    lights: z.record(Light, z.number().int().describe('obligations')),
    statuses: z.record(ProgressStatus, z.number().int().describe('obligations')),
    all: z.number().int().describe('obligations before the filter of light and status'),
    units: z.array(z.string()),
    lists: z.array(ObligationListBrief),
  }),
  refuses: ['plans.not-found'],
})

const Round = z.object({
  period: z.string(),
  due: z.string().describe('last day, YYYY-MM-DD'),
  returns: z.number().int().describe('returns asked for'),
  open: z.number().int().describe('returns with the unit'),
  review: z.number().int().describe('returns with the plan office'),
  accepted: z.number().int().describe('returns accepted'),
  missed: z.number().int().describe('returns counted as not reported'),
  late: z.number().int().describe('returns past their last day and not signed'),
})

export const ReturnRow = z.object({
  caseId: z.number().int().describe('case number'),
  unit: z.string(),
  period: z.string(),
  due: z.string().describe('last day, YYYY-MM-DD'),
  state: z.string(),
  stateName: Bilingual,
  isLate: z.boolean(),
  signedBy: z.string().nullable(),
  signedAt: Instant.nullable(),
  entries: z.number().int().describe('obligations filled in'),
})
export type ReturnRow = z.output<typeof ReturnRow>

export const ReturnFilter = z.object({
  period: Period.optional(),
  unit: z.string().optional(),
  state: z.string().optional(),
  late: z.enum(['true', 'false']).optional().describe('past their last day and not signed, or counted as not reported'),
})

export const listReturns = route({
  method: 'GET',
  path: '/api/plans/:plan/progress/returns',
  may: 'plan.read',
  summary: 'Rounds and the returns of the units: who reported when, and who is late',
  params: planParams,
  query: PageQuery.extend(ReturnFilter.shape),
  reply: pageOf(ReturnRow).extend({
    rounds: z.array(Round),
    units: z.array(z.string()),
    unitsToAsk: z.number().int().describe('units with an assignment in force'),
    mayOpen: z.boolean().describe('whether the viewer may open a round'),
  }),
  refuses: ['plans.not-found'],
})

export const openRound = route({
  method: 'POST',
  path: '/api/plans/:plan/progress/rounds',
  may: 'plan.write',
  summary:
    'Ask all units with an assignment in force for a period; a unit that has its return gets no second. Call until `left` is 0',
  params: planParams,
  body: z.object({ period: Period, due: z.iso.date() }),
  reply: z.object({
    opened: z.number().int().describe('returns opened by this call'),
    standing: z.number().int().describe('returns that are there now'),
    left: z.number().int().describe('units that still lack theirs'),
  }),
  refuses: [
    'plans.not-found',
    'progress.no-post',
    'progress.no-units',
    'progress.period-ahead',
    'progress.due-too-early',
  ],
})

const Quantity = z.object({
  metric: z.string(),
  comparator: z.string(),
  value: z.string().describe('in `unit`'),
  unit: z.string(),
  year: z.string(),
  isCumulated: z.boolean(),
})

export const EntryDraft = z.object({
  obligationId: z.string().max(60),
  shareDone: z.string().trim().max(20).nullable().describe('percent'),
  quantities: z.record(z.string().max(200), z.string().trim().max(40)).describe('by metric, in the unit of the target'),
  narrative: z.string().max(4000),
  obstacle: z.string().max(4000),
})
export type EntryDraft = z.output<typeof EntryDraft>

export const ReturnLine = z.object({
  obligationId: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  role: z.enum(['lead', 'assist']).describe('of the unit in the obligation'),
  ends: z.string().describe('last day of the assignment, YYYY-MM-DD'),
  quantities: z.array(Quantity),
  lists: z.array(z.string()),
  entry: EntryDraft,
  before: EntryDraft.extend({ period: z.string() }).nullable().describe('newest signed entry of an earlier period'),
  lacks: Bilingual.nullable().describe('what must be filled in before it is handed in'),
})
export type ReturnLine = z.output<typeof ReturnLine>

const EntryFault = z.object({ obligationId: z.string(), zh: z.string(), en: z.string() })

export const readReturn = route({
  method: 'GET',
  path: '/api/plans/:plan/progress/returns/:case',
  may: 'plan.read',
  summary: 'One return: all obligations of the unit with what is filled in and what was reported before',
  params: planParams.extend({ case: z.coerce.number().int().describe('case number') }),
  reply: z.object({
    case: CaseBrief,
    unit: z.string(),
    period: z.string(),
    due: z.string().describe('last day, YYYY-MM-DD'),
    mayFill: z.boolean(),
    maySubmit: z.boolean(),
    lines: z.array(ReturnLine),
    lists: z.array(ObligationListBrief),
  }),
  refuses: ['plans.not-found', 'progress.return-not-found'],
})

export const saveReturn = route({
  method: 'POST',
  path: '/api/plans/:plan/progress/returns/:case',
  may: 'plan.write',
  summary: 'Keep entries of a return; where one has a fault, nothing is kept and every fault is told',
  params: planParams.extend({ case: z.coerce.number().int().describe('case number') }),
  body: z.object({ entries: z.array(EntryDraft).min(1).max(2000) }),
  reply: z.object({ saved: z.number().int().describe('entries that changed'), faults: z.array(EntryFault) }),
  refuses: ['plans.not-found', 'progress.return-not-found', 'progress.not-your-unit', 'progress.not-open'],
})

export const readReturnFile = route({
  method: 'POST',
  path: '/api/plans/:plan/progress/returns/:case/read',
  may: 'plan.write',
  summary: 'Read a filled-in table of a return (XLSX or CSV, multipart field `file`); nothing is stored',
  params: planParams.extend({ case: z.coerce.number().int().describe('case number') }),
  upload: true,
  reply: z.object({
    entries: z.array(EntryDraft),
    faults: z.array(
      z.object({ row: z.number().int().describe('row of the sheet, from 1'), zh: z.string(), en: z.string() }),
    ),
  }),
  refuses: [
    'plans.not-found',
    'progress.return-not-found',
    'progress.file-unreadable',
    'progress.file-too-large',
    'progress.columns-missing',
  ],
})

export const setOverride = route({
  method: 'POST',
  path: '/api/plans/:plan/obligations/:id/override',
  may: 'plan.write',
  summary: 'Set a status beside the ruled one until a day, with a reason; without a status, take it back',
  params: planParams.extend({ id: z.string() }),
  body: z.object({
    status: ProgressStatus.nullable(),
    reason: z.string().trim().min(1).max(2000),
    until: z.iso.date().nullable().describe('last day on which it holds'),
  }),
  reply: z.object({}),
  refuses: [
    'plans.not-found',
    'progress.no-post',
    'progress.no-obligation',
    'progress.until-needed',
    'progress.nothing-set',
  ],
})
