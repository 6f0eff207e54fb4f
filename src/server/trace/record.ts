// A raw record as it arrived: bytes, what they decode to, what was found, and the readings that came from it.
import { formatRef } from '#contract/trace-ref.ts'
import { decodeFrame } from '#hj212/decode.ts'
import { toJson } from '#hj212/message-json.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import type { StoredFinding } from '#platform/intake/batch.ts'
import { recordTimeRange } from '#platform/intake/record-id.ts'
import { loadSm4Keys } from '../device-keys.ts'
import {
  type Ask,
  both,
  clock,
  emptyNode,
  facts,
  linkTo,
  notFound,
  partOf,
  periodText,
  type TraceLink,
  type TraceNode,
} from './node.ts'
import { type Cell, cellsOf, rangesInFrame, textOf } from './raw-text.ts'
import { exactValue, factorsById } from './sites.ts'
import { channelWords, joined, readingKindWords, recordStateWords } from './words.ts'

type Column = { column: string; target: string; unit: string | null }

type RecordRow = {
  id: number
  receivedAt: number
  at: number | null
  siteId: number
  siteCode: string | null
  siteName: string | null
  siteNameEn: string | null
  isDemo: boolean | null
  importId: number | null
  lineNo: number | null
  fileName: string | null
  columns: Column[] | null
  channel: string
  state: string
  kind: string | null
  peer: string | null
  mn: string | null
  body: Uint8Array
  findings: StoredFinding[] | null
  /** The frame with its data area opened, where that came encrypted; else the bytes as they came. */
  plain: Uint8Array
}

async function findRecord(db: Database, id: number): Promise<RecordRow | undefined> {
  const { fromMs, untilMs } = recordTimeRange(id)
  const [row] = await db.query<Omit<RecordRow, 'plain'>>(
    `select r.id, r.received_at as "receivedAt", r.at, r.site_id as "siteId", s.code as "siteCode",
            s.name as "siteName", s.name_en as "siteNameEn", s.is_demo as "isDemo", r.import_id as "importId",
            r.line_no as "lineNo", b.file_name as "fileName", b.mapping -> 'columns' as columns, r.channel, r.state,
            r.kind, r.peer, r.mn, r.body, r.findings
       from raw_record as r
       left join site as s on s.id = r.site_id
       left join import_batch as b on b.id = r.import_id
      where r.id = $1 and r.received_at >= $2 and r.received_at < $3`,
    [id, timestamptz(fromMs), timestamptz(untilMs)],
  )
  return row && { ...row, plain: await plainOf(db, row) }
}

async function plainOf(
  db: Database,
  { channel, mn, body }: Pick<RecordRow, 'channel' | 'mn' | 'body'>,
): Promise<Uint8Array> {
  const isHidden = channel === 'hj212' && decodeFrame(body).findings.some(({ code }) => code === 'seg.encrypted')
  if (!isHidden) return body
  return decodeFrame(body, { sm4Keys: await loadSm4Keys(db, mn) }).opened?.frame ?? body
}

/** `record/<id>` or `record/<id>/<factor>`, the latter with the factor's characters marked. */
export async function readRecord(ask: Ask): Promise<TraceNode | ReturnType<typeof notFound>> {
  const { db, ref } = ask
  const record = await findRecord(db, Number(partOf(ask, 0)))
  if (record === undefined) return notFound(ref, '没有这条原始记录', 'There is no such raw record')
  const channel = channelWords(record.channel)
  const name = record.lineNo === null ? `#${record.id}` : `${record.fileName ?? ''} #${record.lineNo}`
  return {
    ...emptyNode(ref, 'record', joined(' ', channel, both(name))),
    at: record.at,
    state: stateOf(record),
    facts: factsOf(record),
    raw: rawOf(record, ask.parts[1]),
    up: await readingsOf(db, record),
  }
}

function stateOf({ isDemo, channel }: RecordRow): TraceNode['state'] {
  if (isDemo || channel === 'demo-history') return 'demo'
  return channel === 'import' ? 'imported' : 'live'
}

const factsOf = (record: RecordRow): TraceNode['facts'] =>
  facts(
    ['收到时间', 'Received', clock(record.receivedAt)],
    ['状态', 'State', recordStateWords(record.state).zh],
    ['站点', 'Site', record.siteName],
    ['数据时间', 'Data time', record.at === null ? null : periodText(record.kind ?? '', record.at)],
    ['设备 MN', 'Device MN', record.mn],
    ['来自', 'From', record.peer],
    ['数据区', 'Data area', record.plain === record.body ? null : 'SM4'],
    ['导入批次', 'Import', record.importId],
    ['文件', 'File', record.fileName],
    ['行', 'Line', record.lineNo],
  )

