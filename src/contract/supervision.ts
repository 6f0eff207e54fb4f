// Supervision: what deviates and is to be decided, orders and consultations under way, and what a consultation hands out.
import { z } from 'zod'
import { SUBJECT_KINDS } from '#domain/deviations/find.ts'
import { DEVIATION_STATES } from '#domain/deviations/follow.ts'
import { OPENING_WAYS } from '#domain/deviations/rule.ts'
import { CaseBrief } from './procedures.ts'
import { Light } from './progress.ts'
import { route } from './route.ts'
import { Bilingual, Instant, PageQuery, pageOf } from './wire.ts'

export const DeviationState = z.enum(DEVIATION_STATES)
export type DeviationState = z.output<typeof DeviationState>
export const SubjectKind = z.enum(SUBJECT_KINDS)

/** Procedures by which somebody is pressed. */
export const PRESSING = ['supervision-order', 'consultation'] as const
export const Pressing = z.enum(PRESSING)
export type Pressing = z.output<typeof Pressing>

const number = z.number().int().describe('number of the deviation')
const plan = z.object({ plan: z.string() })
const unitName = z.string().trim().min(1).max(100)
const Day = z.iso.date()

const title = z.string().trim().min(1).max(300)
const words = z.string().trim().min(1).max(4000)
const due = Day.describe('proposed last day, YYYY-MM-DD')
const units = z.array(unitName).max(100)
const Text = z.object({ title, matter: words, demand: words, due, units })

export const DeviationRow = z.object({
  number,
  rule: z.string(),
  ruleName: Bilingual,
  opens: z
    .object({ procedure: z.string(), name: Bilingual, how: z.enum(OPENING_WAYS) })
    .nullable()
    .describe('what it opens; null: the pack no longer has the rule'),
  subject: z.object({ kind: SubjectKind, ref: z.string() }),
  name: Bilingual,
  units: z.array(z.string()),
  because: Bilingual,
  state: DeviationState,
  remark: z.string().describe('why it was dismissed'),
  caseId: z.number().int().nullable().describe('number of the case it opened'),
  author: z.string().describe('who wrote its present state'),
  firstSeen: Instant,
  lastSeen: Instant,
  changedAt: Instant,
  prepared: Text.nullable().describe('text of the case it would open; null where it is not open'),
})
export type DeviationRow = z.output<typeof DeviationRow>

export const DeviationRuleBrief = z.object({
  id: z.string(),
  name: Bilingual,
  threshold: z.enum(['plan', 'setting']),
  because: Bilingual,
  how: z.enum(OPENING_WAYS),
  opens: Bilingual,
  open: z.number().int().describe('deviations to be decided'),
})

export const DeviationFilter = z.object({
  state: DeviationState.optional().describe('open where it is left out'),
  rule: z.string().optional(),
  unit: z.string().optional().describe('a name of the unit; its other names count too'),
  q: z.string().optional().describe('words of what deviates, or its id'),
})

export const listDeviations = route({
  method: 'GET',
  path: '/api/plans/:plan/deviations',
  may: 'plan.read',
  summary: 'Deviations by state, the longest standing first, with the case that each would open or opened',
  params: plan,
  query: PageQuery.extend(DeviationFilter.shape),
  reply: pageOf(DeviationRow).extend({
    states: z.record(DeviationState, z.number().int().describe('deviations')),
    rules: z.array(DeviationRuleBrief),
    units: z.array(z.string()),
    looked: z
      .object({ at: Instant, by: z.string(), found: z.number().int().describe('deviations found') })
      .nullable()
      .describe('the newest look; null: none yet'),
    mayDecide: z.boolean().describe('whether the viewer may accept and dismiss'),
  }),
  refuses: ['plans.not-found'],
})

export const readDeviation = route({
  method: 'GET',
  path: '/api/plans/:plan/deviations/:number',
  may: 'plan.read',
  summary: 'All rows of one deviation, newest first; a case opened from one carries the mark of its content',
  params: z.object({ plan: z.string(), number: z.coerce.number().int().describe('number of the deviation') }),
  reply: z.object({
    rows: z.array(
      z.object({
        id: z.number().int().describe('number of the row'),
        state: DeviationState,
        because: Bilingual,
        units: z.array(z.string()),
        remark: z.string(),
        caseId: z.number().int().nullable().describe('number of the case'),
        author: z.string(),
        from: Instant,
        until: Instant.nullable().describe('null: it stands'),
        hash: z.string().describe('first 128 bits of the SHA-256 of rule, subject, units and reason, in hexadecimal'),
      }),
    ),
  }),
  refuses: ['supervision.deviation-not-found'],
})

export const lookForDeviations = route({
  method: 'POST',
  path: '/api/plans/:plan/deviations/look',
  may: 'plan.write',
  summary: 'Look for deviations now, beside the daily look of the clock',
  params: plan,
  reply: z.object({
    found: z.number().int().describe('deviations that stand'),
    appeared: z.number().int().describe('new deviations'),
    changed: z.number().int().describe('deviations whose figures changed'),
    gone: z.number().int().describe('deviations that are no longer there'),
    opened: z.number().int().describe('deviations whose case was opened by rule'),
  }),
  refuses: ['plans.not-found'],
})

