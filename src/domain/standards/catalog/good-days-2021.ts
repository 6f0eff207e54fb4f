// The plan indicator of good days: days with an AQI of 100 or less among days with a valid AQI.
import type { IndexEdition } from './index-tables.ts'

/** 环境空气质量优良天数比例指标口径. */
export const GOOD_DAYS_2021 = {
  id: 'GOOD-DAYS-2021',
  code: '优良天数比例指标口径（2021—2025）',
  family: 'good-days',
  zh: '环境空气质量优良天数比例指标口径',
  en: 'Definition of the share of days with good air',
  issuer: '规划编制单位',
  issued: null,
  from: '2021-01-01',
  until: null,
  sureness: 'single-source',
  limits: [{ item: 'AQI', unit: '1', source: '优良天数比例指标口径 2021 优良', sureness: 'single-source' }],
  atMost: 100,
  rules: [
    {
      id: 'share',
      zh: '比例为 AQI 不大于 100 的天数除以有效天数，保留一位小数。',
      en: 'The share is days with an AQI of 100 or less over valid days, one decimal.',
      formula: 'R = N(AQI ≤ 100) ÷ N(有效) × 100',
      source: '优良天数比例指标口径 2021 计算',
      sureness: 'single-source',
    },
    {
      id: 'basis',
      zh: '2026 年起新旧标准口径并列，逐年比较须用同一口径。',
      en: 'From 2026 both bases are shown; years are compared on one basis.',
      source: '优良天数比例指标口径 2021 口径',
      sureness: 'single-source',
    },
    {
      id: 'missing',
      zh: 'HJ 633—2026 下因缺项而无 AQI 的日不是有效日。',
      en: 'Under HJ 633—2026 a day without AQI for a missing item is no valid day.',
      source: 'HJ 633—2026 5.3.1',
      sureness: 'single-source',
    },
  ],
} as const satisfies IndexEdition<'good-days'> & { atMost: number }
