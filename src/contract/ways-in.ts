// Ways in beside HJ 212 and files: sources with their mapping, runs with what they found, and batches over HTTP.
import { z } from 'zod'
import { FindingWire } from './intake.ts'
import { route } from './route.ts'
import { Bilingual, Instant, PageQuery, pageOf } from './wire.ts'

export const WayIn = z.enum(['mqtt', 'http', 'pull'])
export const SourceState = z.enum(['active', 'paused'])
export const RunWay = z.enum(['mqtt', 'http', 'pull', 'manual'])
export const RunCause = z.enum(['schedule', 'person', 'arrival', 'reingest'])
export const RunState = z.enum(['open', 'done', 'unchanged', 'failed', 'undone'])

const MappingPath = z.string().max(200)
export const MappingPlace = z.discriminatedUnion('from', [
  z.object({ from: z.literal('path'), path: MappingPath }),
  z.object({ from: z.literal('topic'), level: z.number().int().min(1).max(20).describe('level of the topic, from 1') }),
  z.object({ from: z.literal('fixed'), text: z.string().max(200) }),
  z.object({ from: z.literal('arrival') }),
])
export type MappingPlace = z.output<typeof MappingPlace>

const Names = z.record(z.string().max(200), z.string().max(200))
export const SourceMapping = z.object({
  format: z.enum(['auto', 'json', 'json-lines', 'csv', 'xlsx']).default('auto'),
  encoding: z.enum(['auto', 'utf-8', 'gb18030']).default('auto'),
  rows: MappingPath.default('').describe('path of the array of rows; empty: the payload itself'),
  site: MappingPlace,
  siteBy: z.enum(['code', 'name', 'mn']).default('code'),
  sites: Names.default({}).describe("the sender's name of a site → our site code"),
  kind: MappingPlace,
  time: MappingPlace,
  zone: z.string().max(6).default('+08:00').describe('offset of times that name none'),
  stamp: z.enum(['start', 'end']).default('start').describe('whether a time is the start or the end of its period'),
  values: z
    .array(
      z.object({
        at: MappingPlace,
        factor: MappingPlace,
        unit: MappingPlace.nullable().default(null),
        flag: MappingPlace.nullable().default(null),
      }),
    )
    .max(200),
  entries: MappingPath.nullable().default(null).describe('path of an object whose keys are factors'),
  factors: Names.default({}).describe("the sender's name of a factor → our factor code"),
})
export type SourceMapping = z.output<typeof SourceMapping>

/** Stands where a secret is that is not shown; handed back it leaves the secret as it is. */
export const HIDDEN_SECRET = '••••'

const Schedule = z.string().min(1).max(100).describe('cron pattern, Beijing time')
export const MqttSettings = z.object({
  way: z.literal('mqtt'),
  topics: z.array(z.string().min(1).max(300)).min(1).max(50).describe('topic filters, + and # as in MQTT'),
})
export const HttpSettings = z.object({ way: z.literal('http') })
export const PullSettings = z.object({
  way: z.literal('pull'),
  from: z.enum(['http', 'folder']),
  address: z.string().min(1).max(2000).describe('URL, or folder on the server'),
  pattern: z.string().max(200).default('*').describe('names of files in the folder, * and ?'),
  schedule: Schedule,
  authorization: z.string().max(2000).nullable().default(null).describe('Authorization header; never shown again'),
  timeoutS: z.number().int().min(1).max(600).default(30).describe('longest wait for an answer, s'),
})
export const SourceSettings = z.discriminatedUnion('way', [MqttSettings, HttpSettings, PullSettings])
export type SourceSettings = z.output<typeof SourceSettings>

export const RunFinding = z.object({
  code: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  zh: z.string(),
  en: z.string(),
  rows: z.number().int().describe('rows with this finding'),
  firstRow: z.number().int().describe('first row with it, from 1'),
})
export type RunFinding = z.output<typeof RunFinding>

