// Forest cover, ecological shore, red-line area and diversity indices: how the plan's ecology indicators are computed.
import type { IndexEdition } from './index-tables.ts'

const SOURCE = '指标口径（2021—2025）'

/** 森林覆盖率、生态岸线、红线面积、生物多样性指标口径. */
export const ECOLOGY_INDICATORS = {
  id: 'ECOLOGY-INDICATORS',
  code: '生态指标口径',
  family: 'ecology-indicator',
  zh: '森林覆盖率、生态岸线、生态保护红线面积、生物多样性指标口径',
  en: 'Definitions of forest cover, ecological shore, red-line area and diversity',
  issuer: '规划编制单位',
  issued: null,
  from: '2021-01-01',
  until: null,
  sureness: 'memory',
  limits: [],
  rules: [
    {
      id: 'forest',
      zh: '森林覆盖率为乔木林、竹林和国家特别规定灌木林面积占行政区土地面积的比例（郁闭度不小于 0.20）。',
      en: 'Forest cover is the share of land under trees, bamboo and listed shrub (crown density 0.20 or more).',
      formula: 'R = A_forest ÷ A_land × 100',
      source: `${SOURCE} 森林覆盖率`,
      sureness: 'memory',
    },
    {
      id: 'shore',
      zh: '河流生态岸线比例为生态岸线长度占岸线总长的比例，两岸分别计。',
      en: 'The ecological share of river shores, both banks counted.',
      formula: 'R = L_eco ÷ L × 100',
      source: `${SOURCE} 河流生态岸线比例`,
      sureness: 'memory',
    },
    {
      id: 'redline',
      zh: '生态保护红线面积不低于基准面积，仅可经批准调整。',
      en: 'The red-line area must not fall below its baseline but for approved adjustments.',
      source: `${SOURCE} 生态保护红线面积`,
      sureness: 'memory',
    },
    {
      id: 'shannon',
      zh: '香农-维纳指数用自然对数。',
      en: 'The Shannon index uses natural logarithms.',
      formula: "H' = −Σ p·ln p",
      source: `${SOURCE} 生物多样性指数`,
      sureness: 'memory',
    },
    {
      id: 'evenness',
      zh: '均匀度、辛普森、丰富度指数。',
      en: 'Evenness, Simpson and richness.',
      formula: "J = H' ÷ ln S；D = 1 − Σ p²；d = (S − 1) ÷ ln N",
      source: `${SOURCE} 生物多样性指数`,
      sureness: 'memory',
    },
    {
      id: 'invertebrates',
      zh: '底栖动物 H′ 大于 3 优、小于 1 差为地方导则，不作判定。',
      en: 'Grades of H′ of invertebrates are local guidance and judge nothing.',
      source: `${SOURCE} 底栖动物`,
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'ecology-indicator'>
