// Downloads of lists and series as files: each has the query of its list, and the format at the end of its address.
import { z } from 'zod'
import { DivisionState } from './division.ts'
import { BreakdownQuery } from './indicators.ts'
import { listImports, listRecords } from './intake.ts'
import { OrganisationFilter } from './organisations.ts'
import { ChangeFilter } from './plan-versions.ts'
import { ProgressFilter } from './progress.ts'
import { ProjectFilter, ReserveFilter } from './projects.ts'
import { type Permission, route } from './route.ts'
import { listSites, ReadingKind, VerdictSubject } from './sites.ts'
import { SuccessionFilter } from './succession.ts'
import { DeviationFilter, SupervisedFilter } from './supervision.ts'
import { listUnitCases } from './unit-cases.ts'
import { AsKnownAt, Flag } from './wire.ts'

export const FileFormat = z.enum(['csv', 'xlsx', 'parquet', 'geojson'])
export type FileFormat = z.output<typeof FileFormat>

export const MEDIA_TYPES: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
  geojson: 'application/geo+json',
}

const TABLES = ['csv', 'xlsx', 'parquet'] as const
const PLACES = [...TABLES, 'geojson'] as const

/** What every download may be asked beside the query of its list. */
const Manner = z.object({
  lang: z.enum(['zh', 'en']).default('zh').describe('language of headings and words'),
  about: Flag.default(true).describe('whether a CSV ends with a line of source, edition, time of export and filters'),
})

const download = <Q extends z.ZodRawShape, const F extends readonly FileFormat[]>(asked: {
  name: string
  may: Permission
  summary: string
  query: z.ZodObject<Q>
  formats: F
  refuses?: readonly string[]
}) =>
  route({
    method: 'GET',
    path: `/api/downloads/${asked.name}.:format`,
    may: asked.may,
    summary: asked.summary,
    params: z.object({ format: z.enum(asked.formats) }),
    query: asked.query.extend(Manner.shape),
    reply: z.string(),
    files: asked.formats.map((format) => MEDIA_TYPES[format]),
    refuses: asked.refuses ?? [],
  })

/** The query of a list that has one. */
function askedOf<Q extends z.ZodType>({ query }: { query?: Q }): Q {
  if (!query) throw new Error('Cannot make a download of a list that asks nothing')
  return query
}

const Span = z.object({
  from: z.coerce.number().int().optional().describe('first instant, ms since 1970-01-01T00:00Z'),
  until: z.coerce.number().int().optional().describe('end, exclusive, ms since 1970-01-01T00:00Z'),
})

export const downloadSites = download({
  name: 'sites',
  may: 'site.read',
  summary: 'Monitoring sites with newest values and verdict, all that the filter of the list finds',
  query: askedOf(listSites).omit({ page: true, pageSize: true }),
  formats: PLACES,
})

export const downloadReadings = download({
  name: 'readings',
  may: 'site.read',
  summary: 'The reading table of a site, newest first, whole: a column a factor and one for its flag',
  query: Span.extend({ site: z.string(), kind: ReadingKind }),
  formats: TABLES,
  refuses: ['sites.not-found'],
})

export const downloadVerdicts = download({
  name: 'verdicts',
  may: 'site.read',
  summary: 'Verdicts of a site, newest first: those in force, or those of one edition',
  query: Span.extend({ site: z.string(), subject: VerdictSubject, edition: z.string().optional() }),
  formats: TABLES,
  refuses: ['sites.not-found'],
})

export const downloadIndicators = download({
  name: 'indicators',
  may: 'plan.read',
  summary: 'The indicator board of one year, with the year before',
  query: z.object({
    plan: z.string(),
    year: z.coerce.number().int().min(2000).max(2100).optional().describe('calendar year'),
    asKnownAt: AsKnownAt,
  }),
  formats: TABLES,
  refuses: ['plans.not-found'],
})

export const downloadBreakdown = download({
  name: 'indicator-breakdown',
  may: 'plan.read',
  summary: 'One indicator and year by month, street, basin or site',
  query: BreakdownQuery.extend({ plan: z.string(), id: z.string() }),
  formats: TABLES,
  refuses: ['plans.not-found', 'indicators.not-found'],
})

export const downloadObligations = download({
  name: 'obligations',
  may: 'plan.read',
  summary: 'Obligations of a plan, or of one chapter, section or measure of it',
  query: z.object({ plan: z.string(), node: z.string().optional() }),
  formats: TABLES,
  refuses: ['plans.not-found', 'plans.node-not-found'],
})

export const downloadPlanChanges = download({
  name: 'plan-changes',
  may: 'plan.read',
  summary: 'What the versions of a plan changed, with old and new text and the approved adjustment behind each',
  query: ChangeFilter.extend({ plan: z.string() }),
  formats: TABLES,
  refuses: ['plans.not-found', 'plans.version-not-found'],
})

