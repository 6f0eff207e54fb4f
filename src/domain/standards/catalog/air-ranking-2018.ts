// 环办监测〔2018〕19号: the composite index by which cities are ranked for their air.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

/** `atMost` is the denominator of the single index; `statistic` says which value of the period is put in. */
export type RankingTerm = IndexTerm & { atMost: string; statistic: 'mean' | 'percentile'; p?: string }

const MARK = { source: '环办监测〔2018〕19号 环境空气质量综合指数', sureness: 'verified' } as const
const CANDIDATE = {
  source: '环办监测〔2018〕19号（以 GB 3095—2026 过渡限值为分母，推定）',
  sureness: 'single-source',
} as const

/** 城市环境空气质量排名技术规定 环办监测〔2018〕19号. */
export const AIR_RANKING_2018 = {
  id: 'AIR-RANKING-2018',
  code: '环办监测〔2018〕19号',
  family: 'air-ranking',
  zh: '城市环境空气质量排名技术规定',
  en: 'Technical regulation for ranking cities by ambient air quality',
  issuer: '生态环境部办公厅',
  issued: '2018-07-13',
  from: '2018-07-13',
  until: null,
  sureness: 'verified',
  limits: [
    { item: 'SO2', zh: '二氧化硫', en: 'Sulphur dioxide', unit: 'µg/m³', atMost: '60', statistic: 'mean', ...MARK },
    { item: 'NO2', zh: '二氧化氮', en: 'Nitrogen dioxide', unit: 'µg/m³', atMost: '40', statistic: 'mean', ...MARK },
    { item: 'PM10', zh: '可吸入颗粒物', en: 'PM10', unit: 'µg/m³', atMost: '70', statistic: 'mean', ...MARK },
    { item: 'PM2.5', zh: '细颗粒物', en: 'PM2.5', unit: 'µg/m³', atMost: '35', statistic: 'mean', ...MARK },
    {
      item: 'CO',
      zh: '一氧化碳',
      en: 'Carbon monoxide',
      unit: 'mg/m³',
      atMost: '4',
      statistic: 'percentile',
      p: '0.95',
      ...MARK,
    },
    { item: 'O3', zh: '臭氧', en: 'Ozone', unit: 'µg/m³', atMost: '160', statistic: 'percentile', p: '0.90', ...MARK },
  ],
  /** Denominators that differ where the transitional limits of 2026 are used. */
  newLimits: [
    { item: 'PM10', zh: '可吸入颗粒物', en: 'PM10', unit: 'µg/m³', atMost: '60', statistic: 'mean', ...CANDIDATE },
    { item: 'PM2.5', zh: '细颗粒物', en: 'PM2.5', unit: 'µg/m³', atMost: '30', statistic: 'mean', ...CANDIDATE },
  ],
  rules: [
    {
      id: 'single',
      zh: '单项指数为浓度除以二级标准限值；CO 取日均值第 95 百分位数，O3 取日最大 8 小时第 90 百分位数。',
      en: 'A single index is the concentration over the grade-two limit; CO the 95th percentile of days, O3 the 90th of daily maximum 8-hour means.',
      formula: 'I_i = C_i ÷ S_i',
      source: '环办监测〔2018〕19号 单项指数',
      sureness: 'verified',
    },
    {
      id: 'sum',
      zh: '综合指数为六项单项指数之和，保留两位小数，越小越好；相同者名次并列。',
      en: 'The composite index is the sum of the six, two decimals, smaller is better; equal ones share a rank.',
      formula: 'I_sum = Σ I_i',
      source: '环办监测〔2018〕19号 环境空气质量综合指数',
      sureness: 'verified',
    },
    {
      id: 'new-limits',
      zh: '2026 年 3 月起分母预计改用过渡限值；未经证实，限值组可选。',
      en: 'From March 2026 the denominators are expected to be the transitional limits; not confirmed, so the set can be chosen.',
      source: CANDIDATE.source,
      sureness: 'single-source',
    },
  ],
} as const satisfies IndexEdition<'air-ranking', RankingTerm> & { newLimits: readonly RankingTerm[] }