const RefusalWords = z.object({ refused: z.string(), because: z.string(), zh: z.string().exactOptional() })
const Decided = z.object({
  done: z.number().int().describe('deviations decided'),
  results: z
    .array(
      z.object({
        number,
        caseId: z.number().int().nullable().describe('number of the case; null where none was opened'),
        refused: RefusalWords.nullable(),
      }),
    )
    .describe('in the order asked'),
})

const Accepted = z.object({
  number,
  title: title.exactOptional(),
  matter: words.exactOptional(),
  demand: words.exactOptional(),
  due: due.exactOptional(),
  units: units.exactOptional(),
})

export const acceptDeviations = route({
  method: 'POST',
  path: '/api/plans/:plan/deviations/accept',
  may: 'plan.write',
  summary:
    'Open the prepared cases of deviations, each for itself; what is left out of an item is taken as it was prepared',
  params: plan,
  body: z.object({ items: z.array(Accepted).min(1).max(200) }),
  reply: Decided,
  refuses: ['plans.not-found', 'supervision.no-post'],
})

export const dismissDeviations = route({
  method: 'POST',
  path: '/api/plans/:plan/deviations/dismiss',
  may: 'plan.write',
  summary: 'Set deviations aside with a reason, until they are gone and come back',
  params: plan,
  body: z.object({ numbers: z.array(number).min(1).max(200), reason: z.string().trim().min(1).max(2000) }),
  reply: Decided,
  refuses: ['plans.not-found', 'supervision.no-post'],
})

export const DueFilter = z.enum(['overdue', 'soon', 'later'])

export const SupervisedFilter = z.object({
  procedure: Pressing.optional(),
  due: DueFilter.optional().describe('soon: within three working days'),
  unit: z.string().optional().describe('a name of a unit that takes part; its other names count too'),
  q: z.string().optional().describe('words of the title, or the number of the case'),
})

export const SupervisedRow = CaseBrief.extend({
  light: Light,
  lastDay: z.string().nullable().describe('last day of its first deadline, YYYY-MM-DD; null: none runs'),
  workingDaysLeft: z
    .number()
    .int()
    .nullable()
    .describe('working days until the last day; negative: working days since it; null: no deadline runs'),
  strands: z.array(z.object({ unit: z.string(), state: z.string(), stateName: Bilingual })),
  followUps: z.object({
    all: z.number().int().describe('cases it handed out'),
    open: z.number().int().describe('of these, cases under way'),
  }),
  mayHandOut: z.boolean().describe('whether the viewer may open follow-ups of it now'),
})
export type SupervisedRow = z.output<typeof SupervisedRow>

export const listSupervised = route({
  method: 'GET',
  path: '/api/plans/:plan/supervision',
  may: 'plan.read',
  summary: 'Orders and consultations under way, overdue first, then by the nearest last day',
  params: plan,
  query: PageQuery.extend(SupervisedFilter.shape),
  reply: pageOf(SupervisedRow).extend({
    totals: z.object({
      orders: z.number().int().describe('orders under way'),
      consultations: z.number().int().describe('consultations under way'),
      overdue: z.number().int().describe('of these, cases overdue'),
      soon: z.number().int().describe('of these, cases due within three working days'),
    }),
    doubts: z
      .array(Bilingual)
      .describe('years of the working calendar that are not beyond doubt, so far as they are counted'),
  }),
  refuses: ['plans.not-found'],
})

const FollowUp = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('order'),
    title,
    demand: words,
    due,
    units: units.min(1),
  }),
  z.object({
    kind: z.literal('assignment'),
    obligationId: z.string().max(60),
    lead: unitName,
    assists: z.array(unitName).max(60),
    begins: Day,
    ends: Day,
    evidence: z.string().trim().min(1).max(300),
  }),
])
export type FollowUp = z.output<typeof FollowUp>

export const openFollowUps = route({
  method: 'POST',
  path: '/api/plans/:plan/consultations/:case/follow-ups',
  may: 'plan.write',
  summary:
    'Hand out what a consultation settled: an order or a proposed assignment each, all or none, linked both ways',
  params: z.object({ plan: z.string(), case: z.coerce.number().int().describe('case number of the consultation') }),
  body: z.object({ items: z.array(FollowUp).min(1).max(50) }),
  reply: z.object({ opened: z.array(z.number().int().describe('case number')) }),
  refuses: [
    'plans.not-found',
    'procedures.case-not-found',
    'procedures.incomplete',
    'supervision.no-post',
    'supervision.not-held',
    'supervision.unknown-obligation',
    'supervision.under-way',
    'organisations.unknown-name',
    'organisations.former-name',
    'organisations.closed',
  ],
})
