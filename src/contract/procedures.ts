// Procedures and their cases: the definitions, the list of cases, one case with what its viewer may do, and the acts.
import { z } from 'zod'
import { DAY_KINDS, EVIDENCE_KINDS, FIELD_TYPES } from '#domain/engine/procedure/definition.ts'
import { route } from './route.ts'
import { Bilingual, Flag, Instant, PageQuery, pageOf } from './wire.ts'

const named = { id: z.string(), name: Bilingual }
const Named = z.object(named)
const Span = z.object({
  count: z.number().int().describe('days of the kind `of`; the day counted from does not count'),
  of: z.enum(DAY_KINDS),
})
const Told = z.object({
  roles: z.array(z.string()),
  relations: z.array(z.string()).exactOptional(),
  ofStrand: z.literal(true).exactOptional(),
})
const Who = Told.extend({ notBy: z.array(z.string()).exactOptional() })
export const EvidenceKind = z.enum(EVIDENCE_KINDS)
export type EvidenceKind = z.output<typeof EvidenceKind>
const Field = Named.extend({
  type: z.enum(FIELD_TYPES),
  unit: z.string().exactOptional(),
  choices: z.array(Named).exactOptional(),
  optional: z.literal(true).exactOptional(),
  least: z.string().exactOptional(),
  most: z.string().exactOptional(),
})
const demands = {
  fields: z.array(Field).exactOptional(),
  evidence: z
    .array(
      z.object({
        name: Bilingual,
        kinds: z.array(EvidenceKind),
        least: z.number().int().describe('pieces at least'),
      }),
    )
    .exactOptional(),
  reason: z.literal(true).exactOptional(),
}
const State = Named.extend({ kind: z.enum(['initial', 'between', 'final']) })
const Act = Named.extend({
  ...demands,
  from: z.array(z.string()),
  to: z.string(),
  branch: z.string().exactOptional(),
  who: z.array(Who),
  guards: z.array(z.looseObject({ guard: z.string(), because: Bilingual })).exactOptional(),
  sets: z.array(z.string()).exactOptional(),
  undo: Span.exactOptional(),
})
const Deadline = Named.extend({
  from: z.array(z.string()),
  within: z.union([Span, z.object({ field: z.string() })]),
  in: z.array(z.string()),
  branch: z.string().exactOptional(),
  extension: z.object({ act: z.string(), field: z.string() }).exactOptional(),
  reminders: z.array(z.object({ id: z.string(), before: Span, tell: z.array(Told) })).exactOptional(),
  escalations: z
    .array(Named.extend({ after: Span, tell: z.array(Told), act: z.string().exactOptional() }))
    .exactOptional(),
})

/** 办理流程 — as the pack brings it. */
export const ProcedureBody = z.object({
  id: z.string(),
  version: z.number().int().describe('version, from 1'),
  name: Bilingual,
  purpose: Bilingual,
  basis: z.array(z.string()),
  roles: z.array(Named),
  relations: z.array(
    Named.extend({
      least: z.number().int().describe('units at least'),
      most: z.number().int().nullable().describe('units at most; null: any number'),
    }),
  ),
  facts: z.array(Named).exactOptional(),
  opening: z.object({ who: z.array(Who), ...demands }),
  states: z.array(State),
  branches: z
    .array(Named.extend({ during: z.string(), of: z.array(z.string()), states: z.array(State), to: z.string() }))
    .exactOptional(),
  acts: z.array(Act),
  deadlines: z.array(Deadline).exactOptional(),
})
export type ProcedureBody = z.output<typeof ProcedureBody>

export const listProcedures = route({
  method: 'GET',
  path: '/api/procedures',
  may: 'plan.read',
  summary: 'Procedures in force of all loaded plans, each with its whole definition',
  reply: z.object({
    rows: z.array(
      z.object({ planId: z.string(), body: ProcedureBody, openCases: z.number().int().describe('open cases') }),
    ),
  }),
})

const Post = z.object({ unit: z.string().trim().min(1).max(100), role: z.string().trim().min(1).max(60) })
const Party = z.object({ unit: z.string().max(100), relation: z.string().max(60) })
const About = z.object({ kind: z.string().min(1).max(60), ref: z.string().min(1).max(200) })
const Evidence = z.object({
  kind: EvidenceKind,
  ref: z.string().max(500),
  name: z.string().max(300),
  hash: z.string().max(128).exactOptional(),
})
export const CaseInputs = z.object({
  fields: z
    .record(z.string(), z.union([z.string().max(20_000), z.boolean()]))
    .exactOptional()
    .describe('numbers are decimal texts in the unit of the field, dates YYYY-MM-DD'),
  evidence: z.array(Evidence).max(200).readonly().exactOptional(),
  reason: z.string().max(4000).exactOptional(),
  parties: z.array(Party).max(500).readonly().exactOptional(),
})
export type CaseInputs = z.output<typeof CaseInputs>

