// The register of projects: works and facilities with their life, milestones, money, performance, and what is out of order.
import { z } from 'zod'
import { MEDIA } from '#domain/plans/pack-projects.ts'
import { EXCEPTION_RULE_NAMES } from '#domain/projects/exceptions.ts'
import { PROJECT_STATES } from '#domain/projects/life-cycle.ts'
import { MILESTONE_STANDINGS } from '#domain/projects/milestones.ts'
import { MONEY_KINDS, MONEY_SOURCES } from '#domain/projects/money.ts'
import { TARGET_COMPARATORS } from '#domain/projects/performance.ts'
import { APPLICATION_STATES, FUND_LEVELS } from '#domain/projects/readiness.ts'
import { route } from './route.ts'
import { Bilingual, Flag, Instant, PageQuery, pageOf } from './wire.ts'

export const ProjectState = z.enum(PROJECT_STATES)
export const ProjectMedium = z.enum(MEDIA)
export const MoneyKind = z.enum(MONEY_KINDS)
export const MoneySource = z.enum(MONEY_SOURCES)
export const ExceptionRule = z.enum(EXCEPTION_RULE_NAMES)
export const ApplicationState = z.enum(APPLICATION_STATES)
export const FundLevel = z.enum(FUND_LEVELS)
export const TargetComparator = z.enum(TARGET_COMPARATORS)

const Text = z.string().trim().max(300)
const Filled = Text.min(1)
const Day = z.iso.date()
const Reason = Text.default('')
const Amount = z
  .string()
  .trim()
  .regex(/^(?!0+(\.0+)?$)\d{1,12}(\.\d{1,6})?$/)
  .describe('above zero, in 万元')
const Degrees = z
  .string()
  .trim()
  .regex(/^-?\d{1,3}(\.\d{1,8})?$/)
  .describe('WGS-84, degrees')

const ProjectException = z.object({
  rule: ExceptionRule,
  zh: z.string(),
  en: z.string(),
  amount: z.string().nullable().describe('万元'),
  entryId: z.number().int().nullable().describe('number of the money entry'),
  milestone: z.string().nullable(),
})

const Sums = z.object({
  budget: z.string().describe('万元'),
  appropriated: z.string().describe('万元'),
  paid: z.string().describe('万元'),
  used: z.string().describe('万元'),
})

/** What people enter of a project as it stands; null or empty: nobody has entered it. */
const Standing = z.object({
  state: ProjectState.nullable(),
  owner: z.string(),
  street: z.string(),
  place: z.string(),
  lon: z.string().nullable().describe('longitude, WGS-84, degrees'),
  lat: z.string().nullable().describe('latitude, WGS-84, degrees'),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  estimate: z.string().nullable().describe('approved cost, 万元'),
  capacity: z.string().nullable().describe('capacity as built, in `capacityUnit`'),
  capacityUnit: z.string(),
})

export const ProjectRow = Standing.extend({
  projectId: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  kind: z.enum(['project', 'facility', 'park', 'corridor', 'own']).describe('own: added by the district'),
  role: z.enum(['lead', 'assist']).describe('lead where any obligation that names it is led by the district'),
  medium: ProjectMedium,
  obligationIds: z.array(z.string()),
  sources: z.array(MoneySource).describe('sources of finance of its budget'),
  sums: Sums,
  paidShare: z.string().nullable().describe('payments in percent of the budget'),
  milestones: z.object({
    all: z.number().int().describe('milestones'),
    reached: z.number().int().describe('milestones'),
  }),
  next: z.object({ name: z.string(), plannedOn: z.string(), standing: z.enum(MILESTONE_STANDINGS) }).nullable(),
  exceptions: z.array(ProjectException),
})
export type ProjectRow = z.output<typeof ProjectRow>

