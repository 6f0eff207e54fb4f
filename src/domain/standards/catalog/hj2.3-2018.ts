// HJ 2.3—2018 annex D and its forerunner: the single-factor index of a water item against a class.
import type { IndexEdition } from './index-tables.ts'

export type FactorIndexEdition = IndexEdition<'water-factor-index'> & {
  /** How oxygen below saturation is measured: limit over value, or the stretched scale of 1993. */
  oxygen: 'ratio' | 'ten-less-nine'
}

const rules = (code: string, oxygen: string, isOld: boolean): FactorIndexEdition['rules'] => [
  {
    id: 'general',
    zh: '一般项目指数为浓度除以限值，大于 1 即超标。',
    en: 'The index of a plain item is its concentration over the limit; above 1 it exceeds.',
    formula: 'S = C ÷ Cs',
    source: `${code} 一般性水质因子`,
    sureness: 'single-source',
  },
  {
    id: 'acidity',
    zh: 'pH 不大于 7 与大于 7 分别以下限、上限计。',
    en: 'pH is measured to the lower bound up to 7 and to the upper above.',
    formula: 'S = (7 − pH) ÷ (7 − pH_sd) 或 (pH − 7) ÷ (pH_su − 7)',
    source: `${code} pH`,
    sureness: 'single-source',
  },
  {
    id: 'oxygen',
    zh: '溶解氧以限值与饱和溶解氧计，饱和值由水温。',
    en: 'Oxygen is measured by its limit and its saturation, which follows the temperature.',
    formula: oxygen,
    source: `${code} 溶解氧`,
    sureness: isOld ? 'single-source' : 'memory',
  },
  {
    id: 'saturation',
    zh: '饱和溶解氧 DOf = 468 ÷ (31.6 + T)；含盐水 (491 − 2.65S) ÷ (33.5 + T)。',
    en: 'Saturation DOf = 468 ÷ (31.6 + T); of saline water (491 − 2.65S) ÷ (33.5 + T).',
    formula: 'DOf = 468 ÷ (31.6 + T)',
    source: `${code} 饱和溶解氧`,
    sureness: 'single-source',
  },
]

/** 环境影响评价技术导则 地面水环境 HJ/T 2.3—93, whose oxygen scale is still met in old reports. */
export const HJ23_1993 = {
  id: 'HJ2.3-1993',
  code: 'HJ/T 2.3—1993',
  family: 'water-factor-index',
  zh: '环境影响评价技术导则 地面水环境',
  en: 'Technical guidelines for environmental impact assessment: surface water (1993)',
  issuer: '国家环境保护局',
  issued: null,
  from: '1994-04-01',
  until: '2019-03-01',
  sureness: 'single-source',
  limits: [],
  oxygen: 'ten-less-nine',
  rules: rules('HJ/T 2.3—1993', 'DO ≥ DOs：|DOf − DO| ÷ (DOf − DOs)；DO < DOs：10 − 9·DO ÷ DOs', true),
} as const satisfies FactorIndexEdition

/** 环境影响评价技术导则 地表水环境 HJ 2.3—2018 附录D. */
export const HJ23_2018 = {
  id: 'HJ2.3-2018',
  code: 'HJ 2.3—2018',
  family: 'water-factor-index',
  zh: '环境影响评价技术导则 地表水环境（附录D 水质指数法）',
  en: 'Technical guidelines for environmental impact assessment: surface water (annex D)',
  issuer: '生态环境部',
  issued: '2018-09-30',
  from: '2019-03-01',
  until: null,
  sureness: 'single-source',
  limits: [],
  oxygen: 'ratio',
  rules: rules('HJ 2.3—2018 附录D', 'DO ≤ DOf：DOs ÷ DO；DO > DOf：|DOf − DO| ÷ (DOf − DOs)', false),
} as const satisfies FactorIndexEdition
