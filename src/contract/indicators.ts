// Indicators of a plan: the board of one year, and one indicator with its years, months and readings of its target.
import { z } from 'zod'
import { Inconsistency, Obligation } from './plans.ts'
import { route } from './route.ts'
import { Explanation } from './trace.ts'
import { AsKnownAt, Bilingual, Instant } from './wire.ts'

export const IndicatorStatus = z.enum(['met', 'not-met', 'cannot-judge', 'awaiting-city-target', 'no-formula'])
export type IndicatorStatus = z.output<typeof IndicatorStatus>

export const TargetReading = z.object({
  comparator: z.string().nullable(),
  value: z.number().nullable().describe('in the indicator unit'),
  text: z.string().describe('as printed'),
  source: z.string(),
  assumed: z.boolean().describe('comparator assumed, the plan prints none'),
  inconsistencyId: z.string().nullable(),
  status: IndicatorStatus,
  unrounded: IndicatorStatus.exactOptional().describe('its state were the value not rounded, where that differs'),
})
export type TargetReading = z.output<typeof TargetReading>

export const IndicatorValue = z.object({
  period: z.enum(['month', 'year']),
  at: Instant,
  basis: z.string().describe('in-force, or the edition all days are judged by'),
  value: z.string().nullable().describe('in the indicator unit'),
  assessed: z.string().nullable().describe('value after the rounding of the assessment, in the indicator unit'),
  numerator: z.number().nullable().describe('periods or sections counted'),
  denominator: z.number().nullable().describe('valid periods or sections'),
  completeness: z.number().nullable().describe('share of expected inputs present, 0 to 1'),
  status: IndicatorStatus,
  why: Bilingual.nullable(),
  isDemo: z.boolean(),
  sureness: z.enum(['verified', 'single-source', 'memory']).nullable(),
  editions: z.array(z.string()),
  knownFrom: Instant,
  ref: z.string(),
})
export type IndicatorValue = z.output<typeof IndicatorValue>

export const Projection = z.object({
  year: z.number().int().describe('calendar year that is projected'),
  method: z.enum(['days', 'trend', 'rate']).nullable(),
  value: z.string().nullable().describe('in the indicator unit'),
  low: z.string().nullable().describe('lower end of what four chances of five hold, in the indicator unit'),
  high: z.string().nullable().describe('upper end of what four chances of five hold, in the indicator unit'),
  chance: z.number().nullable().describe('that the target is met, 0 to 1'),
  why: Bilingual.nullable().describe('why there is none'),
  isDemo: z.boolean(),
})
export type Projection = z.output<typeof Projection>

export const EditionComparison = z.object({
  pinned: z.string().describe('edition in force when the plan began and its target was set'),
  present: z.string().describe('edition in force now'),
  readsTable: z.boolean().describe('whether the value depends on a table of the standard'),
  rows: z.array(
    z.object({
      role: z.enum(['in-force', 'pinned', 'present', 'other']),
      value: IndicatorValue,
      change: z.string().nullable().describe('value less that under the pinned edition, in the indicator unit'),
    }),
  ),
  changes: z.array(Bilingual).describe('where the tables part'),
  lost: z.number().int().describe('days that hit under the pinned edition and miss under the present one'),
  gained: z.number().int().describe('days that miss under the pinned edition and hit under the present one'),
  days: z
    .array(
      z.object({
        at: Instant,
        pinned: z.string().nullable().describe('index under the pinned edition'),
        present: z.string().nullable().describe('index under the present edition'),
        ref: z.string(),
      }),
    )
    .describe('the first of those days'),
})
export type EditionComparison = z.output<typeof EditionComparison>

export const IndicatorRow = z.object({
  id: z.string(),
  no: z.number().int().describe('row number in table 1'),
  sub: z.string().nullable(),
  category: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  unit: z.string(),
  attribute: z.enum(['binding', 'anticipatory']),
  direction: z.string(),
  target: z.object({
    comparator: z.string().nullable(),
    value: z.number().nullable().describe('in the indicator unit'),
    text: z.string(),
    setBy: z.string(),
    assumed: z.boolean(),
  }),
  baseline: z
    .object({
      value: z.number().describe('in its unit'),
      unit: z.string(),
      year: z.string(),
      comparable: z.boolean(),
      note: z.string().nullable(),
    })
    .nullable(),
  hasFormula: z.boolean(),
  takesReport: z.boolean().describe('whether a unit reports its numbers'),
  value: IndicatorValue.nullable(),
  previous: IndicatorValue.nullable().describe('the year before'),
  projection: Projection,
  inconsistencies: z.number().int().describe('recorded inconsistencies that touch it'),
})
export type IndicatorRow = z.output<typeof IndicatorRow>