export const ProjectFilter = z.object({
  state: z
    .enum([...PROJECT_STATES, 'blank'])
    .optional()
    .describe('blank: nobody has entered it'),
  medium: ProjectMedium.optional(),
  obligation: z.string().optional().describe('obligation, or chapter, section or measure that holds one'),
  street: z.string().optional(),
  source: MoneySource.optional().describe('source of finance of its budget'),
  exception: z.enum([...EXCEPTION_RULE_NAMES, 'any']).optional(),
  late: Flag.optional().describe('whether a milestone or the finish is late'),
  q: z.string().optional().describe('words of the name, owner or place, or the id'),
})

const Plan = z.object({ plan: z.string() })
const OneProject = z.object({ plan: z.string(), project: z.string() })

export const listProjects = route({
  method: 'GET',
  path: '/api/plans/:plan/projects',
  may: 'plan.read',
  summary: 'Projects with their money and what is out of order, those with exceptions first',
  params: Plan,
  query: ProjectFilter.extend(PageQuery.shape),
  reply: pageOf(ProjectRow).extend({
    totals: Sums.extend({
      all: z.number().int().describe('projects'),
      blank: z.number().int().describe('projects nobody has entered a state of'),
      late: z.number().int().describe('projects'),
      troubled: z.number().int().describe('projects with exceptions'),
      paidShare: z.string().nullable().describe('payments in percent of the budget'),
    }),
    states: z.array(z.object({ state: ProjectState, n: z.number().int().describe('projects') })),
    rules: z.array(z.object({ rule: ExceptionRule, n: z.number().int().describe('exceptions') })),
    mix: z.array(
      z.object({
        source: MoneySource,
        amount: z.string().describe('万元'),
        share: z.string().nullable().describe('percent of the budget'),
      }),
    ),
    weights: z.array(
      z.object({
        of: ProjectMedium,
        projects: z.number().int().describe('projects'),
        budget: z.string().describe('万元'),
        paid: z.string().describe('万元'),
        share: z.string().nullable().describe('percent of the budget'),
      }),
    ),
    streets: z.array(z.string()),
    marks: z.array(
      z.object({
        projectId: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        lon: z.number().describe('longitude, WGS-84, degrees'),
        lat: z.number().describe('latitude, WGS-84, degrees'),
        state: ProjectState.nullable(),
        isTroubled: z.boolean(),
      }),
    ),
  }),
  refuses: ['plans.not-found'],
})

/** Who entered a row and when. */
const Entered = z.object({
  id: z.number().int().describe('number of the entry'),
  author: z.string(),
  knownFrom: Instant,
  reason: z.string(),
})

const Milestone = z.object({
  name: Filled,
  plannedOn: Day,
  forecastOn: Day.nullable(),
  actualOn: Day.nullable(),
})
const Money = z.object({
  kind: MoneyKind,
  source: MoneySource,
  on: Day,
  amount: Amount,
  purpose: Text,
  milestone: Filled.nullable(),
  document: Text,
})
const Result = z.object({
  name: Filled,
  unit: Filled,
  comparator: TargetComparator,
  target: z
    .string()
    .regex(/^-?\d{1,15}(\.\d{1,9})?$/)
    .describe('in `unit`'),
  result: z
    .string()
    .regex(/^-?\d{1,15}(\.\d{1,9})?$/)
    .nullable()
    .describe('in `unit`'),
})
const Paper = z.object({ paper: Filled, document: Filled, on: Day })
const Application = z.object({
  fund: Filled,
  level: FundLevel,
  state: ApplicationState,
  dueOn: Day,
  asked: Amount,
  granted: Amount.nullable(),
  document: Text,
})

const ApplicationStanding = Application.extend({
  ...Entered.shape,
  daysLeft: z.number().int().nullable().describe('days until it must be in; negative: over; null: handed in'),
})
const PaperBrief = Bilingual.extend({ id: z.string() })