const Unit = z.string().nullable().describe('the unit in whose strand it is; null: the case itself')

export const CaseBrief = z.object({
  id: z.number().int().describe('case number'),
  planId: z.string(),
  procedure: z.string(),
  procedureName: Bilingual,
  version: z.number().int().describe('version of the procedure it was opened under'),
  title: z.string(),
  about: About,
  state: z.string(),
  stateName: Bilingual,
  isOpen: z.boolean(),
  parties: z.array(Party).readonly(),
  openedBy: z.string(),
  openedAt: Instant,
  changedAt: Instant,
  overdueFrom: Instant.nullable().describe('when its first deadline ends, epoch ms; null: none runs'),
  seen: z.number().int().describe('number of its events, to be given with an act'),
})
export type CaseBrief = z.output<typeof CaseBrief>

export const listCases = route({
  method: 'GET',
  path: '/api/procedure-cases',
  may: 'plan.read',
  summary: 'Cases, the ones changed last first',
  query: PageQuery.extend({
    procedure: z.string().optional(),
    state: z.string().optional().describe('a state of the case, or of the strand of a unit'),
    unit: z.string().optional().describe('a unit that takes part'),
    person: z.string().optional().describe('an account that acted in it'),
    plan: z.string().optional().describe('only cases under that plan'),
    aboutKind: z.string().optional(),
    aboutRef: z.string().optional(),
    open: Flag.optional(),
    overdue: Flag.optional(),
  }),
  reply: pageOf(CaseBrief),
})

const at = { no: z.number().int().describe('number of the event in its case, from 1'), at: Instant }
const Step = z.object({ ...at, deadline: z.string(), step: z.string(), unit: Unit, day: z.string() })
export const CaseEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('opened'),
    ...at,
    procedure: z.string(),
    version: z.number().int().describe('version of the procedure'),
    id: z.string(),
    title: z.string(),
    about: About,
    by: z.string(),
    as: Post,
    parties: z.array(Party).readonly(),
    inputs: CaseInputs,
  }),
  z.object({
    type: z.literal('acted'),
    ...at,
    act: z.string(),
    by: z.string().nullable().describe('null: the clock'),
    as: Post.nullable(),
    cause: z.object({ deadline: z.string(), step: z.string() }).nullable(),
    unit: Unit,
    from: z.string(),
    to: z.string(),
    inputs: CaseInputs,
  }),
  z.object({
    type: z.literal('undone'),
    ...at,
    undoes: z.number().int().describe('number of the event taken back'),
    by: z.string(),
    reason: z.string(),
  }),
  Step.extend({ type: z.literal('reminded') }),
  Step.extend({ type: z.literal('escalated') }),
])
export type CaseEvent = z.output<typeof CaseEvent>

export const CaseDue = z.object({
  deadline: z.string(),
  unit: Unit,
  since: Instant,
  day: z.string().describe('last day, YYYY-MM-DD in Beijing'),
  until: Instant.describe('first instant at which it is overdue, epoch ms'),
  isOverdue: z.boolean(),
  workingDaysLate: z.number().int().describe('working days since the last day'),
  steps: z.array(
    z.object({ kind: z.enum(['reminded', 'escalated']), id: z.string(), at: Instant, isDone: z.boolean() }),
  ),
  doubts: z.array(Bilingual),
})
export type CaseDue = z.output<typeof CaseDue>

const RefusalWords = z.object({ refused: z.string(), because: z.string(), zh: z.string().exactOptional() })
/** 后续事项 — a case that this one handed out (`to`), or that handed this one out (`from`). */
export const CaseLink = z.object({
  way: z.enum(['from', 'to']),
  id: z.number().int().describe('case number'),
  title: z.string(),
  procedureName: Bilingual,
  stateName: Bilingual,
  isOpen: z.boolean(),
})
export type CaseLink = z.output<typeof CaseLink>

export const OfferedAct = z.object({
  act: z.string(),
  unit: Unit,
  refused: RefusalWords.nullable().describe('null: it is open to the viewer'),
})
export type OfferedAct = z.output<typeof OfferedAct>

