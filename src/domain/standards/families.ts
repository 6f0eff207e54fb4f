// What each family of editions answers, in words, in the order the browser lists them.
import type { Family } from './edition.ts'

export const FAMILY_WORDS: Readonly<Record<Family, { zh: string; en: string }>> = {
  aqi: { zh: '空气质量指数', en: 'Air quality index' },
  'ambient-air': { zh: '环境空气质量限值', en: 'Limits of ambient air' },
  'air-evaluation': { zh: '环境空气质量评价', en: 'Evaluation of ambient air' },
  'surface-water': { zh: '地表水环境质量限值', en: 'Limits of surface water' },
  'water-evaluation': { zh: '地表水环境质量评价', en: 'Evaluation of surface water' },
  rounding: { zh: '数值修约', en: 'Rounding' },
}