export const readProject = route({
  method: 'GET',
  path: '/api/plans/:plan/projects/:project',
  may: 'plan.read',
  summary: 'One project with all that stands of it and all that was ever entered',
  params: OneProject,
  reply: z.object({
    project: ProjectRow,
    nextStates: z.array(ProjectState).describe('states it may go to'),
    particulars: Entered.nullable(),
    figures: z.array(
      z.object({
        metricZh: z.string(),
        metricEn: z.string(),
        comparator: z.string(),
        value: z.string().describe('in `unit`'),
        unit: z.string(),
        obligationId: z.string(),
      }),
    ),
    obligations: z.array(
      z.object({
        id: z.string(),
        titleZh: z.string(),
        titleEn: z.string(),
        role: z.enum(['lead', 'assist']),
        measureId: z.string(),
        deadlineYear: z.number().int().describe('calendar year by which the plan asks for it'),
      }),
    ),
    indicators: z.array(z.object({ id: z.string(), nameZh: z.string(), nameEn: z.string() })),
    mix: listProjects.reply.shape.mix,
    milestones: z.array(Milestone.extend({ ...Entered.shape, standing: z.enum(MILESTONE_STANDINGS) })),
    money: z.array(Money.extend(Entered.shape)),
    results: z.array(Result.extend({ ...Entered.shape, isReached: z.boolean().nullable() })),
    papers: z.array(PaperBrief.extend({ held: Paper.extend(Entered.shape).nullable() })),
    papersNote: Bilingual,
    limitsNote: Bilingual,
    applications: z.array(ApplicationStanding),
    streets: z.array(z.string()),
    history: z.array(
      Entered.extend({
        of: z.string(),
        content: z.record(z.string(), z.unknown()),
        knownUntil: Instant.nullable(),
        closedBy: z.string().nullable(),
        closedReason: z.string().nullable(),
      }),
    ),
  }),
  refuses: ['plans.not-found', 'projects.not-found'],
})

export const addProject = route({
  method: 'POST',
  path: '/api/plans/:plan/projects',
  may: 'plan.write',
  summary: 'Add a project that the plan does not name, with the obligations it serves',
  params: Plan,
  body: z.object({
    name: Filled,
    medium: ProjectMedium,
    obligationIds: z.array(z.string()).min(1).max(50),
    reason: Filled,
  }),
  reply: z.object({ projectId: z.string() }),
  refuses: ['plans.not-found', 'projects.unknown-obligation', 'projects.name-taken'],
})

const Particulars = z.object({
  state: ProjectState.nullable(),
  owner: Text,
  street: Text,
  place: Text,
  lon: Degrees.nullable(),
  lat: Degrees.nullable(),
  startsOn: Day.nullable(),
  endsOn: Day.nullable(),
  estimate: Amount.nullable(),
  capacity: Amount.nullable().describe('above zero, in `capacityUnit`'),
  capacityUnit: Text,
})

export const ProjectEntry = z.discriminatedUnion('of', [
  Particulars.extend({ of: z.literal('particulars') }),
  Milestone.extend({ of: z.literal('milestone') }),
  Money.extend({ of: z.literal('money') }),
  Result.extend({ of: z.literal('result') }),
  Paper.extend({ of: z.literal('paper') }),
  Application.extend({ of: z.literal('application') }),
])
export type ProjectEntry = z.output<typeof ProjectEntry>
export const EntryKind = z.enum(['particulars', 'milestone', 'money', 'result', 'paper', 'application'])
export type EntryKind = z.output<typeof EntryKind>

const ENTRY_REFUSALS = [
  'plans.not-found',
  'projects.not-found',
  'projects.reason-needed',
  'projects.step-not-open',
  'projects.days-reversed',
  'projects.place-half',
  'projects.unknown-street',
  'projects.outside-plan',
  'projects.unknown-milestone',
  'projects.unknown-paper',
  'projects.papers-missing',
  'projects.application-step-not-open',
  'projects.granted-unclear',
]

export const enterProject = route({
  method: 'POST',
  path: '/api/plans/:plan/projects/:project/entries',
  may: 'plan.write',
  summary: 'Enter something of a project; what stood before is closed, never overwritten, and needs a reason',
  params: OneProject,
  body: z.object({ entry: ProjectEntry, reason: Reason }),
  reply: z.object({ id: z.number().int().describe('number of the entry') }),
  refuses: ENTRY_REFUSALS,
})