export const readCase = route({
  method: 'GET',
  path: '/api/procedure-cases/:id',
  may: 'plan.read',
  summary: 'One case with its history, its deadlines and the acts open to the caller',
  params: z.object({ id: z.coerce.number().int().describe('case number') }),
  reply: z.object({
    case: CaseBrief,
    procedure: ProcedureBody,
    strands: z.array(z.object({ branch: z.string(), unit: z.string(), state: z.string() })),
    events: z.array(CaseEvent),
    dues: z.array(CaseDue),
    acts: z.array(OfferedAct),
    undoable: z.array(z.number().int().describe('number of an event that the caller may take back')),
    links: z.array(CaseLink),
  }),
  refuses: ['procedures.case-not-found'],
})

const Standing = z.object({
  id: z.number().int().describe('case number'),
  state: z.string(),
  seen: z.number().int().describe('number of its events'),
})
const Seen = z.number().int().min(1).exactOptional().describe('number of events the caller had seen')

/** Why the plan cannot take an adjustment. */
const ADJUSTING = [
  'plans.adjustment-incomplete',
  'plans.adjustment-unknown-thing',
  'plans.adjustment-no-number',
  'plans.adjustment-value-missing',
  'plans.adjustment-year-outside',
  'plans.adjustment-year-signed',
  'plans.adjustment-target-of-city',
  'plans.adjustment-unchanged',
] as const

export const openCase = route({
  method: 'POST',
  path: '/api/procedure-cases',
  may: 'plan.write',
  summary: 'Open a case under the version of the procedure in force',
  body: z.object({
    planId: z.string(),
    procedure: z.string(),
    title: z.string().max(300),
    about: About,
    inputs: CaseInputs,
  }),
  reply: Standing,
  refuses: [
    'procedures.procedure-not-found',
    'procedures.no-title',
    'procedures.wrong-role',
    'procedures.wrong-unit',
    'procedures.incomplete',
    ...ADJUSTING,
  ],
})

export const actOnCase = route({
  method: 'POST',
  path: '/api/procedure-cases/:id/acts',
  may: 'plan.write',
  summary: 'Do one act in a case; a refusal names everything that is missing',
  params: z.object({ id: z.coerce.number().int().describe('case number') }),
  body: z.object({ act: z.string(), unit: z.string().exactOptional(), inputs: CaseInputs, seen: Seen }),
  reply: Standing,
  refuses: [
    'procedures.case-not-found',
    'procedures.act-not-found',
    'procedures.not-from-this-state',
    'procedures.wrong-role',
    'procedures.wrong-unit',
    'procedures.same-person',
    'procedures.clock-only',
    'procedures.incomplete',
    'procedures.guard-forbids',
    'procedures.changed-meanwhile',
    ...ADJUSTING,
  ],
})

const BulkResult = z.object({
  id: z.number().int().describe('case number'),
  state: z.string().nullable().describe('state after the act; null where it was refused'),
  refused: RefusalWords.nullable(),
})

export const actOnCases = route({
  method: 'POST',
  path: '/api/procedure-cases/acts',
  may: 'plan.write',
  summary:
    'Do one act in several cases, each for itself: one that is refused says why and undoes nothing in the others',
  body: z.object({
    act: z.string(),
    reason: z.string().max(4000).exactOptional(),
    cases: z
      .array(z.object({ id: z.number().int().describe('case number'), seen: Seen }))
      .min(1)
      .max(200),
  }),
  reply: z.object({
    done: z.number().int().describe('cases in which it was done'),
    results: z.array(BulkResult).describe('in the order asked'),
  }),
})

export const undoInCase = route({
  method: 'POST',
  path: '/api/procedure-cases/:id/undo',
  may: 'plan.write',
  summary: 'Take an own act back, in its time and so long as nothing rests on it',
  params: z.object({ id: z.coerce.number().int().describe('case number') }),
  body: z.object({
    undoes: z.number().int().describe('number of the event to take back'),
    reason: z.string().max(4000),
    seen: Seen,
  }),
  reply: Standing,
  refuses: [
    'procedures.case-not-found',
    'procedures.event-not-found',
    'procedures.not-undoable',
    'procedures.changed-meanwhile',
  ],
})

export const listPosts = route({
  method: 'GET',
  path: '/api/posts',
  may: 'account.manage',
  summary: 'Accounts with the posts in which they act in procedures',
  reply: z.object({
    rows: z.array(z.object({ account: z.string(), displayName: z.string(), posts: z.array(Post) })),
  }),
})

export const setPosts = route({
  method: 'POST',
  path: '/api/posts/:account',
  may: 'account.manage',
  summary: 'Give an account exactly these posts',
  params: z.object({ account: z.string() }),
  body: z.object({ posts: z.array(Post).max(100) }),
  reply: z.object({}),
  refuses: [
    'procedures.account-not-found',
    'organisations.unknown-name',
    'organisations.former-name',
    'organisations.closed',
  ],
})
