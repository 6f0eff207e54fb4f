// A plan's year under assessment: numbers that units report, targets the city hands down, and years that are signed off.
import { z } from 'zod'
import { IndicatorStatus, TargetReading } from './indicators.ts'
import { route } from './route.ts'
import { AsKnownAt, Bilingual, Instant } from './wire.ts'

const Year = z.coerce.number().int().min(2000).max(2100).describe('calendar year')
const Reason = z.string().trim().max(500)

export const ReportForm = z.object({
  inputs: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string(), unit: z.string() })),
})

export const IndicatorReport = z.object({
  id: z.number().int().describe('number of the report'),
  inputs: z.record(z.string(), z.string()).describe('numbers by input, as they were given'),
  source: z.string(),
  author: z.string(),
  reason: z.string(),
  knownFrom: Instant,
  knownUntil: Instant.nullable(),
  closedBy: z.string().nullable(),
  closedReason: z.string().nullable(),
})
export type IndicatorReport = z.output<typeof IndicatorReport>

export const CityTarget = z.object({
  id: z.number().int().describe('number of the notice'),
  comparator: z.enum(['>=', '<=', '>', '<', '=']),
  value: z.string().describe('in the unit of the indicator'),
  document: z.string(),
  issuedAt: Instant,
  author: z.string(),
  reason: z.string(),
  knownFrom: Instant,
  knownUntil: Instant.nullable(),
  closedBy: z.string().nullable(),
  closedReason: z.string().nullable(),
})
export type CityTarget = z.output<typeof CityTarget>

export const AssessedRow = z.object({
  id: z.string(),
  no: z.number().int().describe('row number in table 1'),
  sub: z.string().nullable(),
  nameZh: z.string(),
  nameEn: z.string(),
  unit: z.string(),
  attribute: z.enum(['binding', 'anticipatory']),
  printed: z.string().describe('target as the plan prints it'),
  comparator: z.string().nullable(),
  assumed: z.boolean().describe('comparator assumed, the plan prints none'),
  target: z.string().nullable().describe('in the unit of the indicator'),
  setBy: z.enum(['plan', 'city_assignment']),
  value: z.string().nullable().describe('in the unit of the indicator'),
  status: IndicatorStatus,
  why: Bilingual.nullable(),
  isDemo: z.boolean(),
  sureness: z.enum(['verified', 'single-source', 'memory']).nullable(),
  readings: z.array(TargetReading),
  baseline: z
    .object({
      value: z.number().describe('in its unit'),
      unit: z.string(),
      year: z.string(),
      comparable: z.boolean(),
      note: z.string().nullable(),
    })
    .nullable(),
  progress: z
    .number()
    .nullable()
    .describe('share of the way from baseline to target, percent; null where it cannot be told'),
  inconsistencies: z.array(z.string()),
  formulaHash: z.string().nullable().describe('first 128 bits of the SHA-256 of the formula'),
  inputsHash: z.string().nullable().describe('first 128 bits of the SHA-256 of what it was computed from'),
  knownFrom: Instant.nullable(),
  ref: z.string().nullable(),
})
export type AssessedRow = z.output<typeof AssessedRow>

const Totals = z.object({
  all: z.number().int().describe('measurables'),
  assessable: z.number().int().describe('measurables whose target is set'),
  met: z.number().int().describe('measurables'),
  missed: z.number().int().describe('measurables'),
  open: z.number().int().describe('assessable measurables that cannot be judged yet'),
  pending: z.number().int().describe('measurables that await the target of the city'),
})

const SignoffBrief = z.object({
  version: z.number().int().describe('number of the sign-off of this year'),
  signedAt: Instant,
  signedBy: z.string(),
  note: z.string(),
  hash: z.string().describe('SHA-256 of the frozen rows'),
  changed: z.number().int().describe('measurables that stand differently now'),
})

export const readAssessment = route({
  method: 'GET',
  path: '/api/plans/:plan/assessment',
  may: 'plan.read',
  summary: 'A year of the plan assessed: every measurable with value, comparator as printed and as assumed, and totals',
  params: z.object({ plan: z.string() }),
  query: z.object({ year: Year.optional(), asKnownAt: AsKnownAt }),
  reply: z.object({
    year: z.number().int().describe('calendar year'),
    isOver: z.boolean(),
    rows: z.array(AssessedRow),
    totals: Totals,
    signoffs: z.array(SignoffBrief),
  }),
  refuses: ['plans.not-found'],
})

const OfIndicator = z.object({ plan: z.string(), id: z.string() })

