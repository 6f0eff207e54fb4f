// What each family of editions answers, in words, in the order the browser lists them.

/** A family is a question that its editions answer in turn: no two of them are in force at once. */
export const FAMILY_WORDS = {
  aqi: { zh: '空气质量指数', en: 'Air quality index' },
  'ambient-air': { zh: '环境空气质量限值', en: 'Limits of ambient air' },
  'air-evaluation': { zh: '环境空气质量评价', en: 'Evaluation of ambient air' },
  'surface-water': { zh: '地表水环境质量限值', en: 'Limits of surface water' },
  'water-evaluation': { zh: '地表水环境质量评价', en: 'Evaluation of surface water' },
  rounding: { zh: '数值修约', en: 'Rounding' },
} as const satisfies Readonly<Record<string, { zh: string; en: string }>>

/** A question that editions of one family answer in turn. */
export type Family = keyof typeof FAMILY_WORDS
