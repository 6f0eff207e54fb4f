// Monitoring sites: list, map, one site with its readings, series and verdicts.
import { z } from 'zod'
import { route } from './route.ts'
import { AsKnownAt, Bilingual, Flag, Instant, PageQuery, pageOf } from './wire.ts'

export const SiteKind = z.enum(['air', 'section', 'reservoir', 'outfall', 'dust', 'noise', 'district'])
export const ReadingKind = z.enum(['realtime', 'minute', 'hour', 'day', 'sample'])
export const VerdictSubject = z.enum(['air-hour', 'air-day', 'water-sample', 'water-month', 'water-year'])
export type SiteKind = z.output<typeof SiteKind>
export type ReadingKind = z.output<typeof ReadingKind>
export type VerdictSubject = z.output<typeof VerdictSubject>

/** 评价结论 — the short form shown in tables and on the map; `ref` opens the trace. */
export const VerdictBrief = z.object({
  subject: VerdictSubject,
  at: Instant,
  edition: z.string(),
  judged: z.boolean(),
  why: Bilingual.nullable().describe('why it cannot be judged'),
  grade: z.number().int().nullable().describe('air level 1–6 or water class 1–6 (6 = worse than V)'),
  label: Bilingual.nullable().describe('优 良 … or Ⅰ … 劣Ⅴ'),
  colour: z.string().nullable().describe('colour the standard prescribes, #RRGGBB'),
  aqi: z.number().int().nullable().describe('AQI, 1 to 500'),
  limiting: z.array(z.string()).describe('primary pollutants or worst items, display names'),
  sureness: z.enum(['verified', 'single-source', 'memory']),
  ref: z.string(),
})
export type VerdictBrief = z.output<typeof VerdictBrief>

export const LatestValue = z.object({
  factor: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  unit: z.string(),
  value: z.number().nullable().describe('in the unit beside it'),
  text: z.string().describe('value with the digits it is reported with'),
  flag: z.string(),
  ref: z.string(),
})

export const SiteRow = z.object({
  id: z.number().int().describe('site number'),
  code: z.string(),
  kind: SiteKind,
  name: z.string(),
  nameEn: z.string().nullable(),
  city: z.string().nullable(),
  district: z.string().nullable(),
  street: z.string().nullable(),
  basin: z.string().nullable(),
  lon: z.number().nullable().describe('longitude WGS84, degrees'),
  lat: z.number().nullable().describe('latitude WGS84, degrees'),
  waterType: z.enum(['river', 'lake']).nullable(),
  targetClass: z.string().nullable(),
  isEvaluationPoint: z.boolean(),
  isDemo: z.boolean(),
  latestAt: Instant.nullable().describe('time of the newest data'),
  receivedAt: Instant.nullable().describe('when the newest data arrived'),
  state: z.enum(['online', 'late', 'offline', 'no-data']),
  verdict: VerdictBrief.nullable(),
  values: z.array(LatestValue),
})
export type SiteRow = z.output<typeof SiteRow>

export const listSites = route({
  method: 'GET',
  path: '/api/sites',
  may: 'site.read',
  summary: 'Monitoring sites with their newest values and verdict',
  query: PageQuery.extend({
    kind: z.string().optional().describe('site kinds, comma separated'),
    q: z.string().max(100).optional().describe('part of name, code, city, street or basin'),
    state: z.string().optional(),
    demo: Flag.optional(),
    sort: z.enum(['name', 'kind', 'latest', 'grade']).default('kind'),
    order: z.enum(['asc', 'desc']).default('asc'),
  }),
  reply: pageOf(SiteRow).extend({ kinds: z.record(z.string(), z.number().int().describe('sites of the kind')) }),
})

export const readMap = route({
  method: 'GET',
  path: '/api/map',
  may: 'site.read',
  summary: 'District outline, streets and all sites with a place',
  reply: z.object({
    district: Bilingual,
    outline: z.array(z.tuple([z.number().describe('longitude, degrees'), z.number().describe('latitude, degrees')])),
    outlineNote: z.string(),
    streets: z.array(
      z.object({
        name: z.string(),
        lon: z.number().describe('longitude, degrees'),
        lat: z.number().describe('latitude, degrees'),
      }),
    ),
    sites: z.array(SiteRow),
  }),
})

