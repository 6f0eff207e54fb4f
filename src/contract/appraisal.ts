// The yearly appraisal of units: schemes, score sheets with the fact behind every point, own reports, judgements, appeals.
import { z } from 'zod'
import { CaseBrief, OfferedAct } from './procedures.ts'
import { route } from './route.ts'
import { Bilingual, Instant } from './wire.ts'

const Id = z.string().min(1).max(100)
const Decimal = z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/)
const Points = z.string().describe('decimal text, points')
const Year = z.number().int().min(2000).max(2100).describe('calendar year')
const Version = z.number().int().min(1).describe('version, from 1')
const planParams = z.object({ plan: z.string() })
const AppraisalId = z.coerce.number().int().describe('number of the appraisal')
const one = z.object({ plan: z.string(), id: AppraisalId })
const UnitId = z.string().min(1).max(100).describe('number of the unit in the register, or its name where it has none')

export const Fact = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('known'),
    value: z.string().describe('decimal text in the unit of its source'),
    words: Bilingual,
    to: z.string().nullable().describe('address of the page that shows it'),
    sample: z.number().int().exactOptional().describe('cases that it rests on'),
    target: z.string().exactOptional(),
    comparator: z.string().exactOptional(),
    isMet: z.boolean().exactOptional(),
  }),
  z.object({ state: z.enum(['missing', 'not-applicable']), because: Bilingual, to: z.string().nullable() }),
])

export const ItemScore = z.object({
  id: z.string(),
  state: z.enum(['scored', 'missing', 'not-applicable']),
  weight: Points,
  points: Points.nullable().describe('null where the item does not apply'),
  because: Bilingual,
  fact: Fact,
})
export type ItemScore = z.output<typeof ItemScore>

export const UnitScore = z.object({
  id: UnitId,
  unit: z.string(),
  group: z.string(),
  items: z.array(ItemScore),
  adjustments: z.array(z.object({ id: z.string(), points: Points, because: Bilingual, fact: Fact })),
  vetoes: z.array(z.object({ id: z.string(), because: Bilingual, fact: Fact })),
  applicable: Points.describe('points that the scheme gives to what applies to the unit'),
  sum: Points.describe('points before a veto took effect'),
  total: Points,
  place: z
    .number()
    .int()
    .nullable()
    .describe('place in its group, from 1; equal totals share one; null where too little applies'),
  open: z.number().int().describe('facts that people have not given yet'),
})
export type UnitScore = z.output<typeof UnitScore>

/** 考核内容 — in reading order, with how deep it stands and its rule in words. */
export const SchemeLine = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  depth: z.number().int().describe('levels above it'),
  name: Bilingual,
  weight: Points,
  groups: z.array(z.string()).nullable().describe('null: asked of all'),
  refs: z.array(z.string()),
  rule: Bilingual.nullable().describe('null for an item that only holds others'),
  asks: z
    .object({
      by: z.enum(['own-report', 'judged']),
      words: Bilingual,
      unit: Bilingual,
      least: z.string().nullable(),
      most: z.string().nullable(),
    })
    .nullable()
    .describe('what people fill in; null where the figure is in the product'),
})
export type SchemeLine = z.output<typeof SchemeLine>

const schemeHead = {
  id: z.string(),
  version: Version,
  name: Bilingual,
  setBy: z.enum(['document', 'house']).describe('who set the weights; house: nobody has confirmed them'),
}
export const SchemeRow = z.object({
  ...schemeHead,
  source: z.enum(['pack', 'saved']),
  state: z.enum(['draft', 'issued']),
  document: z.string().nullable(),
  author: z.string().nullable(),
  savedAt: Instant.nullable(),
  note: z.string(),
})
export type SchemeRow = z.output<typeof SchemeRow>

