// GB 18483—2001: cooking fumes of restaurants and canteens.
import { limitOf, type Mark } from './emission-items.ts'
import { type EmissionEdition, rulesOf } from './limit-tables.ts'

const CODE = 'GB 18483—2001'
const mark: Mark = { source: `${CODE} 表2`, sureness: 'single-source' }

/** 饮食业油烟排放标准（试行） GB 18483—2001. */
export const GB18483_2001: EmissionEdition<'catering-fume'> & {
  /** Air of one standard stove, m³/h; its heat, J/h; its hood, m². */
  stove: { flowM3PerH: number; heatJPerH: number; hoodM2: number }
  /** Samples: a value below this share of the largest is dropped; at least `least` must remain. */
  sampling: { dropBelow: number; least: number }
} = {
  id: 'GB18483-2001',
  code: CODE,
  family: 'catering-fume',
  zh: '饮食业油烟排放标准（试行）',
  en: 'Emission standard of cooking fume (trial)',
  issuer: '国家环境保护总局、国家质量监督检验检疫总局',
  issued: '2001-11-12',
  from: '2002-01-01',
  until: null,
  sureness: 'single-source',
  industries: ['catering'],
  stove: { flowM3PerH: 2000, heatJPerH: 167_000_000, hoodM2: 1.1 },
  sampling: { dropBelow: 0.25, least: 3 },
  limits: [
    limitOf('fume', { atMost: 2 }, mark),
    limitOf('fume-removal', { atLeast: 60, where: [{ fact: 'stoves', atLeast: 1, below: 3 }] }, mark),
    limitOf('fume-removal', { atLeast: 75, where: [{ fact: 'stoves', atLeast: 3, below: 6 }] }, mark),
    limitOf('fume-removal', { atLeast: 85, where: [{ fact: 'stoves', atLeast: 6 }] }, mark),
  ],
  rules: rulesOf(CODE, 'single-source', [
    [
      'stove',
      '基准灶头数为灶头总发热功率除以 1.67×10⁸ J/h，或排气罩灶面投影总面积除以 1.1 m²；小型 1–3、中型 3–6、大型 6 以上。',
      'Standard stoves: total heat over 1.67×10⁸ J/h, or projected hood area over 1.1 m²; small 1–3, medium 3–6, large from 6.',
      '饮食业单位规模',
    ],
    [
      'base',
      '实测浓度折算为基准风量（每灶头 2000 m³/h）时的浓度。',
      'The measured concentration is brought to the air of 2000 m³/h a stove.',
      '基准风量换算',
      { formula: 'C = C_m × Q_m ÷ (n × 2000)' },
    ],
    [
      'sampling',
      '采样 5 次、每次 10 min；小于最大值四分之一的数据剔除，有效数据不少于 3 个，取平均值。',
      'Five samples of 10 min; values below a quarter of the largest are dropped; at least three remain; their mean counts.',
      '采样',
    ],
    ['peak', '在作业高峰期采样。', 'Sampled at the peak of work.', '采样时段'],
  ]),
}