export const withdrawProjectEntry = route({
  method: 'POST',
  path: '/api/plans/:plan/projects/:project/entries/:of/:id/withdraw',
  may: 'plan.write',
  summary: 'Take back an entry with a reason; what it had replaced stands again',
  params: OneProject.extend({ of: EntryKind, id: z.coerce.number().int().describe('number of the entry') }),
  body: z.object({ reason: Filled }),
  reply: z.object({}),
  refuses: ['projects.nothing-stands'],
})

const Row = z.object({ row: z.number().int().describe('row of the sheet, from 1'), projectId: z.string() })
export const MoneyRow = Row.extend(Money.shape)
const MilestoneRow = Row.extend({
  milestone: Filled,
  plannedOn: Day.optional(),
  forecastOn: Day.optional(),
  actualOn: Day.optional(),
})
const ParticularsRow = Row.extend({
  state: ProjectState.optional(),
  owner: Filled.optional(),
  street: Filled.optional(),
  place: Filled.optional(),
  lon: Degrees.optional(),
  lat: Degrees.optional(),
  startsOn: Day.optional(),
  endsOn: Day.optional(),
  estimate: Amount.optional(),
})

export const readProjectFile = route({
  method: 'POST',
  path: '/api/plans/:plan/projects/read',
  may: 'plan.write',
  summary:
    'Read a table of money entries, of particulars or of milestones (XLSX or CSV, multipart field `file`); nothing is stored',
  params: Plan,
  upload: true,
  reply: z.object({
    money: z.array(MoneyRow),
    particulars: z.array(ParticularsRow),
    milestones: z.array(MilestoneRow),
    faults: z.array(
      z.object({ row: z.number().int().describe('row of the sheet, from 1'), zh: z.string(), en: z.string() }),
    ),
  }),
  refuses: [
    'plans.not-found',
    'projects.file-unreadable',
    'projects.file-too-large',
    'projects.columns-missing',
    'projects.unit-wrong',
    'projects.too-many-rows',
  ],
})

export const importProjects = route({
  method: 'POST',
  path: '/api/plans/:plan/projects/import',
  may: 'plan.write',
  summary: 'Store what was read from a table, all or nothing; what stands so already is left alone',
  params: Plan,
  body: z.object({
    money: z.array(MoneyRow).max(2000),
    particulars: z.array(ParticularsRow).max(2000),
    milestones: z.array(MilestoneRow).max(2000).default([]),
    reason: Filled,
  }),
  reply: z.object({
    entered: z.number().int().describe('entries stored'),
    unchanged: z.number().int().describe('rows that stand so already'),
  }),
  refuses: ENTRY_REFUSALS,
})

export const ReserveFilter = z.object({
  ready: Flag.optional().describe('whether all papers are there'),
})

export const listReserve = route({
  method: 'GET',
  path: '/api/plans/:plan/project-reserve',
  may: 'plan.read',
  summary: 'The reserve pool with what each project lacks, and the applications for higher funds by day',
  params: Plan,
  query: ReserveFilter.extend(PageQuery.shape),
  reply: pageOf(
    z.object({
      projectId: z.string(),
      nameZh: z.string(),
      nameEn: z.string(),
      medium: ProjectMedium,
      state: ProjectState.nullable(),
      missing: z.array(PaperBrief),
      applications: z.number().int().describe('applications'),
    }),
  ).extend({
    papers: z.array(PaperBrief),
    papersNote: Bilingual,
    pool: z.number().int().describe('projects of the pool or applied for, whatever the filter'),
    ready: z.number().int().describe('projects of the pool with all papers'),
    asked: z.string().describe('万元, applications that are not withdrawn'),
    granted: z.string().describe('万元'),
    overdue: z.number().int().describe('applications whose day is over'),
    calendar: z.array(
      ApplicationStanding.extend({
        projectId: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        missing: z.number().int().describe('papers missing'),
      }),
    ),
  }),
  refuses: ['plans.not-found'],
})