export const RunRow = z.object({
  id: z.number().int().describe('run number'),
  way: RunWay,
  cause: RunCause,
  state: RunState,
  origin: z.string(),
  author: z.string(),
  begunAt: Instant,
  endedAt: Instant.nullable(),
  bytes: z.number().int().describe('size of the content, bytes'),
  rows: z.number().int().describe('rows'),
  stored: z.number().int().describe('rows new to the store'),
  revised: z.number().int().describe('rows that changed what was stored'),
  unchanged: z.number().int().describe('rows equal to what was stored'),
  quarantined: z.number().int().describe('rows in quarantine'),
  failure: Bilingual.nullable(),
  findings: z.array(RunFinding),
  canUndo: z.boolean().describe('whether it can be taken back'),
  undone: z.object({ by: z.string(), at: Instant, reason: z.string() }).nullable(),
})
export type RunRow = z.output<typeof RunRow>

export const SourceRow = z.object({
  id: z.number().int().describe('source number'),
  way: WayIn,
  name: z.string(),
  state: SourceState,
  version: z.number().int().describe('version of the settings, from 1'),
  settings: SourceSettings,
  mapping: SourceMapping,
  changedBy: z.string(),
  changedAt: Instant,
  nextAt: Instant.nullable(),
  isBusy: z.boolean(),
  failures: z.number().int().describe('failures in a row'),
  rowsToday: z.number().int().describe('rows since midnight, Beijing'),
  inQuarantine: z.number().int().describe('rows of its runs that are in quarantine'),
  lastRun: RunRow.nullable(),
})
export type SourceRow = z.output<typeof SourceRow>

export const listSources = route({
  method: 'GET',
  path: '/api/intake-sources',
  may: 'intake.read',
  summary: 'Sources of the other ways in, with their last run',
  reply: z.object({
    sources: z.array(SourceRow),
    broker: z
      .object({
        mode: z.enum(['off', 'embedded', 'external']),
        address: z.string().nullable(),
        isConnected: z.boolean(),
        clients: z.number().int().describe('clients connected now'),
        at: Instant,
      })
      .nullable(),
  }),
})

const SourceBody = z.object({
  name: z.string().trim().min(1).max(80),
  settings: SourceSettings,
  mapping: SourceMapping,
})
export type SourceBody = z.output<typeof SourceBody>
const SOURCE_REFUSES = [
  'ways-in.mapping-unfit',
  'ways-in.settings-unfit',
  'ways-in.name-exists',
  'ways-in.source-not-found',
  'ways-in.changed-meanwhile',
]
const SourceParams = z.object({ id: z.coerce.number().int().describe('source number') })

export const createSource = route({
  method: 'POST',
  path: '/api/intake-sources',
  may: 'intake.write',
  summary: 'Add a source',
  body: SourceBody,
  reply: z.object({ id: z.number().int().describe('source number') }),
  refuses: SOURCE_REFUSES,
})

export const changeSource = route({
  method: 'POST',
  path: '/api/intake-sources/:id',
  may: 'intake.write',
  summary: 'Change a source; the version guards against a change made meanwhile',
  params: SourceParams,
  body: SourceBody.extend({ version: z.number().int().describe('version that was changed') }),
  reply: z.object({ version: z.number().int().describe('new version') }),
  refuses: SOURCE_REFUSES,
})

export const setSourceState = route({
  method: 'POST',
  path: '/api/intake-sources/:id/state',
  may: 'intake.write',
  summary: 'Pause a source or let it go on',
  params: SourceParams,
  body: z.object({ state: SourceState }),
  reply: z.object({ state: SourceState }),
  refuses: ['ways-in.source-not-found'],
})

export const pullNow = route({
  method: 'POST',
  path: '/api/intake-sources/:id/pull',
  may: 'intake.write',
  summary: 'Pull a source now, whatever its schedule',
  params: SourceParams,
  reply: z.object({ asked: z.boolean() }),
  refuses: ['ways-in.source-not-found', 'ways-in.not-a-pull', 'ways-in.source-paused'],
})

export const readRunsAgain = route({
  method: 'POST',
  path: '/api/intake-sources/:id/reingest',
  may: 'intake.write',
  summary: 'Read what is in quarantine of a source again under its mapping of now',
  params: SourceParams,
  reply: z.object({
    reingested: z.number().int().describe('rows placed now'),
    still: z.number().int().describe('rows still in quarantine'),
  }),
  refuses: ['ways-in.source-not-found'],
})

