// The score sheet as a table for files: a row a unit and item, with the fact behind the points.
import { downloadAppraisal } from '#contract/downloads.ts'
import type { UnitScore } from '#domain/appraisal/sheet.ts'
import { isRefusal } from '#kit/refusal.ts'
import { type Cell, type Column, type Download, districtOf, download, inBatches, sourceLine } from '../http/download.ts'
import type { Deps } from '../http/serve.ts'
import { namesOf } from './lines.ts'
import { shownSheet } from './sheet.ts'
import type { AppraisalSources } from './sources.ts'
import { findAppraisal } from './store.ts'

export const appraisalDownloads = ({ db, now }: Deps, sources: AppraisalSources): Download[] => [
  download(downloadAppraisal, async ({ plan, id, lang }) => {
    const appraisal = await findAppraisal(db, { planId: plan, id })
    if (isRefusal(appraisal)) return appraisal
    const { sheet, basis, frozen } = await shownSheet(db, { appraisal, nowMs: now(), sources })
    const district = await districtOf(db)
    const { scheme, year } = appraisal
    return {
      title: { zh: `${district.zh}-${year}年度考核表`, en: `${district.en} score sheet ${year}` },
      columns: COLUMNS,
      batches: inBatches(
        sheet.units.flatMap((unit) => rowsOf(unit, { names: namesOf(scheme), lang })),
        (cells) => cells,
      ),
      about: [
        sourceLine(district),
        { words: { zh: '方案', en: 'scheme' }, value: `${scheme.name[lang]} ${scheme.version}` },
        { words: { zh: '版本', en: 'state' }, value: basis },
        { words: { zh: '摘要', en: 'hash' }, value: frozen.at(-1)?.hash ?? '—' },
      ],
    }
  }),
]

type Naming = { names: Readonly<Record<string, { zh: string; en: string }>>; lang: 'zh' | 'en' }

function rowsOf(unit: UnitScore, { names, lang }: Naming): Cell[][] {
  const name = (id: string): string => names[id]?.[lang] ?? id
  const head = [unit.unit, unit.place, unit.total]
  return [
    ...unit.items.map((one) => [...head, name(one.id), one.weight, one.points, one.because[lang]]),
    ...unit.adjustments.map((one) => [...head, name(one.id), null, one.points, one.because[lang]]),
    ...unit.vetoes.map((one) => [...head, name(one.id), null, null, one.because[lang]]),
  ]
}

const COLUMNS: readonly Column[] = [
  { key: 'unit', words: { zh: '单位', en: 'unit' }, kind: 'text' },
  { key: 'place', words: { zh: '名次', en: 'place' }, kind: 'number', decimals: 0 },
  { key: 'total', words: { zh: '总分', en: 'total' }, kind: 'number' },
  { key: 'item', words: { zh: '考核内容', en: 'item' }, kind: 'text' },
  { key: 'weight', words: { zh: '权重', en: 'weight' }, kind: 'number' },
  { key: 'points', words: { zh: '得分', en: 'points' }, kind: 'number' },
  { key: 'because', words: { zh: '依据', en: 'fact' }, kind: 'text' },
]
