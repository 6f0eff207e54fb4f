// The indicator board of a year as a table for files.
import { downloadBreakdown, downloadIndicators } from '#contract/downloads.ts'
import type { IndicatorRow } from '#contract/indicators.ts'
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
import { readBreakdown } from './breakdown.ts'
import { readBoard } from './queries.ts'

export const indicatorDownloads = ({ db, now }: Deps): Download[] => [
  download(downloadIndicators, async (query) => {
    const board = await readBoard(db, {
      planId: query.plan,
      year: query.year,
      asKnownAt: query.asKnownAt,
      nowMs: now(),
    })
    if (isRefusal(board)) return board
    const district = await districtOf(db)
    const editions = new Set(board.rows.flatMap(({ value }) => value?.editions ?? []))
    return {
      title: {
        zh: `${district.zh}-${label('indicator').zh}-${board.year}`,
        en: `${district.en} indicators ${board.year}`,
      },
      columns: COLUMNS,
      batches: inBatches(board.rows, cellsOf),
      about: [
        sourceLine(district),
        { words: label('plan'), value: query.plan },
        { words: label('edition'), value: [...editions].sort().join(', ') || '—' },
        filterLine({ ...query, year: board.year }),
      ],
    }
  }),
  download(downloadBreakdown, async (query) => {
    const parts = await readBreakdown(db, { planId: query.plan, ...query, nowMs: now() })
    if (isRefusal(parts)) return parts
    const district = await districtOf(db)
    return {
      title: {
        zh: `${district.zh}-${query.id}-${parts.by}-${parts.year}`,
        en: `${query.id} by ${parts.by} ${parts.year}`,
      },
      columns: PART_COLUMNS,
      batches: inBatches(parts.rows, ({ place, sites, value, numerator, denominator, completeness }) => [
        place,
        sites,
        numberOf(value),
        numerator,
        denominator,
        completeness,
        parts.isDemo,
      ]),
      about: [
        sourceLine(district),
        { words: label('plan'), value: query.plan },
        { words: { zh: '合计说明', en: 'on the sum' }, value: `${parts.note.zh} ${parts.note.en}` },
        filterLine({ ...query, by: parts.by }),
      ],
    }
  }),
]

const text = (key: string, words: Column['words']): Column => ({ key, words, kind: 'text' })
const number = (key: string, words: Column['words']): Column => ({ key, words, kind: 'number' })

const PART_COLUMNS: readonly Column[] = [
  text('place', { zh: '部分', en: 'part' }),
  number('sites', { zh: '点位数', en: 'sites' }),
  number('value', { zh: '值', en: 'value' }),
  number('numerator', { zh: '计入', en: 'counted' }),
  number('denominator', { zh: '有效', en: 'valid' }),
  number('completeness', label('completeness')),
  truth('isDemo', label('demo')),
]

const COLUMNS: readonly Column[] = [
  text('id', { zh: '编号', en: 'id' }),
  number('no', { zh: '序号', en: 'no.' }),
  text('category', label('indicatorCategory')),
  text('nameZh', label('indicator')),
  text('nameEn', { zh: '英文名称', en: 'English name' }),
  text('unit', { zh: '单位', en: 'unit' }),
  text('attribute', { zh: '属性', en: 'attribute' }),
  text('target', label('target')),
  truth('targetAssumed', { zh: '比较符为推定', en: 'comparator assumed' }),
  number('value', { zh: '完成值', en: 'value' }),
  number('completeness', label('completeness')),
  text('status', { zh: '达标情况', en: 'status' }),
  text('why', { zh: '原因', en: 'why' }),
  number('previous', { zh: '上年值', en: 'year before' }),
  number('projected', { zh: '推算值', en: 'projected' }),
  number('projectedLow', { zh: '推算下限', en: 'projected, lower end' }),
  number('projectedHigh', { zh: '推算上限', en: 'projected, upper end' }),
  number('chance', { zh: '达标可能性', en: 'chance to meet the target' }),
  text('baseline', label('baseline')),
  truth('isDemo', label('demo')),
  text('editions', label('edition')),
  number('inconsistencies', label('inconsistency')),
]
function truth(key: string, words: Column['words']): Column {
  return { key, words, kind: 'truth' }
}

const numberOf = (given: string | null | undefined): number | null =>
  given === null || given === undefined ? null : Number(given)

const cellsOf = (row: IndicatorRow): Cell[] => [
  row.id,
  row.no,
  row.category,
  row.nameZh,
  row.nameEn,
  row.unit,
  label(row.attribute).zh,
  row.target.text,
  row.target.assumed,
  numberOf(row.value?.value),
  row.value?.completeness ?? null,
  row.value?.status ?? (row.hasFormula ? 'cannot-judge' : 'no-formula'),
  row.value?.why?.zh ?? null,
  numberOf(row.previous?.value),
  numberOf(row.projection.value),
  numberOf(row.projection.low),
  numberOf(row.projection.high),
  row.projection.chance,
  row.baseline ? `${row.baseline.value} ${row.baseline.unit} (${row.baseline.year})` : null,
  row.value?.isDemo ?? null,
  row.value?.editions.join(', ') ?? null,
  row.inconsistencies,
]
