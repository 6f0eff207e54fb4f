// Categories of complaints on the national platform, and what it does not accept.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

/** 污染类型 — with its kinds. */
export type ComplaintCategory = IndexTerm & { kinds: readonly string[] }

const MARK = { unit: '件', source: '全国生态环境信访投诉举报管理平台 2021 污染类型', sureness: 'verified' } as const

/** 全国生态环境投诉举报分类. */
export const COMPLAINT_12369 = {
  id: 'COMPLAINT-12369',
  code: '全国生态环境投诉举报分类（2021）',
  family: 'complaint-category',
  zh: '全国生态环境投诉举报（12369）分类',
  en: 'Categories of environmental complaints (12369)',
  issuer: '生态环境部',
  issued: null,
  from: '2021-01-01',
  until: null,
  sureness: 'verified',
  limits: [
    {
      item: 'air',
      zh: '大气污染',
      en: 'Air',
      kinds: ['恶臭异味', '烟粉尘', '工业废气', '油烟', '机动车尾气'],
      ...MARK,
    },
    { item: 'water', zh: '水污染', en: 'Water', kinds: ['工业废水', '生活污水', '畜禽养殖废水'], ...MARK },
    { item: 'noise', zh: '噪声污染', en: 'Noise', kinds: ['建设施工', '工业', '社会生活', '交通'], ...MARK },
    { item: 'solid', zh: '固体废物污染', en: 'Solid waste', kinds: [], ...MARK },
    { item: 'radiation', zh: '辐射污染', en: 'Radiation', kinds: [], ...MARK },
    { item: 'ecology', zh: '生态破坏', en: 'Damage to nature', kinds: [], ...MARK },
  ],
  channels: ['电话12369', '微信', '网络', '其他'],
  industries: ['建筑业', '住宿餐饮娱乐业', '非金属加工制造', '金属加工', '化工', '畜禽养殖', '印刷', '其他'],
  rules: [
    {
      id: 'several',
      zh: '一件可有多个污染类型，占比之和可超过 100%。',
      en: 'One complaint may have several types; shares may sum above 100 %.',
      source: MARK.source,
      sureness: 'verified',
    },
    {
      id: 'not-accepted',
      zh: '线索不清或不属生态环境部门职责的不受理。',
      en: 'Vague clues and matters of other departments are not accepted.',
      source: '全国生态环境信访投诉举报管理平台 2021 受理',
      sureness: 'verified',
    },
    {
      id: 'deadline',
      zh: '信访 60 日办结；平台实务 2–5 个工作日受理、30 或 60 日答复。',
      en: 'Sixty days by the petition rules; in practice accepted in 2–5 working days and answered in 30 or 60.',
      source: '信访工作条例 2022 办理期限',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'complaint-category', ComplaintCategory> &
  Record<'channels' | 'industries', readonly string[]>