export const downloadSuccession = download({
  name: 'succession',
  may: 'plan.read',
  summary: 'What becomes of each obligation of a plan in the plan that follows it',
  query: SuccessionFilter.extend({ plan: z.string() }),
  formats: TABLES,
  refuses: ['plans.not-found'],
})

export const downloadDivision = download({
  name: 'division',
  may: 'plan.read',
  summary: 'The division of labour: lead and assisting units of each obligation; filled in, it can be handed in again',
  query: z.object({
    plan: z.string(),
    state: DivisionState.optional(),
    unit: z.string().optional(),
    node: z.string().optional(),
    q: z.string().optional(),
  }),
  formats: TABLES,
  refuses: ['plans.not-found'],
})

export const downloadUnitCases = download({
  name: 'unit-cases',
  may: 'plan.read',
  summary: 'Open cases of a unit, overdue ones first, then those that wait on it',
  query: askedOf(listUnitCases).omit({ page: true, pageSize: true }),
  formats: TABLES,
})

export const downloadOrganisations = download({
  name: 'organisations',
  may: 'plan.read',
  summary: 'The register of units; filled in, it can be handed in again',
  query: OrganisationFilter.extend({
    template: Flag.optional().describe('whether only the empty table is wanted, to be filled in'),
  }),
  formats: TABLES,
})

export const downloadProjects = download({
  name: 'projects',
  may: 'plan.read',
  summary: 'Projects with their particulars, money and exceptions; filled in, it can be handed in again',
  query: ProjectFilter.extend({ plan: z.string() }),
  formats: PLACES,
  refuses: ['plans.not-found'],
})

export const downloadReserve = download({
  name: 'project-reserve',
  may: 'plan.read',
  summary: 'Projects of the reserve pool with the papers they lack, and every application on a row of its own',
  query: ReserveFilter.extend({ plan: z.string() }),
  formats: TABLES,
  refuses: ['plans.not-found'],
})

export const downloadProjectMilestones = download({
  name: 'project-milestones',
  may: 'plan.read',
  summary: 'Milestones of projects with planned, forecast and actual days; filled in, it can be handed in again',
  query: z.object({ plan: z.string() }),
  formats: TABLES,
  refuses: ['plans.not-found'],
})

export const downloadProjectMoney = download({
  name: 'project-money',
  may: 'plan.read',
  summary: 'Money entries of projects, or an empty table with every project to fill in',
  query: z.object({
    plan: z.string(),
    project: z.string().optional(),
    template: Flag.default(false).describe('whether it is the table to fill in'),
  }),
  formats: TABLES,
  refuses: ['plans.not-found'],
})

export const downloadProgress = download({
  name: 'progress',
  may: 'plan.read',
  summary: 'Obligations with their status by the rule and its reasons, the worst first',
  query: ProgressFilter.extend({ plan: z.string() }),
  formats: TABLES,
  refuses: ['plans.not-found'],
})

export const downloadDeviations = download({
  name: 'deviations',
  may: 'plan.read',
  summary: 'Deviations by state, the longest standing first',
  query: DeviationFilter.extend({ plan: z.string() }),
  formats: TABLES,
  refuses: ['plans.not-found'],
})

export const downloadSupervised = download({
  name: 'supervision',
  may: 'plan.read',
  summary: 'Orders and consultations under way, overdue first',
  query: SupervisedFilter.extend({ plan: z.string() }),
  formats: TABLES,
  refuses: ['plans.not-found'],
})

export const downloadReturn = download({
  name: 'progress-return',
  may: 'plan.read',
  summary: 'A return of a unit; filled in, it can be handed in again',
  query: z.object({ plan: z.string(), case: z.coerce.number().int().describe('case number') }),
  formats: TABLES,
  refuses: ['plans.not-found', 'progress.return-not-found'],
})

export const downloadAppraisal = download({
  name: 'appraisal',
  may: 'plan.read',
  summary: 'A score sheet: a row a unit and item, with the fact behind the points',
  query: z.object({ plan: z.string(), id: z.coerce.number().int().describe('number of the appraisal') }),
  formats: TABLES,
  refuses: ['appraisal.not-found'],
})

export const downloadStandard = download({
  name: 'standard',
  may: 'plan.read',
  summary: 'The figures of one edition of a standard, all its tables under each other',
  query: z.object({ id: z.string() }),
  formats: TABLES,
  refuses: ['standards.not-found'],
})

export const downloadRecords = download({
  name: 'records',
  may: 'intake.read',
  summary: 'Raw records as text with their findings, newest first',
  query: askedOf(listRecords).omit({ limit: true }),
  formats: TABLES,
})

export const downloadImports = download({
  name: 'imports',
  may: 'intake.read',
  summary: 'Imports, newest first',
  query: askedOf(listImports).omit({ page: true, pageSize: true }),
  formats: TABLES,
})
