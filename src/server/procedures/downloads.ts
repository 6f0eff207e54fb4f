// Open cases of a unit as a table for files, in the order of its page.
import { downloadUnitCases } from '#contract/downloads.ts'
import { beijingDate } from '#kit/time.ts'
import {
  type Cell,
  type Column,
  type Download,
  districtOf,
  download,
  filterLine,
  inBatches,
  sourceLine,
} from '../http/download.ts'
import type { Deps } from '../http/serve.ts'
import { listUnitCases } from './unit-cases.ts'

const ALL = { page: 1, pageSize: Number.MAX_SAFE_INTEGER }

export const procedureDownloads = ({ db, now }: Deps): Download[] => [
  download(downloadUnitCases, async (query) => {
    const { rows } = await listUnitCases(db, { ...query, ...ALL }, now())
    const district = await districtOf(db)
    const names = (list: readonly { zh: string; en: string }[]): string =>
      list.map((words) => words[query.lang]).join('、')
    return {
      title: { zh: `${district.zh}-${query.unit}-在办事项`, en: `${district.en} open cases of ${query.unit}` },
      columns: COLUMNS,
      batches: inBatches(rows, (row): Cell[] => [
        row.id,
        row.title,
        names([row.procedureName]),
        names([row.stateName]),
        names(row.relations),
        names(row.awaits),
        // The last day is the one that ends at that instant.
        row.overdueFrom === null ? '' : beijingDate(row.overdueFrom - 1),
        row.overdueFrom !== null && row.overdueFrom <= now(),
      ]),
      about: [sourceLine(district), filterLine(query)],
    }
  }),
]

const COLUMNS: readonly Column[] = [
  { key: 'id', words: { zh: '编号', en: 'case' }, kind: 'number', decimals: 0 },
  { key: 'title', words: { zh: '办件', en: 'title' }, kind: 'text' },
  { key: 'procedure', words: { zh: '流程', en: 'procedure' }, kind: 'text' },
  { key: 'state', words: { zh: '状态', en: 'state' }, kind: 'text' },
  { key: 'relation', words: { zh: '本单位是', en: 'the unit is' }, kind: 'text' },
  { key: 'awaits', words: { zh: '等本单位', en: 'waits for' }, kind: 'text' },
  { key: 'day', words: { zh: '最近时限', en: 'first deadline' }, kind: 'text' },
  { key: 'overdue', words: { zh: '逾期', en: 'overdue' }, kind: 'truth' },
]