export const readYearInputs = route({
  method: 'GET',
  path: '/api/plans/:plan/indicators/:id/inputs',
  may: 'plan.read',
  summary: 'What is reported for an indicator and a year, and its city target: the form, what stands and what stood',
  params: OfIndicator,
  query: z.object({ year: Year }),
  reply: z.object({
    form: ReportForm.nullable(),
    takesCityTarget: z.boolean(),
    reports: z.array(IndicatorReport).describe('newest first'),
    targets: z.array(CityTarget).describe('newest first'),
  }),
  refuses: ['plans.not-found', 'indicators.not-found'],
})

export const saveReport = route({
  method: 'POST',
  path: '/api/plans/:plan/indicators/:id/reports',
  may: 'plan.write',
  summary: 'Report the numbers of a year with their document; one that replaces another needs a reason',
  params: OfIndicator,
  body: z.object({
    year: Year,
    inputs: z.record(z.string(), z.string().max(40)),
    source: z.string().trim().min(1).max(200),
    reason: Reason.default(''),
  }),
  reply: z.object({ id: z.number().int().describe('number of the report') }),
  refuses: [
    'plans.not-found',
    'indicators.not-found',
    'indicators.not-reported',
    'indicators.report-wrong',
    'indicators.reason-needed',
    'indicators.outside-plan',
  ],
})

export const withdrawReport = route({
  method: 'POST',
  path: '/api/plans/:plan/indicators/:id/reports/withdraw',
  may: 'plan.write',
  summary: 'Withdraw the report of a year; it stays readable',
  params: OfIndicator,
  body: z.object({ year: Year, reason: Reason.min(1) }),
  reply: z.object({}),
  refuses: ['plans.not-found', 'indicators.not-found', 'indicators.nothing-stands'],
})

export const saveCityTarget = route({
  method: 'POST',
  path: '/api/plans/:plan/indicators/:id/city-targets',
  may: 'plan.write',
  summary:
    'Enter the target that the city hands down for a year, with its document; one that replaces another needs a reason',
  params: OfIndicator,
  body: z.object({
    year: Year,
    comparator: z.enum(['>=', '<=', '>', '<', '=']),
    value: z.string().max(40).describe('in the unit of the indicator'),
    document: z.string().trim().min(1).max(200),
    issuedAt: Instant,
    reason: Reason.default(''),
  }),
  reply: z.object({ id: z.number().int().describe('number of the notice') }),
  refuses: [
    'plans.not-found',
    'indicators.not-found',
    'indicators.target-of-plan',
    'indicators.target-wrong',
    'indicators.reason-needed',
    'indicators.outside-plan',
  ],
})

export const withdrawCityTarget = route({
  method: 'POST',
  path: '/api/plans/:plan/indicators/:id/city-targets/withdraw',
  may: 'plan.write',
  summary: 'Withdraw the city target of a year; it stays readable',
  params: OfIndicator,
  body: z.object({ year: Year, reason: Reason.min(1) }),
  reply: z.object({}),
  refuses: ['plans.not-found', 'indicators.not-found', 'indicators.nothing-stands'],
})

export const signYear = route({
  method: 'POST',
  path: '/api/plans/:plan/assessment/sign',
  may: 'plan.write',
  summary: 'Sign a year off: its values, targets, formulas and data are frozen as a version',
  params: z.object({ plan: z.string() }),
  body: z.object({ year: Year, note: z.string().trim().max(500).default('') }),
  reply: z.object({ version: z.number().int().describe('number of the sign-off of this year') }),
  refuses: ['plans.not-found', 'indicators.year-runs', 'indicators.nothing-changed', 'indicators.outside-plan'],
})

export const readSignoff = route({
  method: 'GET',
  path: '/api/plans/:plan/assessment/:year/signed/:version',
  may: 'plan.read',
  summary: 'A year as it was signed, and what stands differently now',
  params: z.object({
    plan: z.string(),
    year: Year,
    version: z.coerce.number().int().min(1).describe('number of the sign-off'),
  }),
  reply: z.object({
    version: z.number().int().describe('number of the sign-off of this year'),
    signedAt: Instant,
    signedBy: z.string(),
    note: z.string(),
    hash: z.string().describe('SHA-256 of the frozen rows'),
    holds: z.boolean().describe('whether the rows still have that hash'),
    rows: z.array(AssessedRow),
    differences: z.array(
      z.object({
        id: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        field: z.enum(['value', 'status', 'target', 'comparator', 'formulaHash', 'inputsHash']),
        signed: z.string().nullable(),
        now: z.string().nullable(),
      }),
    ),
  }),
  refuses: ['plans.not-found', 'indicators.not-signed'],
})
