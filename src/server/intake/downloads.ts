// Raw records as a table for files, newest first.
import { downloadRecords } from '#contract/downloads.ts'
import type { RecordRow } from '#contract/intake.ts'
import type { QueryOf } from '#contract/route.ts'
import { label } from '#domain/terms.ts'
import type { Database } from '#platform/database.ts'
import {
  type Cell,
  type Column,
  type Download,
  districtOf,
  download,
  filterLine,
  sourceLine,
} from '../http/download.ts'
import type { Deps } from '../http/serve.ts'
import { listRecords } from './queries.ts'

const PAGE = 1000

export const intakeDownloads = ({ db }: Deps): Download[] => [
  download(downloadRecords, async (query) => {
    const district = await districtOf(db)
    return {
      title: { zh: `${district.zh}-${label('rawRecord').zh}`, en: `${district.en} raw records` },
      columns: COLUMNS,
      batches: batchesOf(db, query),
      about: [sourceLine(district), filterLine(query)],
    }
  }),
]

async function* batchesOf(db: Database, query: QueryOf<typeof downloadRecords>): AsyncGenerator<Cell[][]> {
  for (let before = query.before; ; ) {
    const { rows, next } = await listRecords(db, { ...query, before, limit: PAGE })
    yield rows.map(cellsOf)
    if (next === null) return
    before = next
  }
}

const text = (key: string, words: Column['words']): Column => ({ key, words, kind: 'text' })
const COLUMNS: readonly Column[] = [
  { key: 'id', words: { zh: '编号', en: 'id' }, kind: 'number' },
  { key: 'receivedAt', words: { zh: '接收时间', en: 'received at' }, kind: 'instant' },
  { key: 'at', words: { zh: '数据时间', en: 'data time' }, kind: 'instant' },
  text('channel', { zh: '来路', en: 'channel' }),
  text('state', { zh: '状态', en: 'state' }),
  text('kind', { zh: '数据类型', en: 'kind' }),
  text('mn', label('deviceId')),
  text('peer', { zh: '对端', en: 'peer' }),
  text('siteCode', { zh: '站点编码', en: 'site code' }),
  text('siteName', label('site')),
  { key: 'isDemo', words: label('demo'), kind: 'truth' },
  { key: 'importId', words: label('importBatch'), kind: 'number' },
  { key: 'lineNo', words: { zh: '行号', en: 'line' }, kind: 'number' },
  text('text', label('rawRecord')),
  text('findings', label('finding')),
]

const cellsOf = (row: RecordRow): Cell[] => [
  row.id,
  row.receivedAt,
  row.at,
  row.channel,
  row.state,
  row.kind,
  row.mn,
  row.peer,
  row.siteCode,
  row.siteName,
  row.isDemo,
  row.importId,
  row.lineNo,
  row.text,
  row.findings.map(({ code, zh }) => `${code} ${zh}`).join('; '),
]
