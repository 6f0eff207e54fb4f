// Hong Kong's air quality health index from 22 March 2025: another coefficient for ozone and other bands.
import { AQHI_HK_2013 } from './aqhi-hk-2013.ts'
import { AQHI_RISKS, type AqhiEdition, aqhiTerms } from './aqhi-tables.ts'

const SOURCE = '香港空气质素健康指数 2025 年方法'

/** 香港空气质素健康指数（2025 年方法）. */
export const AQHI_HK_2025 = {
  id: 'AQHI-HK-2025',
  code: '香港空气质素健康指数（2025）',
  family: 'aqhi',
  zh: '香港空气质素健康指数（2025 年方法）',
  en: 'Hong Kong Air Quality Health Index (method of 2025)',
  issuer: '香港特别行政区政府环境保护署',
  issued: null,
  from: '2025-03-22',
  until: null,
  sureness: 'single-source',
  limits: aqhiTerms(
    { NO2: '0.0004462559', SO2: '0.0001393235', O3: '0.0004888034', PM10: '0.0002821751', 'PM2.5': '0.0002180567' },
    { source: `${SOURCE}，风险系数`, sureness: 'single-source' },
  ),
  bands: ['1.87', '3.73', '5.6', '7.46', '9.33', '11.2', '12.81', '14.94', '17.08', '19.21'],
  risks: AQHI_RISKS,
  rules: AQHI_HK_2013.rules.map((rule) => ({
    ...rule,
    source: rule.source.replace('2013 年方法', '2025 年方法'),
    sureness: 'single-source' as const,
  })),
} as const satisfies AqhiEdition
