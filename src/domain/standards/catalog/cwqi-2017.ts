// 环办监测〔2017〕51号: the index by which cities are ranked for their surface water.
import type { IndexEdition } from './index-tables.ts'

/** 城市地表水环境质量排名技术规定（试行） 环办监测〔2017〕51号. */
export const CWQI_2017 = {
  id: 'CWQI-2017',
  code: '环办监测〔2017〕51号',
  family: 'city-water-index',
  zh: '城市地表水环境质量排名技术规定（试行）',
  en: 'Technical regulation for ranking cities by surface water quality (on trial)',
  issuer: '环境保护部办公厅',
  issued: '2017-06-12',
  from: '2017-06-12',
  until: null,
  sureness: 'memory',
  limits: [],
  /** Decimals of the printed index. */
  digits: 4,
  rules: [
    {
      id: 'items',
      zh: '指标为 GB 3838—2002 表1 除水温、总氮、粪大肠菌群外的 21 项。',
      en: 'The 21 items of GB 3838—2002 table 1 other than temperature, total nitrogen and faecal coliforms.',
      source: '环办监测〔2017〕51号 排名指标',
      sureness: 'single-source',
    },
    {
      id: 'single',
      zh: '各指标先求各断面平均，再除以Ⅲ类限值；未检出以检出限一半计。',
      en: 'Each item is averaged over the sections and divided by the limit of class Ⅲ; non-detects enter as half.',
      formula: 'CWQI(i) = C_i ÷ S_i',
      source: '环办监测〔2017〕51号 单项指数',
      sureness: 'memory',
    },
    {
      id: 'oxygen',
      zh: '溶解氧取限值除以浓度。',
      en: 'Oxygen is the limit over the concentration.',
      formula: 'CWQI(DO) = S ÷ C',
      source: '环办监测〔2017〕51号 溶解氧',
      sureness: 'memory',
    },
    {
      id: 'acidity',
      zh: 'pH 不大于 7 时为 (7 − pH) ÷ (7 − 6)，大于 7 时为 (pH − 7) ÷ (9 − 7)。',
      en: 'pH up to 7: (7 − pH) ÷ (7 − 6); above: (pH − 7) ÷ (9 − 7).',
      source: '环办监测〔2017〕51号 pH',
      sureness: 'memory',
    },
    {
      id: 'sum',
      zh: '河流或湖库指数为各单项指数之和。',
      en: 'The index of rivers or lakes is the sum of the single ones.',
      formula: 'CWQI = Σ CWQI(i)',
      source: '环办监测〔2017〕51号 水质指数',
      sureness: 'memory',
    },
    {
      id: 'city',
      zh: '城市指数按河流断面数与湖库点位数加权。',
      en: 'The city’s index weighs rivers and lakes by their numbers of sections.',
      formula: 'CWQI城市 = (CWQI河流·M + CWQI湖库·N) ÷ (M + N)',
      source: '环办监测〔2017〕51号 城市水质指数',
      sureness: 'memory',
    },
    {
      id: 'change',
      zh: '变化程度为负者好转。',
      en: 'A negative change is an improvement.',
      formula: 'ΔCWQI = (CWQI − CWQI基) ÷ CWQI基 × 100',
      source: '环办监测〔2017〕51号 变化程度',
      sureness: 'single-source',
    },
  ],
} as const satisfies IndexEdition<'city-water-index'> & { digits: number }