export const AppraisalRow = z.object({
  id: z.number().int().describe('number of the appraisal'),
  year: Year,
  scheme: z.object(schemeHead),
  caseId: z.number().int().describe('number of the case'),
  state: z.string(),
  stateName: Bilingual,
  units: z.number().int().describe('units appraised'),
  openedAt: Instant,
})
export type AppraisalRow = z.output<typeof AppraisalRow>

export const listAppraisals = route({
  method: 'GET',
  path: '/api/plans/:plan/appraisals',
  may: 'plan.read',
  summary: 'Appraisals by year, newest first, and schemes: drafts of the pack and all that were saved',
  params: planParams,
  reply: z.object({
    appraisals: z.array(AppraisalRow),
    schemes: z.array(SchemeRow),
    mayOpen: z.boolean().describe('whether the caller acts for the plan office'),
  }),
  refuses: ['plans.not-found'],
})

const schemeParams = z.object({
  plan: z.string(),
  id: z.string(),
  version: z.coerce.number().int().describe('version, from 1'),
})

export const readScheme = route({
  method: 'GET',
  path: '/api/plans/:plan/appraisal-schemes/:id/:version',
  may: 'plan.read',
  summary: 'One version of a scheme: as a file, and line by line with its rules in words',
  params: schemeParams,
  reply: z.object({
    row: SchemeRow,
    body: z.looseObject({ id: z.string() }),
    manner: Bilingual,
    groups: z.array(z.object({ id: z.string(), name: Bilingual })),
    lines: z.array(SchemeLine),
    adjustments: z.array(z.object({ id: z.string(), name: Bilingual, words: Bilingual })),
    vetoes: z.array(z.object({ id: z.string(), name: Bilingual, words: Bilingual })),
  }),
  refuses: ['plans.not-found', 'appraisal.scheme-not-found'],
})

const Faults = z.array(Bilingual).describe('each with path, reason and what to do')

export const saveScheme = route({
  method: 'POST',
  path: '/api/plans/:plan/appraisal-schemes',
  may: 'plan.write',
  summary: 'Save a scheme as a new version, a draft; one with a fault is not kept',
  params: planParams,
  body: z.object({ scheme: z.looseObject({}), note: z.string().trim().max(500).default('') }),
  reply: z.object({ id: z.string(), version: Version, faults: Faults }),
  refuses: ['plans.not-found', 'appraisal.no-post', 'appraisal.nothing-changed'],
})

export const issueScheme = route({
  method: 'POST',
  path: '/api/plans/:plan/appraisal-schemes/:id/:version/issue',
  may: 'plan.write',
  summary: 'Say by which document a saved scheme was issued; only then units are appraised by it',
  params: schemeParams,
  body: z.object({ document: z.string().trim().min(1).max(300) }),
  reply: z.object({}),
  refuses: ['plans.not-found', 'appraisal.no-post', 'appraisal.scheme-not-found', 'appraisal.issued-already'],
})

export const openAppraisal = route({
  method: 'POST',
  path: '/api/plans/:plan/appraisals',
  may: 'plan.write',
  summary: 'Open the appraisal of a year by an issued scheme; units left out: all that stand in its groups',
  params: planParams,
  body: z.object({
    year: Year,
    scheme: z.object({ id: z.string(), version: Version }),
    due: z.iso.date().describe('last day of the own reports'),
    units: z.array(z.string().max(100)).min(1).max(500).exactOptional(),
  }),
  reply: z.object({ id: z.number().int().describe('number of the appraisal') }),
  refuses: [
    'plans.not-found',
    'appraisal.no-post',
    'appraisal.scheme-not-found',
    'appraisal.not-issued',
    'appraisal.year-ahead',
    'appraisal.due-past',
    'appraisal.under-way',
    'appraisal.no-units',
    'appraisal.unit-outside',
  ],
})