function rawOf(record: RecordRow, factor: string | undefined): NonNullable<TraceNode['raw']> {
  const text = textOf(record.plain)
  const columns = record.columns ?? []
  const cells = record.channel === 'import' ? cellsOf(text, columns.length) : []
  const cell = factor === undefined ? undefined : cells[columns.findIndex(({ target }) => target === factor)]
  const marked = factor === undefined || !isFrame(record) ? [] : rangesInFrame(record.plain, factor)
  return {
    text,
    hex: Buffer.from(record.body).toString('hex'),
    highlight: cell === undefined ? marked : [{ from: cell.from, until: cell.until }],
    decoded: decodedOf(record, text, cells),
    findings: (record.findings ?? []).map(({ code, severity, zh, en }) => ({ code, severity, zh, en })),
  }
}

const isFrame = ({ channel }: RecordRow): boolean => channel === 'hj212' || channel === 'demo-history'

function decodedOf(record: RecordRow, text: string, cells: readonly Cell[]): unknown {
  if (isFrame(record)) return decodedFrame(record.plain)
  if (record.channel === 'import') return cells.map(({ text: value }, n) => decodedCell(value, record.columns?.[n]))
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

function decodedCell(value: string, column: Column | undefined): Record<string, string | null> {
  if (column === undefined) return { value }
  return { column: column.column, target: column.target, value, ...(column.unit === null ? {} : { unit: column.unit }) }
}

function decodedFrame(bytes: Uint8Array): unknown {
  const { message } = decodeFrame(bytes)
  return message === null ? null : toJson(message)
}

type Message = { factors: number[]; values: (number | null)[]; flags: string; rests: boolean }

/** Values of the message this record told of; one that changed nothing is not their source, and that is said. */
async function readingsOf(db: Database, record: RecordRow): Promise<TraceLink[]> {
  const { siteId, siteCode, at, kind, id } = record
  if (siteId === 0 || siteCode === null || at === null || kind === null) return []
  const [message] = await db.query<Message>(
    `select r.factors, r.values, r.flags, $4::bigint = any (r.sources) as rests
       from reading as r where r.site_id = $1 and r.at = $2 and r.kind = $3`,
    [siteId, timestamptz(at), kind, id],
  )
  if (message === undefined) return []
  const factors = await factorsById(db, message.factors)
  const own = namesIn(record)
  const unchanged = { zh: '内容与已存的相同，未改变数据', en: 'it said what was stored already and changed nothing' }
  return message.factors.flatMap((factorId, n) => {
    const factor = factors.find((one) => one.id === factorId)
    if (factor === undefined || !own(factor.code)) return []
    return [
      linkTo('reading', joined(' · ', factor, readingKindWords(kind)), {
        ref: formatRef('reading', siteCode, kind, at, factor.code),
        value: exactValue(message.values[n] ?? null, factor),
        unit: factor.unit,
        at,
        flag: message.flags[n] ?? 'N',
        note: message.rests ? null : unchanged,
        counted: message.rests ? null : false,
      }),
    ]
  })
}

/** Whether the record speaks of a factor; a message may hold factors of several records. */
function namesIn(record: RecordRow): (code: string) => boolean {
  if (isFrame(record)) return (code) => rangesInFrame(record.plain, code).length > 0
  // A sender's own names are told by the mapping of its time; all of the message is shown.
  if (record.channel !== 'import') return () => true
  const targets = new Set((record.columns ?? []).map(({ target }) => target))
  return (code) => targets.has(code)
}

/** Labels of records for a reading's inputs, newest last. */
export async function recordLinks(db: Database, ids: readonly number[], factor: string): Promise<TraceLink[]> {
  const rows = await Promise.all(ids.map((id) => findRecord(db, id)))
  return rows.flatMap((record) => {
    if (record === undefined) return []
    const origin = record.lineNo === null ? `#${record.id}` : `${record.fileName ?? ''} #${record.lineNo}`
    return [
      linkTo('record', joined(' ', channelWords(record.channel), both(origin)), {
        ref: formatRef('record', record.id, factor),
        at: record.receivedAt,
        note: record.state === 'withdrawn' ? recordStateWords('withdrawn') : null,
      }),
    ]
  })
}
