// 环监测〔2021〕99号: the regional ecological quality index of pattern, function, biodiversity and stress.
import type { ChangeLevel } from './hj192-2015.ts'
import type { IndexEdition, IndexLevel, IndexTerm } from './index-tables.ts'

type EcoQualityTerm = IndexTerm & { weight: string; isInverse: boolean }
export type EcoQualityEdition = IndexEdition<'eco-quality', EcoQualityTerm> & {
  levels: readonly IndexLevel[]
  changes: readonly ChangeLevel[]
}

const WEIGHTS = { source: '环监测〔2021〕99号 一级指标权重', sureness: 'memory' } as const

/** 区域生态质量评价办法（试行） 环监测〔2021〕99号. */
export const EQI_2021 = {
  id: 'EQI-2021',
  code: '环监测〔2021〕99号',
  family: 'eco-quality',
  zh: '区域生态质量评价办法（试行）',
  en: 'Measures for the evaluation of regional ecological quality (on trial)',
  issuer: '生态环境部',
  issued: '2021-10-18',
  from: '2021-10-18',
  until: null,
  sureness: 'single-source',
  limits: [
    {
      item: 'pattern',
      zh: '生态格局',
      en: 'Ecological pattern',
      unit: '1',
      weight: '0.36',
      isInverse: false,
      ...WEIGHTS,
    },
    {
      item: 'function',
      zh: '生态功能',
      en: 'Ecological function',
      unit: '1',
      weight: '0.35',
      isInverse: false,
      ...WEIGHTS,
    },
    {
      item: 'biodiversity',
      zh: '生物多样性',
      en: 'Biodiversity',
      unit: '1',
      weight: '0.19',
      isInverse: false,
      ...WEIGHTS,
    },
    { item: 'stress', zh: '生态胁迫', en: 'Ecological stress', unit: '1', weight: '0.10', isInverse: true, ...WEIGHTS },
  ],
  levels: [
    { grade: 1, zh: '一类', en: 'class one', from: '70' },
    { grade: 2, zh: '二类', en: 'class two', from: '55', below: '70' },
    { grade: 3, zh: '三类', en: 'class three', from: '40', below: '55' },
    { grade: 4, zh: '四类', en: 'class four', from: '30', below: '40' },
    { grade: 5, zh: '五类', en: 'class five', below: '30' },
  ],
  changes: [
    { zh: '基本稳定', en: 'stable', below: '1' },
    { zh: '轻微变化', en: 'slight change', from: '1', below: '2' },
    { zh: '一般变化', en: 'moderate change', from: '2', below: '4' },
    { zh: '明显变化', en: 'clear change', from: '4' },
  ],
  rules: [
    {
      id: 'index',
      zh: '生态质量指数为四个一级指标加权之和，生态胁迫以 100 减之。',
      en: 'The index is the weighted sum of the four parts; stress enters as 100 minus itself.',
      formula: 'EQI = 0.36P + 0.35F + 0.19B + 0.10(100 − S)',
      source: '环监测〔2021〕99号 生态质量指数',
      sureness: 'memory',
    },
    {
      id: 'indicators',
      zh: '一级 4 项、二级 11 项、三级 18 项指标；三级指标算法待取得原文。',
      en: 'Four, eleven and eighteen indicators on three tiers; how the third is computed awaits the text.',
      source: '环监测〔2021〕99号 指标体系',
      sureness: 'memory',
    },
    {
      id: 'levels',
      zh: '按 70、55、40、30 分为一类至五类。',
      en: 'Bounds 70, 55, 40 and 30 make five classes.',
      source: '环监测〔2021〕99号 生态质量分类',
      sureness: 'single-source',
    },
    {
      id: 'change',
      zh: '指数变化绝对值小于 1 基本稳定，1–2 轻微，2–4 一般，4 及以上明显。',
      en: 'A change below 1 is stable, 1–2 slight, 2–4 moderate, 4 or more clear.',
      source: '环监测〔2021〕99号 生态质量变化',
      sureness: 'memory',
    },
  ],
} as const satisfies EcoQualityEdition
