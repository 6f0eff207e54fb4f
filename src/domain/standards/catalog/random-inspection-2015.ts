// 环办〔2015〕88号: how many enterprises a draw of random inspections must take.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

/** 抽查比例 — a least `percent` a quarter, or `perOfficer` units a year for each officer on the roll. */
export type InspectionRatio = IndexTerm & { percent?: number; perOfficer?: number; period: 'quarter' | 'year' }

const RATIO = '环办〔2015〕88号及广东方案 抽查比例'

/** 双随机一公开抽查比例 环办〔2015〕88号. */
export const RANDOM_INSPECTION_2015 = {
  id: 'RANDOM-INSPECTION-2015',
  code: '环办〔2015〕88号',
  family: 'random-inspection',
  zh: '关于在污染源日常环境监管领域推广随机抽查制度的实施方案',
  en: 'Plan for random inspection in the daily supervision of pollution sources',
  issuer: '环境保护部办公厅',
  issued: '2015-10-26',
  from: '2016-01-01',
  until: null,
  sureness: 'verified',
  limits: [
    {
      item: 'city-key',
      zh: '市级重点排污单位',
      en: 'Key units of a city',
      unit: '%',
      percent: 5,
      period: 'quarter',
      source: RATIO,
      sureness: 'verified',
    },
    {
      item: 'county-key',
      zh: '县级重点排污单位',
      en: 'Key units of a county',
      unit: '%',
      percent: 25,
      period: 'quarter',
      source: RATIO,
      sureness: 'verified',
    },
    {
      item: 'city-general',
      zh: '市级一般排污单位',
      en: 'General units of a city',
      unit: '家/人',
      perOfficer: 5,
      period: 'year',
      source: RATIO,
      sureness: 'single-source',
    },
    {
      item: 'county-general',
      zh: '县级一般排污单位',
      en: 'General units of a county',
      unit: '家/人',
      perOfficer: 10,
      period: 'year',
      source: RATIO,
      sureness: 'single-source',
    },
  ],
  rules: [
    {
      id: 'draw',
      zh: '随机抽取检查对象、随机选派执法人员，检查前保密，结果公开；特殊监管对象提高抽取概率。',
      en: 'Units and officers are drawn at random, kept secret before and published after; problem units are drawn more often.',
      source: '环办〔2015〕88号 随机抽查',
      sureness: 'verified',
    },
    {
      id: 'least',
      zh: '按比例所得数向上取整，不超过单位总数。',
      en: 'The number is rounded up and never above the units there are.',
      source: '环办〔2015〕88号 抽查比例（取整为推定）',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'random-inspection', InspectionRatio>
