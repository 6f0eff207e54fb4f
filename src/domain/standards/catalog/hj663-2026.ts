// HJ 663—2026: how ambient air is evaluated from 1 March 2026, as far as its text is known.
import { type AirEvaluationEdition, annualStatistics, keptDecimals } from './evaluation-tables.ts'

/** 环境空气质量评价技术规范 HJ 663—2026. */
export const HJ663_2026: AirEvaluationEdition = {
  id: 'HJ663-2026',
  code: 'HJ 663—2026',
  family: 'air-evaluation',
  zh: '环境空气质量评价技术规范',
  en: 'Technical regulation for ambient air quality assessment',
  issuer: '生态环境部',
  issued: null,
  from: '2026-03-01',
  until: null,
  sureness: 'single-source',
  limits: annualStatistics({ source: 'HJ 663—2026 表1', sureness: 'verified' }),
  decimals: keptDecimals(1, { source: 'HJ 663—2026 数据修约规则', sureness: 'single-source' }),
  ozoneDay: { firstEndHour: 8, lastEndHour: 24, leastHours: 6, leastWindows: 14 },
  points: { leastPercent: 75, fewPoints: 4, fewLeastPercent: 50 },
  rules: [
    {
      id: 'percentile',
      zh: '百分位数算法同 HJ 663—2013。',
      en: 'Percentiles are computed as in HJ 663—2013.',
      formula: 'm = X(s) + (X(s+1) − X(s)) × (k − s)',
      source: 'HJ 663—2026 表1（百分位数）',
      sureness: 'verified',
    },
    {
      id: 'ozone-day',
      zh: '臭氧日最大 8 小时平均至少 14 个有效 8 小时滑动平均，不足时仅最大值超标才有效。',
      en: 'The ozone day needs 14 valid eight-hour means; fewer count only where the largest exceeds the limit.',
      source: 'HJ 663—2026 6.1.2',
      sureness: 'verified',
    },
    {
      id: 'scope',
      zh: '增加异常事件处理、三年滑动平均、更细的修约以及县区和点位评价。',
      en: 'Adds exceptional events, three-year moving means, finer rounding, and evaluation of counties and points.',
      source: 'HJ 663—2026 主要变化',
      sureness: 'single-source',
    },
    {
      id: 'exceedance-multiple',
      zh: '超标倍数沿用 HJ 663—2013。',
      en: 'The exceedance multiple is taken over from HJ 663—2013.',
      formula: 'B = (C − S) ÷ S',
      source: 'HJ 663—2013 超标倍数公式',
      sureness: 'memory',
    },
    {
      id: 'area-mean',
      zh: '多点位有效性沿用 HJ 663—2013，原文待取得。',
      en: 'The validity of several points is taken over from HJ 663—2013 until the text is at hand.',
      source: 'HJ 663—2013 多点位评价规则',
      sureness: 'memory',
    },
  ],
}