export const readSite = route({
  method: 'GET',
  path: '/api/sites/:code',
  may: 'site.read',
  summary: 'One site: master data, devices, factors, span of data, newest verdicts',
  params: z.object({ code: z.string() }),
  reply: SiteRow.extend({
    waterTypeSource: z.enum(['given', 'learnt', 'assumed']).nullable(),
    devices: z.array(
      z.object({
        mn: z.string(),
        edition: z.string(),
        systemCode: z.string(),
        expectedIntervalS: z.number().int().nullable().describe('s'),
      }),
    ),
    factors: z.array(z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string(), unit: z.string() })),
    kinds: z.array(z.object({ kind: ReadingKind, from: Instant, until: Instant })),
    subjects: z.array(VerdictSubject),
    verdicts: z.array(VerdictBrief).describe('newest verdict of each subject'),
  }),
  refuses: ['sites.not-found'],
})

/** One row of the reading table: a period of the site, a cell a factor, and the verdict of the period. */
export const ReadingRow = z.object({
  at: Instant,
  until: Instant.describe('end of the period, exclusive'),
  label: z.string().describe('the time as its standard labels it, Beijing'),
  knownFrom: Instant,
  cells: z.record(
    z.string(),
    z.object({
      value: z.number().nullable().describe('in the factor unit'),
      text: z.string(),
      flag: z.string(),
      revised: z.boolean(),
      ref: z.string(),
    }),
  ),
  verdict: VerdictBrief.nullable(),
})

const Span = z.object({
  from: z.coerce.number().int().optional().describe('first instant, ms since 1970-01-01T00:00Z'),
  until: z.coerce.number().int().optional().describe('end, exclusive, ms since 1970-01-01T00:00Z'),
})

export const listReadings = route({
  method: 'GET',
  path: '/api/sites/:code/readings',
  may: 'site.read',
  summary: 'Reading table of a site, newest first',
  params: z.object({ code: z.string() }),
  query: PageQuery.extend(Span.shape).extend({
    kind: ReadingKind,
    flag: z.string().optional().describe('only rows with a value of this flag'),
  }),
  reply: pageOf(ReadingRow),
  refuses: ['sites.not-found'],
})

export const readSeries = route({
  method: 'GET',
  path: '/api/sites/:code/series',
  may: 'site.read',
  summary: 'Values of chosen factors over time, thinned to at most `points` a factor; gaps are null',
  params: z.object({ code: z.string() }),
  query: Span.extend({
    kind: ReadingKind,
    factors: z.string().describe('factor codes, comma separated'),
    points: z.coerce.number().int().min(50).max(5000).default(1500).describe('points a factor at most'),
    asKnownAt: AsKnownAt,
  }),
  reply: z.object({
    from: Instant,
    until: Instant,
    series: z.array(
      z.object({
        factor: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        unit: z.string(),
        points: z.array(z.tuple([Instant, z.number().nullable().describe('in unit'), z.string().describe('flag')])),
        thinned: z.boolean(),
        limit: z
          .object({ value: z.number().describe('in unit'), text: Bilingual, edition: z.string() })
          .nullable()
          .describe('limit line to draw, with its clause'),
      }),
    ),
  }),
  refuses: ['sites.not-found', 'sites.too-long'],
})

export const listVerdicts = route({
  method: 'GET',
  path: '/api/sites/:code/verdicts',
  may: 'site.read',
  summary: 'Verdicts of a site in time order, newest first',
  params: z.object({ code: z.string() }),
  query: PageQuery.extend(Span.shape).extend({
    subject: VerdictSubject,
    edition: z.string().optional(),
    asKnownAt: AsKnownAt,
  }),
  reply: pageOf(VerdictBrief),
  refuses: ['sites.not-found'],
})

export const exportReadings = route({
  method: 'GET',
  path: '/api/sites/:code/readings.csv',
  may: 'site.read',
  summary: 'The reading table as CSV (UTF-8 with BOM), at most 200,000 rows',
  params: z.object({ code: z.string() }),
  query: Span.extend({ kind: ReadingKind }),
  reply: z.string(),
  files: ['text/csv'],
  refuses: ['sites.not-found'],
})
