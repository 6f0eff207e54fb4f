// Hong Kong's air quality health index from its start to 21 March 2025.
import { AQHI_RISKS, type AqhiEdition, aqhiTerms } from './aqhi-tables.ts'

const SOURCE = '香港空气质素健康指数 2013 年方法'

/** 香港空气质素健康指数（2013 年方法）. */
export const AQHI_HK_2013 = {
  id: 'AQHI-HK-2013',
  code: '香港空气质素健康指数（2013）',
  family: 'aqhi',
  zh: '香港空气质素健康指数（2013 年方法）',
  en: 'Hong Kong Air Quality Health Index (method of 2013)',
  issuer: '香港特别行政区政府环境保护署',
  issued: '2013-12-30',
  from: '2013-12-30',
  until: '2025-03-22',
  sureness: 'verified',
  limits: aqhiTerms(
    { NO2: '0.0004462559', SO2: '0.0001393235', O3: '0.0005116328', PM10: '0.0002821751', 'PM2.5': '0.0002180567' },
    { source: `${SOURCE}，风险系数`, sureness: 'verified' },
  ),
  bands: ['1.88', '3.76', '5.64', '7.52', '9.41', '11.29', '12.91', '15.07', '17.22', '19.37'],
  risks: AQHI_RISKS,
  rules: [
    {
      id: 'added-risk',
      zh: '额外风险 %AR 为 NO2、SO2、O3 与 PM10、PM2.5 中较大者之和；浓度取三小时移动平均。',
      en: 'Added risk %AR sums NO2, SO2, O3 and the larger of PM10 and PM2.5; concentrations are three-hour moving means.',
      formula: '%AR = Σ (exp(β·C) − 1) × 100',
      source: `${SOURCE}，额外风险`,
      sureness: 'verified',
    },
    {
      id: 'three-hours',
      zh: '三小时移动平均须三个小时值齐全。',
      en: 'A three-hour moving mean needs all three hourly values.',
      source: `${SOURCE}，三小时平均（以 2017 年公布值核对）`,
      sureness: 'single-source',
    },
    {
      id: 'bands',
      zh: '%AR 不大于第 k 档上限者指数为 k，大于末档为 10+；比较未修约的 %AR。',
      en: 'The index is the first band whose bound is not exceeded, above the last 10+; %AR is compared unrounded.',
      source: `${SOURCE}，指数分档`,
      sureness: 'verified',
    },
    {
      id: 'risk',
      zh: '1–3 低，4–6 中，7 高，8–10 甚高，10+ 严重。',
      en: '1–3 low, 4–6 moderate, 7 high, 8–10 very high, 10+ serious.',
      source: `${SOURCE}，健康风险级别`,
      sureness: 'single-source',
    },
  ],
} as const satisfies AqhiEdition