const Group = z.object({ id: z.string(), name: Bilingual })
const Appeal = z.object({
  id: z.number().int().describe('number of the appeal'),
  unitId: UnitId,
  itemId: z.string(),
  wanted: z.string(),
  words: z.string(),
  author: z.string(),
  at: Instant,
  decision: z
    .object({ isUpheld: z.boolean(), value: z.string().nullable(), words: z.string(), by: z.string(), at: Instant })
    .nullable(),
})
export type Appeal = z.output<typeof Appeal>

export const Frozen = z.object({
  stage: z.enum(['published', 'signed']),
  at: Instant,
  author: z.string(),
  hash: z.string().describe('SHA-256 of the sheet'),
  holds: z.boolean().describe('whether the sheet still has its hash'),
})

const Entry = z.object({
  unitId: UnitId,
  itemId: z.string(),
  kind: z.enum(['own-report', 'judged', 'decided']),
  value: z.string(),
  words: z.string(),
  author: z.string(),
  at: Instant,
})

export const UnitChange = z.object({
  id: UnitId,
  unit: z.string(),
  group: z.string(),
  before: z.object({ total: Points, place: z.number().int().nullable().describe('place, from 1') }).nullable(),
  after: z.object({ total: Points, place: z.number().int().nullable().describe('place, from 1') }).nullable(),
  difference: Points.nullable(),
  items: z.array(z.object({ id: z.string(), before: Points.nullable(), after: Points.nullable() })),
})
export type UnitChange = z.output<typeof UnitChange>

export const readAppraisal = route({
  method: 'GET',
  path: '/api/plans/:plan/appraisals/:id',
  may: 'plan.read',
  summary:
    'The score sheet: as it would come out now until it is published, then as it was frozen, with what differs since',
  params: one,
  reply: z.object({
    id: z.number().int().describe('number of the appraisal'),
    year: Year,
    scheme: z.object({ ...schemeHead, full: Points, document: z.string().nullable() }),
    manner: Bilingual,
    groups: z.array(Group),
    lines: z.array(SchemeLine),
    adjustments: z.array(z.object({ id: z.string(), name: Bilingual, asks: Bilingual })),
    vetoes: z.array(z.object({ id: z.string(), name: Bilingual, asks: Bilingual })),
    case: CaseBrief,
    strands: z.array(z.object({ unitId: UnitId, unit: z.string(), state: z.string(), stateName: Bilingual })),
    acts: z.array(OfferedAct),
    basis: z.enum(['live', 'published', 'signed']).describe('what the sheet shows'),
    frozen: z.array(Frozen),
    units: z.array(UnitScore),
    heads: z.record(z.string(), z.array(z.string())).describe('by unit: who was its head on the day it was frozen'),
    entries: z.array(Entry),
    appeals: z.array(Appeal),
    differences: z.array(UnitChange).describe('units whose points would come out differently today'),
    may: z.object({
      reportFor: z.array(UnitId),
      appealFor: z.array(UnitId),
      judge: z.boolean(),
      decideFor: z.array(UnitId),
    }),
    others: z.array(z.object({ id: z.number().int().describe('number of the appraisal'), year: Year })),
  }),
  refuses: ['plans.not-found', 'appraisal.not-found'],
})

export const enterFact = route({
  method: 'POST',
  path: '/api/plans/:plan/appraisals/:id/entries',
  may: 'plan.write',
  summary:
    'Enter what a unit reports of itself, or what a reviewer judges; what stood is closed. A null value takes back',
  params: one,
  body: z.object({
    unitId: UnitId,
    itemId: Id,
    value: Decimal.nullable(),
    words: z.string().trim().max(2000),
    reason: z.string().trim().max(500).default(''),
  }),
  reply: z.object({}),
  refuses: [
    'plans.not-found',
    'appraisal.not-found',
    'appraisal.unit-not-found',
    'appraisal.item-not-asked',
    'appraisal.not-yours',
    'appraisal.not-open',
    'appraisal.out-of-bounds',
    'appraisal.words-needed',
    'appraisal.reason-needed',
    'appraisal.nothing-stands',
  ],
})

