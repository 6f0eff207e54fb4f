// The plan: tree, search, measures with their obligations and paragraphs, and the import of its official text.
import { z } from 'zod'
import { route } from './route.ts'
import { Flag, Instant, PageQuery, pageOf } from './wire.ts'

const planParams = z.object({ plan: z.string() })

export const PlanBrief = z.object({
  id: z.string(),
  version: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  startYear: z.number().int().describe('calendar year'),
  endYear: z.number().int().describe('calendar year'),
  counts: z.record(z.string(), z.number().int().describe('pieces')),
  officialText: z.boolean().describe('whether the official text has been imported'),
})
export type PlanBrief = z.output<typeof PlanBrief>

export const listPlans = route({
  method: 'GET',
  path: '/api/plans',
  may: 'plan.read',
  summary: 'Loaded plans',
  reply: z.object({ rows: z.array(PlanBrief) }),
})

export const PlanNodeBrief = z.object({
  id: z.string(),
  kind: z.enum(['chapter', 'section', 'measure']),
  parentId: z.string().nullable(),
  titleZh: z.string(),
  titleEn: z.string(),
  obligations: z.number().int().describe('obligations in it'),
  inconsistencies: z.number().int().describe('recorded inconsistencies that touch it'),
})
export type PlanNodeBrief = z.output<typeof PlanNodeBrief>

export const readPlanTree = route({
  method: 'GET',
  path: '/api/plans/:plan/tree',
  may: 'plan.read',
  summary: 'Chapters, sections and measures in order, flat with parents',
  params: planParams,
  reply: z.object({ plan: PlanBrief, nodes: z.array(PlanNodeBrief) }),
  refuses: ['plans.not-found'],
})

export const Inconsistency = z.object({
  id: z.string(),
  severity: z.string(),
  what: z.string(),
  values: z.array(z.string()),
  handling: z.string().nullable(),
  refs: z.array(z.string()),
})
export type Inconsistency = z.output<typeof Inconsistency>

export const Obligation = z.object({
  id: z.string(),
  measureId: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  verb: z.string(),
  role: z.enum(['lead', 'assist']),
  domain: z.string().nullable(),
  deadline: z.string(),
  counterparts: z.array(z.string()),
  targets: z.array(
    z.object({
      metric: z.string(),
      comparator: z.string(),
      value: z.string(),
      unit: z.string().nullable(),
      year: z.number().int().nullable().describe('calendar year'),
      indicatorId: z.string().nullable(),
    }),
  ),
  indicatorIds: z.array(z.string()),
  inconsistencies: z.array(Inconsistency),
  anchor: z.string().nullable(),
})
export type Obligation = z.output<typeof Obligation>

export const Paragraph = z.object({
  id: z.string(),
  offset: z.number().int().describe('characters from the start of the official text'),
  line: z.number().int().describe('line of the official text, from 1'),
  text: z.string(),
})
export type Paragraph = z.output<typeof Paragraph>

export const readPlanNode = route({
  method: 'GET',
  path: '/api/plans/:plan/nodes/:id',
  may: 'plan.read',
  summary: 'A chapter, section or measure with its obligations, paragraphs and inconsistencies',
  params: planParams.extend({ id: z.string() }),
  reply: z.object({
    node: PlanNodeBrief,
    path: z.array(PlanNodeBrief),
    obligations: z.array(Obligation),
    paragraphs: z.array(Paragraph),
    inconsistencies: z.array(Inconsistency),
    systems: z.array(z.string()),
  }),
  refuses: ['plans.not-found', 'plans.node-not-found'],
})

export const SearchHit = z.object({
  kind: z.enum(['obligation', 'measure', 'paragraph']),
  id: z.string(),
  nodeId: z.string().describe('the measure, section or chapter to open'),
  text: z.string(),
  highlight: z.array(
    z.object({ from: z.number().int().describe('character'), until: z.number().int().describe('character') }),
  ),
  path: z.string().describe('chapter and section titles'),
  verb: z.string().nullable(),
  role: z.enum(['lead', 'assist']).nullable(),
  hasTarget: z.boolean(),
})
export type SearchHit = z.output<typeof SearchHit>

export const searchPlan = route({
  method: 'GET',
  path: '/api/plans/:plan/search',
  may: 'plan.read',
  summary: 'Full-text search with the synonyms of the plan, and filters',
  params: planParams,
  query: PageQuery.extend({
    q: z.string().max(200).default(''),
    chapter: z.string().optional(),
    verb: z.string().optional(),
    role: z.enum(['lead', 'assist']).optional(),
    hasTarget: Flag.optional(),
  }),
  reply: pageOf(SearchHit).extend({
    verbs: z.record(z.string(), z.number().int().describe('hits with this verb')),
    others: z
      .array(
        PlanBrief.pick({ id: true, titleZh: true, titleEn: true }).extend({ total: z.number().int().describe('hits') }),
      )
      .describe('other loaded plans in which the same is found, in whatever chapter'),
  }),
  refuses: ['plans.not-found'],
})

export const importPlanText = route({
  method: 'POST',
  path: '/api/plans/:plan/text',
  may: 'plan.write',
  summary:
    'Read the official text of the plan (multipart field `file`); its paragraphs then stand beside the obligations',
  params: planParams,
  upload: true,
  reply: z.object({
    chapters: z.number().int().describe('chapters found'),
    sections: z.number().int().describe('sections found'),
    headlines: z.number().int().describe('measure headlines found'),
    indicatorRows: z.number().int().describe('rows of the indicator table found'),
    paragraphs: z.number().int().describe('paragraphs kept'),
    review: z.array(z.object({ line: z.number().int().describe('line'), message: z.string() })),
    importedAt: Instant,
  }),
  refuses: ['plans.not-found', 'plans.text-unreadable'],
})
