// The history of imports as a table for files.
import { downloadImports } from '#contract/downloads.ts'
import type { ImportRow } from '#contract/intake.ts'
import { label } from '#domain/terms.ts'
import type { Database } from '#platform/database.ts'
import { type Cell, type Column, type Download, districtOf, download, sourceLine } from '../http/download.ts'
import type { Deps } from '../http/serve.ts'
import { listImports } from './queries.ts'

const PAGE = 500

export const importDownloads = ({ db }: Deps): Download[] => [
  download(downloadImports, async () => {
    const district = await districtOf(db)
    return {
      title: { zh: `${district.zh}-${label('importBatch').zh}`, en: `${district.en} imports` },
      columns: COLUMNS,
      batches: batchesOf(db),
      about: [sourceLine(district)],
    }
  }),
]

async function* batchesOf(db: Database): AsyncGenerator<Cell[][]> {
  for (let page = 1; ; page++) {
    const { rows } = await listImports(db, { page, pageSize: PAGE })
    yield rows.map(cellsOf)
    if (rows.length < PAGE) return
  }
}

const text = (key: string, zh: string, en: string): Column => ({ key, words: { zh, en }, kind: 'text' })
const number = (key: string, zh: string, en: string): Column => ({ key, words: { zh, en }, kind: 'number' })
const instant = (key: string, zh: string, en: string): Column => ({ key, words: { zh, en }, kind: 'instant' })

const COLUMNS: readonly Column[] = [
  { key: 'id', words: label('importBatch'), kind: 'number' },
  text('kind', '类型', 'kind'),
  text('state', '状态', 'state'),
  text('fileName', '文件', 'file'),
  text('layout', '版式', 'layout'),
  number('totalRows', '行数', 'rows'),
  number('accepted', '入库', 'accepted'),
  number('rejected', '拒绝', 'rejected'),
  number('unchanged', '未变', 'unchanged'),
  text('failure', '失败原因', 'failure'),
  text('createdBy', '操作人', 'by'),
  instant('createdAt', '开始时间', 'started at'),
  instant('finishedAt', '完成时间', 'finished at'),
  text('undoneBy', '撤销人', 'undone by'),
  instant('undoneAt', '撤销时间', 'undone at'),
]

const cellsOf = (row: ImportRow): Cell[] => [
  row.id,
  row.kind,
  row.state,
  row.fileName,
  row.layout,
  row.totalRows,
  row.accepted,
  row.rejected,
  row.unchanged,
  row.failure,
  row.createdBy,
  row.createdAt,
  row.finishedAt,
  row.undoneBy,
  row.undoneAt,
]
