// Samples that a laboratory reports: entered by hand or from a workbook, revised with a reason, never overwritten.
import { z } from 'zod'
import { route } from './route.ts'
import { Instant, PageQuery, pageOf } from './wire.ts'

const Text = (most: number) => z.string().trim().max(most)

export const SampleResult = z.object({
  factor: Text(40).min(1).describe('factor code'),
  result: Text(40).describe('0.31, <0.025, 0.025L, ND'),
  limit: Text(40).default('').describe('detection limit where the result does not carry it'),
  unit: Text(20).default('').describe('unit of result and limit; empty: that of storage'),
  method: Text(120).min(1).describe('method of analysis'),
})
export type SampleResult = z.output<typeof SampleResult>

export const SampleEntry = z.object({
  siteCode: Text(300).min(1),
  sampledAt: Instant.describe('time of sampling, ms since 1970-01-01T00:00Z'),
  sampleNo: Text(60).default(''),
  laboratory: Text(120).min(1),
  sampledBy: Text(60).min(1).describe('who took the sample'),
  results: z.array(SampleResult).min(1).max(200),
})
export type SampleEntry = z.output<typeof SampleEntry>

export const LabResultRow = z.object({
  siteCode: z.string(),
  siteName: z.string(),
  at: Instant,
  sampleNo: z.string().nullable(),
  factor: z.string(),
  factorName: z.string(),
  result: z.string().describe('as reported; empty: withdrawn'),
  value: z.number().nullable().describe('value in the unit of storage; null below detection'),
  limit: z.number().nullable().describe('detection limit in the unit of storage'),
  isBelow: z.boolean(),
  unit: z.string().describe('unit of storage'),
  reportedUnit: z.string(),
  method: z.string(),
  laboratory: z.string(),
  sampledBy: z.string(),
  author: z.string(),
  knownFrom: Instant,
  knownUntil: Instant.nullable(),
  reason: z.string().nullable(),
  versions: z.number().int().describe('versions of this result, the first included'),
  ref: z.string(),
})
export type LabResultRow = z.output<typeof LabResultRow>

export const listLabResults = route({
  method: 'GET',
  path: '/api/samples',
  may: 'intake.read',
  summary: 'Laboratory results that stand, newest sampling first',
  query: PageQuery.extend({
    site: z.string().max(300).optional().describe('site code'),
    search: z.string().max(100).optional().describe('in site, sample number, laboratory or person'),
  }),
  reply: pageOf(LabResultRow),
})

const OneResult = z.object({
  siteCode: z.string().max(300),
  at: z.coerce.number().int().describe('time of sampling, ms since 1970-01-01T00:00Z'),
  factor: z.string().max(40),
})

export const listResultVersions = route({
  method: 'GET',
  path: '/api/samples/versions',
  may: 'intake.read',
  summary: 'Every version of one result, newest first',
  query: OneResult,
  reply: z.object({ versions: z.array(LabResultRow) }),
  refuses: ['samples.not-found'],
})

export const listSampleFactors = route({
  method: 'GET',
  path: '/api/samples/factors',
  may: 'intake.read',
  summary: 'Factors a laboratory can report, with the unit they are stored in and the methods used before',
  reply: z.object({
    factors: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string(), unit: z.string() })),
    methods: z.array(z.string()),
    laboratories: z.array(z.string()),
  }),
})

const SAMPLE_REFUSES = [
  'samples.site-not-found',
  'samples.factor-not-found',
  'samples.factor-twice',
  'samples.time-unfit',
  'samples.reason-missing',
  'samples.result-unreadable',
  'samples.result-missing',
  'samples.limit-missing',
  'samples.limit-unreadable',
  'samples.limits-differ',
  'samples.below-own-limit',
  'samples.unit-unfit',
]

export const recordSamples = route({
  method: 'POST',
  path: '/api/samples',
  may: 'data.write',
  summary: 'Record samples; a result that stands already becomes a new version, which needs a reason. All or nothing',
  body: z.object({
    entries: z.array(SampleEntry).min(1).max(500),
    reason: Text(300).default(''),
    origin: Text(200).default('').describe('name of the file the entries came from'),
  }),
  reply: z.object({
    stored: z.number().int().describe('results new to the store'),
    revised: z.number().int().describe('results that replaced another'),
    unchanged: z.number().int().describe('results that stood already'),
  }),
  refuses: SAMPLE_REFUSES,
})

export const withdrawResult = route({
  method: 'POST',
  path: '/api/samples/withdraw',
  may: 'data.write',
  summary: 'Withdraw one result with a reason; it stays readable as a version',
  body: z.object({
    siteCode: z.string().max(300),
    at: Instant,
    factor: z.string().max(40),
    reason: Text(300).min(1),
  }),
  reply: z.object({}),
  refuses: ['samples.not-found'],
})

export const sampleTemplate = route({
  method: 'GET',
  path: '/api/samples/template.xlsx',
  may: 'intake.read',
  summary: 'The workbook to fill in, with the sites and factors to choose from',
  reply: z.object({}),
  files: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
})

export const readSampleFile = route({
  method: 'POST',
  path: '/api/samples/read',
  may: 'data.write',
  summary: 'Read a filled-in workbook or CSV (multipart field `file`); nothing is stored',
  upload: true,
  reply: z.object({
    entries: z.array(SampleEntry),
    rows: z.number().int().describe('rows with content'),
    faults: z.array(
      z.object({
        row: z.number().int().describe('row of the sheet, from 1'),
        zh: z.string(),
        en: z.string(),
      }),
    ),
  }),
  refuses: ['samples.file-unreadable', 'samples.file-too-large', 'samples.columns-missing'],
})