const ActRefusals = [
  'procedures.case-not-found',
  'procedures.not-from-this-state',
  'procedures.wrong-role',
  'procedures.wrong-unit',
  'procedures.same-person',
  'procedures.incomplete',
  'procedures.guard-forbids',
  'procedures.changed-meanwhile',
] as const

export const appeal = route({
  method: 'POST',
  path: '/api/plans/:plan/appraisals/:id/appeals',
  may: 'plan.write',
  summary: 'Appeal against points of a unit, all items at once, with evidence handed in before',
  params: one,
  body: z.object({
    unitId: UnitId,
    items: z
      .array(z.object({ itemId: Id, wanted: Decimal, words: z.string().trim().min(1).max(2000) }))
      .min(1)
      .max(50),
  }),
  reply: z.object({}),
  refuses: [
    'plans.not-found',
    'appraisal.not-found',
    'appraisal.unit-not-found',
    'appraisal.item-not-asked',
    'appraisal.out-of-bounds',
    ...ActRefusals,
  ],
})

export const decideAppeal = route({
  method: 'POST',
  path: '/api/plans/:plan/appraisals/:id/decisions',
  may: 'plan.write',
  summary:
    'Decide every item of a unit’s appeal; an upheld one takes the value decided and is scored again by the rule',
  params: one,
  body: z.object({
    unitId: UnitId,
    decisions: z
      .array(
        z.object({
          itemId: Id,
          isUpheld: z.boolean(),
          value: Decimal.nullable(),
          words: z.string().trim().min(1).max(2000),
        }),
      )
      .min(1)
      .max(50),
  }),
  reply: z.object({}),
  refuses: [
    'plans.not-found',
    'appraisal.not-found',
    'appraisal.unit-not-found',
    'appraisal.decision-incomplete',
    'appraisal.out-of-bounds',
    ...ActRefusals,
  ],
})

export const tryWeights = route({
  method: 'POST',
  path: '/api/plans/:plan/appraisals/:id/what-if',
  may: 'plan.read',
  summary: 'What if: the same facts under other weights or another scheme; nothing is kept',
  params: one,
  body: z.object({
    weights: z.record(z.string(), z.string().max(20)).default({}).describe('by item; decimal texts, points'),
    scheme: z.object({ id: z.string(), version: Version }).exactOptional(),
  }),
  reply: z.object({ changes: z.array(UnitChange), faults: Faults }),
  refuses: ['plans.not-found', 'appraisal.not-found', 'appraisal.scheme-not-found'],
})

export const compareAppraisals = route({
  method: 'GET',
  path: '/api/plans/:plan/appraisals/:id/compare/:other',
  may: 'plan.read',
  summary: 'Two appraisals unit by unit and item by item; a renamed unit is the same',
  params: one.extend({ other: AppraisalId }),
  reply: z.object({ changes: z.array(UnitChange), names: z.record(z.string(), Bilingual).describe('by item') }),
  refuses: ['plans.not-found', 'appraisal.not-found'],
})

export const readUnitRecord = route({
  method: 'GET',
  path: '/api/organisations/:id/appraisals',
  may: 'plan.read',
  summary: 'The record of a unit: its signed or published sheets by year, under whatever name it then had',
  params: z.object({ id: z.coerce.number().int().describe('number of the unit') }),
  reply: z.object({
    rows: z.array(
      z.object({
        appraisalId: z.number().int().describe('number of the appraisal'),
        year: Year,
        unit: z.string(),
        stage: z.enum(['published', 'signed']),
        at: Instant,
        total: Points,
        place: z.number().int().nullable().describe('place in its group, from 1'),
        among: z.number().int().describe('units of its group'),
        heads: z.array(z.string()),
        hash: z.string().describe('SHA-256 of the sheet'),
      }),
    ),
  }),
})
