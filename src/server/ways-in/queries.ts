// Sources with their state and last run, runs of a source, and what a mapping makes of a sample.
import type { BodyOf, QueryOf, ReplyOf } from '#contract/route.ts'
import {
  HIDDEN_SECRET,
  type listRuns as listRunsRoute,
  type listSources as listSourcesRoute,
  type previewMapping,
  type RunRow,
  type readSourceSample,
  type SourceRow,
} from '#contract/ways-in.ts'
import { leavesOf } from '#domain/ways-in/json-path.ts'
import { checkPayloadMapping } from '#domain/ways-in/mapping.ts'
import { readPayload } from '#domain/ways-in/read-payload.ts'
import type { Refusal } from '#kit/refusal.ts'
import { startOf } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { loadFactors } from './places.ts'
import { type PreparedRow, prepareArrival } from './prepare.ts'
import { SOURCE_COLUMNS, sourceOf } from './sources.ts'
import { outcomeOf } from './take-payload.ts'
import { textOf } from './text-of.ts'

const RUN_COLUMNS = `r.id, r.way, r.cause, r.state, r.origin, r.author, r.begun_at as "begunAt", r.ended_at as "endedAt",
  r.bytes, r.rows, r.stored, r.revised, r.unchanged, r.quarantined, r.findings, r.undoable as "canUndo",
  case when r.failure is not null then
    jsonb_build_object('zh', r.failure, 'en', coalesce(r.failure_en, r.failure)) end as failure,
  case when r.state = 'undone' then
    jsonb_build_object('by', r.undone_by, 'at', epoch_ms(r.undone_at), 'reason', r.undo_reason) end as undone`

type StoredSource = Omit<SourceRow, 'settings' | 'mapping' | 'lastRun'> & {
  settings: unknown
  mapping: unknown
  createdBy: string
  lastRunId: number | null
}

/** Address and state of the MQTT broker, as the process that serves it last said. */
export const BROKER_SETTING = 'mqtt-broker'

export async function listSources(db: Database, nowMs: number): Promise<ReplyOf<typeof listSourcesRoute>> {
  const rows = await db.query<StoredSource>(
    `select ${SOURCE_COLUMNS}, i.changed_by as "changedBy", i.changed_at as "changedAt", i.next_at as "nextAt",
            coalesce(i.busy_until > now(), false) as "isBusy", i.failures,
            (select coalesce(sum(r.rows), 0)::int from intake_run as r where r.source_id = i.id and r.begun_at >= $1)
              as "rowsToday",
            (select count(*)::int from intake_run as r join raw_record as w on w.run_id = r.id
              where r.source_id = i.id and w.state = 'quarantined') as "inQuarantine",
            (select max(r.id) from intake_run as r where r.source_id = i.id) as "lastRunId"
       from intake_source as i order by i.name`,
    [timestamptz(startOf('day', nowMs))],
  )
  const runs = await db.query<RunRow>(`select ${RUN_COLUMNS} from intake_run as r where r.id = any ($1)`, [
    rows.flatMap(({ lastRunId }) => lastRunId ?? []),
  ])
  const [broker] = await db.query<{ value: ReplyOf<typeof listSourcesRoute>['broker'] }>(
    'select t.value from setting as t where t.key = $1',
    [BROKER_SETTING],
  )
  return { sources: rows.map((row) => shownSource(row, runs)), broker: broker?.value ?? null }
}

function shownSource({ lastRunId, createdBy: _, ...row }: StoredSource, runs: readonly RunRow[]): SourceRow {
  const { settings, mapping, ...rest } = sourceOf({ ...row, createdBy: '' })
  const { createdBy: __, ...shown } = rest
  const isSecret = settings.way === 'pull' && settings.authorization !== null
  return {
    ...shown,
    mapping,
    settings: isSecret ? { ...settings, authorization: HIDDEN_SECRET } : settings,
    lastRun: runs.find(({ id }) => id === lastRunId) ?? null,
  }
}

type Page = QueryOf<typeof listRunsRoute>

export const listRuns = (db: Database, id: number, page: Page): Promise<ReplyOf<typeof listRunsRoute>> =>
  runsWhere(db, 'r.source_id = $1', [id], page)

/** Batches over HTTP that name no source. */
export const listDirectRuns = (db: Database, page: Page): Promise<ReplyOf<typeof listRunsRoute>> =>
  runsWhere(db, 'r.source_id is null and r.way = $1', ['http'], page)

async function runsWhere(
  db: Database,
  where: string,
  params: readonly unknown[],
  { page, pageSize }: Page,
): Promise<ReplyOf<typeof listRunsRoute>> {
  const [rows, [count]] = await Promise.all([
    db.query<RunRow>(
      `select ${RUN_COLUMNS} from intake_run as r where ${where} order by r.id desc limit $2 offset $3`,
      [...params, pageSize, (page - 1) * pageSize],
    ),
    db.query<{ n: number }>(`select count(*)::int as n from intake_run as r where ${where}`, [...params]),
  ])
  return { rows, total: count?.n ?? 0, page, pageSize }
}

const MOST_SAMPLE_BYTES = 20_000

/** What came last of a source, a line of a table with its header; null where nothing has come yet. */
export async function findSample(db: Database, id: number): Promise<ReplyOf<typeof readSourceSample>> {
  const [row] = await db.query<{ body: Uint8Array; head: string | null; topic: string | null }>(
    `select substr(w.body, 1, ${MOST_SAMPLE_BYTES}) as body, r.head, case when w.channel = 'mqtt' then w.peer end as topic
       from intake_run as r join raw_record as w on w.run_id = r.id
      where r.source_id = $1 order by r.id desc, w.id desc limit 1`,
    [id],
  )
  if (!row) return { text: null, topic: null }
  const { text } = textOf(row.body, 'auto')
  return { text: row.head === null ? text : `${row.head}\n${text}`, topic: row.topic }
}

const MOST_SHOWN = 50

/** Reads a sample as an arrival of now would be read. */
export async function previewSample(
  db: Database,
  { mapping, sample, topic }: BodyOf<typeof previewMapping>,
  nowMs: number,
): Promise<ReplyOf<typeof previewMapping> | Refusal> {
  const fault = checkPayloadMapping(mapping)
  if (fault) return fault
  const { rows } = await prepareArrival(db, { text: sample, mapping, topic, receivedAtMs: nowMs, siteIds: null })
  const { rowOf } = await loadFactors(db)
  const shown = (row: PreparedRow) => {
    const { outcome: _, ...said } = outcomeOf(row, 'stored')
    return {
      ...said,
      placed: row.mapped !== null,
      kind: row.mapped?.kind ?? null,
      values: (row.mapped?.values ?? []).map(({ code, value, flag }) => {
        const factor = rowOf(code)
        return { factor: code, name: factor?.zh ?? code, value, unit: factor?.unit ?? '', flag }
      }),
    }
  }
  const [first] = readPayload(sample, mapping).rows
  return { leaves: leavesOf(first?.value), rows: rows.slice(0, MOST_SHOWN).map(shown), total: rows.length }
}
