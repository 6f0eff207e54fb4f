// The division of labour as a table for files; filled in, it is what the page reads again.
import { downloadDivision } from '#contract/downloads.ts'
import { DIVISION_COLUMNS } from '#domain/plans/division.ts'
import { isRefusal } from '#kit/refusal.ts'
import {
  type Column,
  type Download,
  districtOf,
  download,
  filterLine,
  inBatches,
  sourceLine,
} from '../http/download.ts'
import type { Deps } from '../http/serve.ts'
import { divisionRows } from './queries.ts'

export const divisionDownloads = ({ db }: Deps): Download[] => [
  download(downloadDivision, async ({ plan, ...filter }) => {
    const found = await divisionRows(db, plan, filter)
    if (isRefusal(found)) return found
    const district = await districtOf(db)
    return {
      title: { zh: `${district.zh}-规划分工`, en: `${district.en} division of labour` },
      columns: COLUMNS,
      batches: inBatches(found.rows, ({ obligationId, titleZh, assignment, deadlineYear }) => [
        obligationId,
        assignment?.lead ?? '',
        assignment?.assists.join('、') ?? '',
        assignment?.begins ?? '',
        assignment?.ends ?? '',
        assignment?.weight ?? '',
        assignment?.evidence ?? '',
        titleZh,
        deadlineYear,
        assignment?.stateName.zh ?? '未分工',
      ]),
      about: [sourceLine(district), filterLine({ plan, ...filter })],
    }
  }),
]

const COLUMNS: readonly Column[] = [
  ...DIVISION_COLUMNS.map(({ field, zh, en }): Column => ({ key: field, words: { zh, en }, kind: 'text' })),
  { key: 'titleZh', words: { zh: '任务', en: 'obligation in words' }, kind: 'text' },
  { key: 'deadlineYear', words: { zh: '规划时限（年）', en: 'deadline of the plan' }, kind: 'number', decimals: 0 },
  { key: 'state', words: { zh: '办理状态', en: 'state' }, kind: 'text' },
]
