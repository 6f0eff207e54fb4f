// Intake: raw records as they arrived, quarantine with re-ingest, and imports of files with preview and undo.
import { z } from 'zod'
import { route } from './route.ts'
import { Instant, PageQuery, pageOf } from './wire.ts'

/** How a record came in: a device, a file, or one of the other ways in. */
export const RecordChannel = z.enum(['hj212', 'import', 'demo-history', 'mqtt', 'http', 'pull', 'manual'])
export const RecordState = z.enum(['stored', 'acknowledged', 'quarantined', 'reingested', 'withdrawn'])
export const FindingWire = z.object({
  code: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  zh: z.string(),
  en: z.string(),
  at: z.number().int().nullable().describe('byte offset in the record'),
})

export const RecordRow = z.object({
  id: z.number().int().describe('raw record number'),
  receivedAt: Instant,
  at: Instant.nullable(),
  channel: RecordChannel,
  state: RecordState,
  kind: z.string().nullable(),
  mn: z.string().nullable(),
  peer: z.string().nullable(),
  siteCode: z.string().nullable(),
  siteName: z.string().nullable(),
  isDemo: z.boolean(),
  importId: z.number().int().nullable().describe('import number'),
  lineNo: z.number().int().nullable().describe('line in the file, from 1'),
  text: z.string().describe('the bytes as text, at most 400 characters'),
  findings: z.array(FindingWire),
  ref: z.string(),
})
export type RecordRow = z.output<typeof RecordRow>

export const listRecords = route({
  method: 'GET',
  path: '/api/records',
  may: 'intake.read',
  summary: 'Raw records, newest first; paged by the id before which to go on',
  query: z.object({
    state: RecordState.optional(),
    channel: RecordChannel.optional(),
    mn: z.string().max(40).optional(),
    importId: z.coerce.number().int().optional().describe('import number'),
    before: z.coerce.number().int().optional().describe('only ids below this one'),
    limit: z.coerce.number().int().min(1).max(200).default(50).describe('rows'),
  }),
  reply: z.object({
    rows: z.array(RecordRow),
    next: z.number().int().nullable().describe('pass as `before` for the next page'),
    quarantined: z.number().int().describe('records in quarantine now'),
  }),
})

export const reingestRecords = route({
  method: 'POST',
  path: '/api/records/reingest',
  may: 'intake.write',
  summary: 'Ask the gateway to read quarantined frames again, after a device was registered or a decoder fixed',
  body: z.object({ ids: z.array(z.number().int().describe('raw record number')).min(1).max(1000) }),
  reply: z.object({ requestId: z.number().int().describe('gateway request number') }),
})

export const readGatewayRequest = route({
  method: 'GET',
  path: '/api/gateway-requests/:id',
  may: 'intake.read',
  summary: 'What became of a request to the gateway',
  params: z.object({ id: z.coerce.number().int().describe('gateway request number') }),
  reply: z.object({ state: z.enum(['open', 'done', 'refused']), outcome: z.unknown().nullable() }),
  refuses: ['records.request-not-found'],
})

export const registerDevice = route({
  method: 'POST',
  path: '/api/devices',
  may: 'intake.write',
  summary: 'Register a device (MN) at a site, existing or new',
  body: z.object({
    mn: z.string().min(1).max(40),
    siteCode: z.string().optional(),
    newSite: z
      .object({
        name: z.string().min(1).max(100),
        kind: z.enum(['air', 'section', 'reservoir', 'outfall', 'dust', 'noise']),
      })
      .optional(),
    systemCode: z.string().regex(/^[0-9A-Z]{2}$/),
    edition: z.enum(['2005', '2017', '2025']).default('2017'),
    units: z.record(z.string(), z.string()).default({}),
  }),
  reply: z.object({ mn: z.string(), siteCode: z.string() }),
  refuses: ['records.device-exists', 'sites.not-found', 'records.site-missing', 'records.mn-unfit'],
})

export const ColumnMapping = z.object({
  column: z.string(),
  target: z
    .string()
    .describe(
      'factor code, or one of: time, date, hour, station, city, province, street, basin, status, class, ignore',
    ),
  unit: z.string().nullable(),
})
export const ImportMapping = z.object({
  kind: z.enum(['air', 'water']),
  layout: z.string(),
  columns: z.array(ColumnMapping),
  hourLabel: z.enum(['end', 'start']).describe('whether the file labels an hour by its end or its start'),
  year: z.number().int().nullable().describe('calendar year where the file gives none'),
  waterType: z.enum(['learn', 'river', 'lake']).default('learn'),
  waterValues: z.enum(['raw', 'shown']).default('raw').describe('which of the two columns a value has counts'),
})
export type ImportMapping = z.output<typeof ImportMapping>

