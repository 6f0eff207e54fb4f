// Supervision as files: what deviates, and the orders and consultations under way, as the page shows them.
import { downloadDeviations, downloadSupervised } from '#contract/downloads.ts'
import { DEVIATION_STATE_NAMES } from '#domain/deviations/words.ts'
import { LIGHT_NAMES } from '#domain/progress/status-words.ts'
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
import { listDeviations, listSupervised } from './queries.ts'

/** A file decides nothing, and holds the whole list. */
const WHOLE = { page: 1, pageSize: 100_000 }
const NOBODY = { name: '', posts: [] }

export const supervisionDownloads = ({ db, now }: Deps): Download[] => [
  download(downloadDeviations, async ({ plan, lang, about: _, ...filter }) => {
    const found = await listDeviations(db, { planId: plan, query: { ...filter, ...WHOLE }, person: NOBODY, now: now() })
    if (isRefusal(found)) return found
    const district = await districtOf(db)
    return {
      title: { zh: `${district.zh}-偏差`, en: `${district.en} deviations` },
      columns: DEVIATION_COLUMNS,
      batches: inBatches(found.rows, (row) => [
        row.number,
        row.ruleName[lang],
        row.subject.ref,
        row.name[lang],
        row.because[lang],
        row.units.join('、'),
        DEVIATION_STATE_NAMES[row.state][lang],
        row.remark,
        row.caseId,
        row.firstSeen,
        row.lastSeen,
      ]),
      about: [sourceLine(district), filterLine({ plan, ...filter })],
    }
  }),
  download(downloadSupervised, async ({ plan, lang, about: _, ...filter }) => {
    const found = await listSupervised(db, { planId: plan, query: { ...filter, ...WHOLE }, person: NOBODY, now: now() })
    if (isRefusal(found)) return found
    const district = await districtOf(db)
    return {
      title: { zh: `${district.zh}-督导`, en: `${district.en} supervision` },
      columns: SUPERVISED_COLUMNS,
      batches: inBatches(found.rows, (row) => [
        row.id,
        row.procedureName[lang],
        row.title,
        row.stateName[lang],
        row.strands.map(({ unit, stateName }) => `${unit} ${stateName[lang]}`).join('；'),
        [...new Set(row.parties.map(({ unit }) => unit))].join('、'),
        LIGHT_NAMES[row.light][lang],
        row.lastDay ?? '',
        row.workingDaysLeft,
        row.followUps.all,
        row.followUps.open,
        row.openedAt,
      ]),
      about: [sourceLine(district), filterLine({ plan, ...filter })],
    }
  }),
]

const DEVIATION_COLUMNS: readonly Column[] = [
  { key: 'number', words: { zh: '编号', en: 'number' }, kind: 'number', decimals: 0 },
  { key: 'rule', words: { zh: '偏差规则', en: 'rule' }, kind: 'text' },
  { key: 'ref', words: { zh: '对象编号', en: 'id' }, kind: 'text' },
  { key: 'name', words: { zh: '对象', en: 'what deviates' }, kind: 'text' },
  { key: 'because', words: { zh: '依据', en: 'why' }, kind: 'text' },
  { key: 'units', words: { zh: '单位', en: 'units' }, kind: 'text' },
  { key: 'state', words: { zh: '状态', en: 'state' }, kind: 'text' },
  { key: 'remark', words: { zh: '排除理由', en: 'why dismissed' }, kind: 'text' },
  { key: 'case', words: { zh: '办件', en: 'case' }, kind: 'number', decimals: 0 },
  { key: 'firstSeen', words: { zh: '首次发现', en: 'first seen' }, kind: 'instant' },
  { key: 'lastSeen', words: { zh: '最近发现', en: 'last seen' }, kind: 'instant' },
]

const SUPERVISED_COLUMNS: readonly Column[] = [
  { key: 'case', words: { zh: '办件', en: 'case' }, kind: 'number', decimals: 0 },
  { key: 'procedure', words: { zh: '流程', en: 'procedure' }, kind: 'text' },
  { key: 'title', words: { zh: '事项', en: 'matter' }, kind: 'text' },
  { key: 'state', words: { zh: '状态', en: 'state' }, kind: 'text' },
  { key: 'strands', words: { zh: '各单位', en: 'each unit' }, kind: 'text' },
  { key: 'units', words: { zh: '参与单位', en: 'units' }, kind: 'text' },
  { key: 'light', words: { zh: '三色', en: 'light' }, kind: 'text' },
  { key: 'lastDay', words: { zh: '期限', en: 'last day' }, kind: 'text' },
  {
    key: 'workingDaysLeft',
    words: { zh: '剩余工作日（负为逾期）', en: 'working days left' },
    kind: 'number',
    decimals: 0,
  },
  { key: 'followUps', words: { zh: '后续事项', en: 'follow-ups' }, kind: 'number', decimals: 0 },
  { key: 'followUpsOpen', words: { zh: '其中未办结', en: 'of these open' }, kind: 'number', decimals: 0 },
  { key: 'openedAt', words: { zh: '发起', en: 'opened' }, kind: 'instant' },
]
