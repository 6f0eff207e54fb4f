// The status of obligations and a unit's return as tables for files; the return, filled in, is what its page reads again.
import { downloadProgress, downloadReturn } from '#contract/downloads.ts'
import { RETURN_COLUMNS } from '#domain/progress/return-table.ts'
import { LIGHT_NAMES, STATUS_NAMES } from '#domain/progress/status-words.ts'
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
import { progressRows } from './list.ts'
import { linesOfReturn } from './returns.ts'

export const progressDownloads = ({ db, now }: Deps): Download[] => [
  download(downloadProgress, async ({ plan, lang, about: _, ...filter }) => {
    const found = await progressRows(db, { planId: plan, filter, now: now() })
    if (isRefusal(found)) return found
    const district = await districtOf(db)
    return {
      title: { zh: `${district.zh}-任务进展`, en: `${district.en} progress` },
      columns: STATUS_COLUMNS,
      batches: inBatches(found.rows, (row) => [
        row.obligationId,
        lang === 'zh' ? row.titleZh : row.titleEn,
        row.lead ?? '',
        row.assists.join('、'),
        row.ends ?? '',
        LIGHT_NAMES[row.ruled.light][lang],
        STATUS_NAMES[row.ruled.status][lang],
        row.ruled.reasons.map((reason) => reason[lang]).join('；'),
        row.ruled.override === null ? '' : STATUS_NAMES[row.ruled.override.status][lang],
        row.ruled.override?.reason ?? '',
        row.newest?.period ?? '',
        row.newest?.shareDone ?? '',
        row.evidence,
        row.lists.join('、'),
      ]),
      about: [sourceLine(district), filterLine({ plan, ...filter })],
    }
  }),
  download(downloadReturn, async ({ plan, case: caseId }) => {
    const found = await linesOfReturn(db, { planId: plan, caseId })
    if (isRefusal(found)) return found
    const district = await districtOf(db)
    const { key, lines } = found
    return {
      title: { zh: `${key.unit}-${key.period}-进展填报`, en: `${key.unit} ${key.period} return` },
      columns: RETURN_COLUMNS.map(({ field, zh, en }): Column => ({ key: field, words: { zh, en }, kind: 'text' })),
      batches: inBatches(lines.flatMap(cellsOf), (cells) => cells),
      about: [sourceLine(district), filterLine({ plan, case: caseId })],
    }
  }),
]

/** A cell that opens with `=` would be taken for a formula. */
const SIGNS: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '>': '＞', '<': '＜' }

type Line = Exclude<Awaited<ReturnType<typeof linesOfReturn>>, { refused: string }>['lines'][number]

/** A row a quantity; what is said of the obligation as a whole stands in its first. */
function cellsOf({ obligationId, titleZh, quantities, entry }: Line): string[][] {
  const rows = quantities.length === 0 ? [undefined] : quantities
  return rows.map((quantity, n) => [
    obligationId,
    titleZh,
    quantity?.metric ?? '',
    quantity === undefined ? '' : `${SIGNS[quantity.comparator] ?? ''}${quantity.value}`,
    quantity?.unit ?? '',
    quantity === undefined ? '' : (entry.quantities[quantity.metric] ?? ''),
    n === 0 ? (entry.shareDone ?? '') : '',
    n === 0 ? entry.narrative : '',
    n === 0 ? entry.obstacle : '',
  ])
}

const text = (key: string, zh: string, en: string): Column => ({ key, words: { zh, en }, kind: 'text' })

const STATUS_COLUMNS: readonly Column[] = [
  text('obligation', '任务编号', 'obligation'),
  text('title', '任务', 'title'),
  text('lead', '牵头单位', 'lead'),
  text('assists', '配合单位', 'assists'),
  text('ends', '完成日期', 'ends'),
  text('light', '三色', 'light'),
  text('status', '规则判定', 'status by the rule'),
  text('reasons', '判定理由', 'reasons'),
  text('override', '人工认定', 'set by hand'),
  text('overrideReason', '认定理由', 'why by hand'),
  text('period', '最近填报期', 'newest period'),
  { key: 'share', words: { zh: '完成比例', en: 'share done' }, kind: 'text', unit: '%' },
  { key: 'evidence', words: { zh: '认可的佐证', en: 'accepted evidence' }, kind: 'number', decimals: 0 },
  text('lists', '任务清单', 'lists'),
]