export const ImportPreview = z.object({
  uploadId: z.string(),
  fileName: z.string(),
  bytes: z.number().int().describe('file size, bytes'),
  encoding: z.enum(['utf-8', 'utf-8-bom', 'gb18030', 'xlsx']),
  layout: z.string(),
  layoutLabel: z.object({ zh: z.string(), en: z.string() }),
  kind: z.enum(['air', 'water']),
  rows: z.number().int().describe('data rows'),
  mapping: ImportMapping,
  header: z.array(z.string()),
  sample: z.array(z.array(z.string())).describe('first rows as they stand'),
  sites: z.array(
    z.object({
      name: z.string(),
      city: z.string().nullable(),
      matched: z.string().nullable().describe('code of the matched site'),
    }),
  ),
  sitesTotal: z.number().int().describe('sites named in the file'),
  from: Instant.nullable(),
  until: Instant.nullable(),
  findings: z.array(
    z.object({
      line: z.number().int().nullable().describe('line, from 1'),
      code: z.string(),
      zh: z.string(),
      en: z.string(),
    }),
  ),
  alreadyImported: z.number().int().nullable().describe('import number of the same file'),
})
export type ImportPreview = z.output<typeof ImportPreview>

export const previewImport = route({
  method: 'POST',
  path: '/api/imports/preview',
  may: 'intake.write',
  summary: 'Upload a file (multipart field `file`) and see how it would be read; nothing is stored but the file',
  upload: true,
  reply: ImportPreview,
  refuses: ['imports.unreadable', 'imports.unknown-layout', 'imports.too-large'],
})

export const startImport = route({
  method: 'POST',
  path: '/api/imports',
  may: 'intake.write',
  summary: 'Import an uploaded file with the mapping confirmed',
  body: z.object({ uploadId: z.string(), mapping: ImportMapping }),
  reply: z.object({ id: z.number().int().describe('import number') }),
  refuses: ['imports.upload-gone', 'imports.mapping-incomplete'],
})

export const ImportRow = z.object({
  id: z.number().int().describe('import number'),
  kind: z.enum(['air', 'water']),
  state: z.enum(['queued', 'running', 'done', 'undone', 'failed']),
  fileName: z.string(),
  bytes: z.number().int().describe('file size, bytes'),
  encoding: z.string(),
  layout: z.string(),
  totalRows: z.number().int().describe('rows'),
  doneRows: z.number().int().describe('rows'),
  accepted: z.number().int().describe('rows'),
  rejected: z.number().int().describe('rows'),
  unchanged: z.number().int().describe('rows'),
  sitesCreated: z.number().int().describe('sites'),
  failure: z.string().nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  undoneBy: z.string().nullable(),
  undoneAt: Instant.nullable(),
})
export type ImportRow = z.output<typeof ImportRow>

export const listImports = route({
  method: 'GET',
  path: '/api/imports',
  may: 'intake.read',
  summary: 'Import history, newest first',
  query: PageQuery,
  reply: pageOf(ImportRow),
})

export const readImport = route({
  method: 'GET',
  path: '/api/imports/:id',
  may: 'intake.read',
  summary: 'One import with its sites and the reasons of rejected rows',
  params: z.object({ id: z.coerce.number().int().describe('import number') }),
  reply: ImportRow.extend({
    mapping: z.unknown(),
    reasons: z.array(
      z.object({ code: z.string(), zh: z.string(), en: z.string(), rows: z.number().int().describe('rows') }),
    ),
    sites: z.array(z.object({ code: z.string(), name: z.string(), rows: z.number().int().describe('rows') })),
  }),
  refuses: ['imports.not-found'],
})

export const undoImport = route({
  method: 'POST',
  path: '/api/imports/:id/undo',
  may: 'intake.write',
  summary:
    'Take back a whole import; what it overwrote returns, what it added goes, all of it stays readable as history',
  params: z.object({ id: z.coerce.number().int().describe('import number') }),
  reply: z.object({
    removed: z.number().int().describe('messages removed'),
    restored: z.number().int().describe('values restored'),
  }),
  refuses: ['imports.not-found', 'imports.not-undoable'],
})
