// How drinking-water sources are said to comply: by source, by round and by volume.
import type { IndexEdition } from './index-tables.ts'

/** 集中式饮用水水源地水质达标率口径 HJ 774—2015. */
export const DRINKING_SOURCE_2015 = {
  id: 'DRINKING-SOURCE-2015',
  code: 'HJ 774—2015',
  family: 'drinking-source',
  zh: '集中式饮用水水源地环境保护状况评估：水质达标率、水量达标率',
  en: 'Assessment of drinking-water sources: compliance by quality and by volume',
  issuer: '环境保护部',
  issued: '2015-12-04',
  from: '2016-03-01',
  until: null,
  sureness: 'memory',
  limits: [],
  /** Worst class of table 1 a surface source may have. */
  worstGrade: 3,
  rules: [
    {
      id: 'source',
      zh: '地表水源：表1（水温、总氮、粪大肠菌群除外）不劣于Ⅲ类，表2 与选测的表3 项目不超限值；地下水源不劣于Ⅲ类。',
      en: 'A surface source keeps class Ⅲ of table 1 and the limits of table 2 and the chosen items of table 3; a ground source class Ⅲ.',
      source: 'HJ 774—2015 水质达标',
      sureness: 'memory',
    },
    {
      id: 'rate',
      zh: '水质达标率为达标水源数（或次数）除以总数。',
      en: 'The rate by quality is compliant sources (or rounds) over all.',
      formula: 'R = N_ok ÷ N × 100',
      source: 'HJ 774—2015 水质达标率',
      sureness: 'memory',
    },
    {
      id: 'volume',
      zh: '水量达标率为达标水源取水量除以总取水量。',
      en: 'The rate by volume is water taken from compliant sources over all water taken.',
      formula: 'R = ΣQ_ok ÷ ΣQ × 100',
      source: 'HJ 774—2015 取水水质达标率',
      sureness: 'memory',
    },
    {
      id: 'frequency',
      zh: '城市水源每月 61 项，每年一次 109 项。',
      en: 'City sources: 61 items each month, all 109 once a year.',
      source: 'HJ 774—2015 监测频次',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'drinking-source'> & { worstGrade: number }
