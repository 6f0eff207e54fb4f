// How the state of an indicator is said, on pages and in documents.

/** 达标情况. */
export const INDICATOR_STATUS_WORDS = {
  met: { zh: '达标', en: 'met' },
  'not-met': { zh: '未达标', en: 'not met' },
  'cannot-judge': { zh: '无法评价', en: 'cannot be judged' },
  'awaiting-city-target': { zh: '待市下达', en: 'awaiting the city’s target' },
  'no-formula': { zh: '暂无公式', en: 'no formula yet' },
} as const
