// Versions of a plan: what each changed and who approved it, the plan as it was, adjustments, and packs that may be loaded.
import { z } from 'zod'
import { Obligation, PlanBrief, PlanNodeBrief } from './plans.ts'
import { route } from './route.ts'
import { Bilingual, Instant, PageQuery, pageOf } from './wire.ts'

export const ChangedKind = z.enum(['obligation', 'measure', 'indicator', 'target', 'formula', 'other'])
export type ChangedKind = z.output<typeof ChangedKind>

const VersionNo = z.coerce.number().int().min(1).describe('number of the version, from 1')
const CaseNo = z.number().int().nullable().describe('case number')

export const PlanVersion = z.object({
  no: z.number().int().describe('number of the version, from 1'),
  version: z.string().describe('as the pack calls itself'),
  contentHash: z.string(),
  loadedAt: Instant,
  actor: z.string(),
  caseId: CaseNo.describe('adjustment it was made from; null: a pack was loaded'),
  isCompared: z.boolean().describe('whether it was held against the version before'),
  changes: z.number().int().describe('changed fields and things'),
  unapproved: z.number().int().describe('changes without an approved adjustment'),
})
export type PlanVersion = z.output<typeof PlanVersion>

/** approved: a case of adjustment stands behind it; unapproved: there is none. */
export const ChangeFilter = z.object({
  no: VersionNo.optional(),
  kind: ChangedKind.optional(),
  approval: z.enum(['approved', 'unapproved']).optional(),
  q: z.string().optional().describe('words of the thing, or its id'),
})

export const PlanChangeRow = z.object({
  no: z.number().int().describe('number of the version that brought it'),
  kind: ChangedKind,
  id: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  field: Bilingual.nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  text: Bilingual,
  caseId: CaseNo.describe('approved adjustment; null: there is none'),
})
export type PlanChangeRow = z.output<typeof PlanChangeRow>

export const listPlanVersions = route({
  method: 'GET',
  path: '/api/plans/:plan/versions',
  may: 'plan.read',
  summary: 'Versions of a plan, the newest first, with their changes and the approved adjustment behind each',
  params: z.object({ plan: z.string() }),
  query: PageQuery.extend(ChangeFilter.shape),
  reply: pageOf(PlanChangeRow).extend({
    versions: z.array(PlanVersion),
    failed: z
      .array(z.object({ caseId: z.number().int().describe('case number'), problem: Bilingual }))
      .describe('approved adjustments that could not take effect'),
    pending: z
      .array(z.object({ caseId: z.number().int().describe('case number'), title: z.string(), effective: z.string() }))
      .describe('approved adjustments whose day is yet to come'),
  }),
  refuses: ['plans.not-found', 'plans.version-not-found'],
})

export const readPlanVersion = route({
  method: 'GET',
  path: '/api/plans/:plan/versions/:no',
  may: 'plan.read',
  summary: 'The plan as it was in a version: its contents, and the obligations of one part',
  params: z.object({ plan: z.string(), no: VersionNo }),
  query: z.object({ node: z.string().optional().describe('chapter, section or measure') }),
  reply: z.object({
    plan: PlanBrief,
    version: PlanVersion.pick({ no: true, version: true, loadedAt: true, caseId: true }),
    newest: z.number().int().describe('number of the newest version'),
    nodes: z.array(PlanNodeBrief),
    obligations: z.array(Obligation),
  }),
  refuses: ['plans.not-found', 'plans.version-not-found', 'plans.version-unreadable', 'plans.node-not-found'],
})

export const AdjustmentRow = z.object({
  caseId: z.number().int().describe('case number'),
  title: z.string(),
  what: z.enum(['wording', 'deadline', 'target']),
  effective: z.string().describe('Beijing day'),
  state: z.enum(['pending', 'applied', 'failed']),
  versionNo: z.number().int().nullable().describe('number of the version that came of it'),
  problem: Bilingual.nullable(),
  changes: z.array(PlanChangeRow.pick({ field: true, before: true, after: true })),
})
export type AdjustmentRow = z.output<typeof AdjustmentRow>

export const listAdjustments = route({
  method: 'GET',
  path: '/api/plans/:plan/adjustments/:thing',
  may: 'plan.read',
  summary: 'Approved adjustments of an obligation or an indicator, with what stood before and after',
  params: z.object({ plan: z.string(), thing: z.string().describe('id of the obligation or indicator') }),
  reply: z.object({ rows: z.array(AdjustmentRow) }),
  refuses: ['plans.not-found'],
})

export const ShippedPack = z.object({
  name: z.string().describe('name of its folder'),
  pack: z
    .object({
      id: z.string(),
      version: z.string(),
      titleZh: z.string(),
      titleEn: z.string(),
      startYear: z.number().int().describe('calendar year'),
      endYear: z.number().int().describe('calendar year'),
      obligations: z.number().int().describe('obligations'),
      indicators: z.number().int().describe('measurables'),
    })
    .nullable()
    .describe('null: it cannot be loaded'),
  problem: Bilingual.nullable().describe('file, place and reason of the first fault'),
  loaded: z.enum(['no', 'as-it-is', 'another']).describe('whether this content, or another, is loaded'),
})
export type ShippedPack = z.output<typeof ShippedPack>

export const listShippedPacks = route({
  method: 'GET',
  path: '/api/packs',
  may: 'account.manage',
  summary: 'Plan packs that come with the product',
  reply: z.object({ rows: z.array(ShippedPack) }),
})

export const loadShippedPack = route({
  method: 'POST',
  path: '/api/packs/:name/load',
  may: 'account.manage',
  summary: 'Load a plan pack that comes with the product, whole or not at all',
  params: z.object({ name: z.string().max(100) }),
  reply: z.object({ id: z.string(), changed: z.boolean() }),
  refuses: ['plans.pack-not-shipped', 'plans.pack-unreadable', 'plans.pack-not-json', 'plans.pack-unknown-file'],
})
