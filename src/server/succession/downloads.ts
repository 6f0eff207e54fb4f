// What becomes of each obligation as a table for files.
import { downloadSuccession } from '#contract/downloads.ts'
import { SUCCESSION_TERMS } from '#domain/plans/succession.ts'
import { label } from '#domain/terms.ts'
import { isRefusal } from '#kit/refusal.ts'
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
import { type Found, successionRows } from './queries.ts'

export const successionDownloads = ({ db }: Deps): Download[] => [
  download(downloadSuccession, async ({ plan, ...query }) => {
    const found = await successionRows(db, plan, query)
    if (isRefusal(found)) return found
    const district = await districtOf(db)
    return {
      title: { zh: `${district.zh}-任务接续`, en: `${district.en} succession of obligations` },
      columns: COLUMNS,
      batches: inBatches(found.rows, (row) => cellsOf(row, query.lang)),
      about: [sourceLine(district), { words: label('plan'), value: plan }, filterLine(query)],
    }
  }),
]

const text = (key: string, words: Column['words']): Column => ({ key, words, kind: 'text' })
const COLUMNS: readonly Column[] = [
  text('id', { zh: '编号', en: 'id' }),
  text('title', label('obligation')),
  { key: 'share_done', words: { zh: '完成比例', en: 'share done' }, kind: 'number', unit: '%' },
  text('fate', { zh: '去向', en: 'fate' }),
  text('to_plan', { zh: '后续规划', en: 'plan that follows' }),
  text('to_id', { zh: '后续任务编号', en: 'successor id' }),
  text('to_title', { zh: '后续任务', en: 'successor' }),
  text('reason', { zh: '理由', en: 'reason' }),
  text('author', { zh: '确定人', en: 'by' }),
  { key: 'at', words: { zh: '确定时间', en: 'at' }, kind: 'instant' },
]

const cellsOf = ({ obligationId, shareDone, entry, ...title }: Found['rows'][number], lang: 'zh' | 'en'): Cell[] => {
  const titleOf = (one: { titleZh: string; titleEn: string }): string => (lang === 'zh' ? one.titleZh : one.titleEn)
  return [
    obligationId,
    titleOf(title),
    shareDone === null ? null : Number(shareDone),
    entry === null ? '' : label(SUCCESSION_TERMS[entry.kind])[lang],
    entry?.to?.planId ?? '',
    entry?.to?.id ?? '',
    entry?.to ? titleOf(entry.to) : '',
    entry?.reason ?? '',
    entry?.author ?? '',
    entry?.at ?? null,
  ]
}
