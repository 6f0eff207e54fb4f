// A health index for Guangdong as a reference: no official formula is known, so the set is meant to be replaced.
import { AQHI_HK_2013 } from './aqhi-hk-2013.ts'
import { AQHI_RISKS, type AqhiEdition } from './aqhi-tables.ts'

const SOURCE = '山水参考算法 2026'

/** 空气健康指数（广东、深圳，参考）. */
export const AQHI_GD = {
  id: 'AQHI-GD',
  code: '空气健康指数（广东参考）',
  family: 'aqhi-local',
  zh: '空气健康指数（广东、深圳，参考，可配置）',
  en: 'Air health index for Guangdong and Shenzhen (reference, configurable)',
  issuer: '山水',
  issued: null,
  from: '2021-01-01',
  until: null,
  sureness: 'memory',
  limits: AQHI_HK_2013.limits.map((term) => ({
    ...term,
    source: `${SOURCE}，风险系数（借用香港 2013）`,
    sureness: 'memory',
  })),
  bands: AQHI_HK_2013.bands,
  risks: AQHI_RISKS,
  rules: [
    ...AQHI_HK_2013.rules.map((rule) => ({
      ...rule,
      source: `${SOURCE}，借用香港方法`,
      sureness: 'memory' as const,
    })),
    {
      id: 'reference-only',
      zh: '未见深圳公布的计算方法，结果仅供参考；系数与分档可按本地研究替换。',
      en: 'Shenzhen has published no method that is known; results are for reference and coefficients and bands can be replaced.',
      source: SOURCE,
      sureness: 'memory',
    },
  ],
} as const satisfies AqhiEdition