export const listRuns = route({
  method: 'GET',
  path: '/api/intake-sources/:id/runs',
  may: 'intake.read',
  summary: 'Runs of a source, newest first',
  params: SourceParams,
  query: PageQuery,
  reply: pageOf(RunRow),
})

export const listDirectRuns = route({
  method: 'GET',
  path: '/api/intake-runs',
  may: 'intake.read',
  summary: 'Batches handed in under our own form, without a source; newest first',
  query: PageQuery,
  reply: pageOf(RunRow),
})

export const undoRun = route({
  method: 'POST',
  path: '/api/intake-runs/:id/undo',
  may: 'intake.write',
  summary:
    'Take back one HTTP batch or one pull; what it overwrote returns, what it added goes, all stays readable as history',
  params: z.object({ id: z.coerce.number().int().describe('run number') }),
  body: z.object({ reason: z.string().trim().min(1).max(300) }),
  reply: z.object({
    removed: z.number().int().describe('messages that went'),
    restored: z.number().int().describe('values that went back to what they were'),
  }),
  refuses: ['ways-in.run-not-found', 'ways-in.run-not-undoable'],
})

export const readSourceSample = route({
  method: 'GET',
  path: '/api/intake-sources/:id/sample',
  may: 'intake.read',
  summary: 'What a source sent last, to try a mapping on',
  params: SourceParams,
  reply: z.object({ text: z.string().nullable(), topic: z.string().nullable() }),
})

export const RowOutcome = z.object({
  row: z.number().int().describe('row, from 1'),
  outcome: z.enum(['stored', 'revised', 'unchanged', 'quarantined']),
  site: z.string().nullable(),
  at: Instant.nullable(),
  findings: z.array(FindingWire.omit({ at: true })),
})
export type RowOutcome = z.output<typeof RowOutcome>

export const previewMapping = route({
  method: 'POST',
  path: '/api/intake-sources/preview',
  may: 'intake.read',
  summary: 'What a mapping makes of a sample payload; nothing is stored',
  body: z.object({
    mapping: SourceMapping,
    sample: z.string().max(200_000),
    topic: z.string().max(300).nullable().default(null),
  }),
  reply: z.object({
    leaves: z.array(z.object({ path: z.string(), text: z.string() })).describe('places of the first row'),
    rows: z.array(
      RowOutcome.omit({ outcome: true }).extend({
        placed: z.boolean(),
        kind: z.string().nullable(),
        values: z.array(
          z.object({
            factor: z.string(),
            name: z.string(),
            value: z.number().nullable().describe('value in the unit of storage'),
            unit: z.string().describe('unit of storage'),
            flag: z.string(),
          }),
        ),
      }),
    ),
    total: z.number().int().describe('rows in the sample'),
  }),
  refuses: ['ways-in.mapping-unfit'],
})

export const BatchReply = z.object({
  run: z.number().int().describe('run number'),
  repeated: z.boolean().describe('true: this key was handed in before and nothing was done again'),
  rows: z.number().int().describe('rows'),
  stored: z.number().int().describe('rows new to the store'),
  revised: z.number().int().describe('rows that changed what was stored'),
  unchanged: z.number().int().describe('rows equal to what was stored'),
  quarantined: z.number().int().describe('rows that could not be placed'),
  outcomes: z.array(RowOutcome).describe('rows with findings; every row with detail=all'),
})
export type BatchReply = z.output<typeof BatchReply>

export const postReadings = route({
  method: 'POST',
  path: '/api/readings',
  may: 'data.write',
  summary:
    'Hand in readings: a JSON array, JSON Lines or CSV of at most 16 MB. 200: every row is stored; 207: some are in quarantine; 422: none could be placed. An Idempotency-Key header makes repeating harmless',
  query: z.object({
    source: z
      .string()
      .max(80)
      .optional()
      .describe('name of a source whose mapping is to be used; absent: our own form'),
    detail: z.enum(['findings', 'all']).default('findings'),
  }),
  raw: ['application/json', 'application/x-ndjson', 'text/csv'],
  reply: BatchReply,
  refuses: [
    'ways-in.source-not-found',
    'ways-in.source-paused',
    'ways-in.key-reused',
    'ways-in.key-unfit',
    'ways-in.encoding-unfit',
    'http.too-large',
  ],
})