export const listIndicators = route({
  method: 'GET',
  path: '/api/plans/:plan/indicators',
  may: 'plan.read',
  summary: 'The indicator board of one year, with the year before',
  params: z.object({ plan: z.string() }),
  query: z.object({
    year: z.coerce.number().int().min(2000).max(2100).optional().describe('calendar year'),
    asKnownAt: AsKnownAt,
  }),
  reply: z.object({
    year: z.number().int().describe('calendar year'),
    years: z.array(z.number().int().describe('calendar year')),
    rows: z.array(IndicatorRow),
    summary: z.record(IndicatorStatus, z.number().int().describe('measurables')),
  }),
  refuses: ['plans.not-found'],
})

export const readIndicator = route({
  method: 'GET',
  path: '/api/plans/:plan/indicators/:id',
  may: 'plan.read',
  summary: 'One indicator: definition, formula, years, months, other bases, target readings, obligations',
  params: z.object({ plan: z.string(), id: z.string() }),
  query: z.object({
    year: z.coerce.number().int().min(2000).max(2100).optional().describe('calendar year'),
    asKnownAt: AsKnownAt,
  }),
  reply: z.object({
    row: IndicatorRow,
    formula: z.object({ text: Bilingual, definition: z.unknown(), source: z.string() }).nullable(),
    formulaHint: z.string().nullable(),
    years: z.array(IndicatorValue),
    months: z.array(IndicatorValue),
    editions: EditionComparison.nullable().describe(
      'the chosen year under other editions; null where no standard is used',
    ),
    targetReadings: z.array(TargetReading),
    readingChances: z
      .array(z.number().nullable().describe('that this reading is met, 0 to 1'))
      .describe('by the projection, in the order of the readings'),
    projectionSteps: Explanation.nullable(),
    obligations: z.array(Obligation),
    inconsistencies: z.array(Inconsistency),
  }),
  refuses: ['plans.not-found', 'indicators.not-found'],
})

export const BreakdownBy = z.enum(['month', 'street', 'basin', 'site'])
export type BreakdownBy = z.output<typeof BreakdownBy>

export const BreakdownRow = z.object({
  place: z.string().nullable().describe('street, basin, site or month as YYYY-MM; null where a site names none'),
  code: z.string().nullable().describe('code of the site'),
  sites: z.number().int().nullable().describe('stations or sections'),
  value: z.string().nullable().describe('in the indicator unit'),
  numerator: z.number().int().nullable().describe('days or sections counted'),
  denominator: z.number().int().describe('valid days or sections'),
  completeness: z.number().nullable().describe('share of expected days or sections that are valid, 0 to 1'),
  ref: z.string().nullable(),
})
export type BreakdownRow = z.output<typeof BreakdownRow>

export const BreakdownQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2100).describe('calendar year'),
  by: BreakdownBy.optional(),
  asKnownAt: AsKnownAt,
})

export const readBreakdown = route({
  method: 'GET',
  path: '/api/plans/:plan/indicators/:id/breakdown',
  may: 'plan.read',
  summary: 'One indicator and year by month, street, basin or site, and whether the parts make the whole',
  params: z.object({ plan: z.string(), id: z.string() }),
  query: BreakdownQuery,
  reply: z.object({
    year: z.number().int().describe('calendar year'),
    by: BreakdownBy,
    choices: z
      .array(BreakdownBy)
      .describe('what this indicator can be broken down by; none where numbers are reported'),
    isDemo: z.boolean(),
    whole: IndicatorValue.nullable(),
    rows: z.array(BreakdownRow),
    note: Bilingual.extend({ addsUp: z.boolean() }),
  }),
  refuses: ['plans.not-found', 'indicators.not-found'],
})
