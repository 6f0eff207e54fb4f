// GB 39731—2020: wastewater of the electronics industry.
import { limitRows, type Mark } from './emission-items.ts'
import { type EmissionEdition, type Named, rulesOf } from './limit-tables.ts'

const CODE = 'GB 39731—2020'
const mark: Mark = { source: `${CODE} 表1`, sureness: 'single-source' }
const column = (discharge: string, point: string) => [
  { when: { discharge: [discharge], point: [point] }, builtFrom: '2021-07-01' },
  { when: { discharge: [discharge], point: [point] }, builtUntil: '2021-07-01', from: '2024-01-01' },
]
const COLUMNS = {
  total: [...column('direct', 'total'), ...column('indirect', 'total')],
  workshop: [...column('direct', 'workshop'), ...column('indirect', 'workshop')],
}

/** 单位产品基准排水量 — m³ for a unit of product; n is the number of further layers. */
export type BenchmarkWater = Named & { base: number; perLayer: number }

const water = (item: string, zh: string, en: string, base: number, perLayer = 0): BenchmarkWater => ({
  item,
  zh,
  en,
  unit: 'm³/m²',
  base,
  perLayer,
  source: `${CODE} 表2`,
  sureness: 'single-source',
})

/** 电子工业水污染物排放标准 GB 39731—2020. */
export const GB39731_2020: EmissionEdition<'wastewater-electronics'> & { benchmarkWater: readonly BenchmarkWater[] } = {
  id: 'GB39731-2020',
  code: CODE,
  family: 'wastewater-electronics',
  zh: '电子工业水污染物排放标准',
  en: 'Discharge standard of water pollutants for the electronics industry',
  issuer: '生态环境部、国家市场监督管理总局',
  issued: '2020-12-08',
  from: '2021-07-01',
  until: null,
  sureness: 'single-source',
  industries: ['electronics'],
  derived: [
    {
      fact: 'discharge',
      from: 'receiving',
      values: { sewer: 'indirect', 城镇污水处理厂: 'indirect', Ⅲ: 'direct', Ⅳ: 'direct', Ⅴ: 'direct' },
      rule: 'discharge',
    },
  ],
  assumed: { built: '2021-07-01', point: 'total' },
  limits: [
    ...limitRows(
      COLUMNS.total,
      [
        ['ph', [6, 9], [6, 9], [6, 9], [6, 9]],
        ['ss', 70, 70, 400, 400],
        ['petroleum', 5, 5, 20, 20],
        ['cod', 100, 100, 500, 500],
        ['toc', 30, 30, 200, 200],
        ['nh3n', 25, 25, 45, 45],
        ['tn', 35, 35, 70, 70],
        ['tp', 1, 1, 8, 8],
        ['las', 5, 5, 20, 20],
        ['cyanide', 0.5, 0.5, 1, 1],
        ['sulfide', 1, 1, 1, 1],
        ['fluoride', 10, 10, 20, 20],
        ['cu', 0.5, 0.5, 2, 2],
        ['zn', 1.5, 1.5, 1.5, 1.5],
      ],
      mark,
    ),
    ...limitRows(
      COLUMNS.workshop,
      [
        ['pb', 0.2, 0.2, 0.2, 0.2],
        ['cd', 0.05, 0.05, 0.05, 0.05],
        ['cr', 1, 1, 1, 1],
        ['cr6', 0.2, 0.2, 0.2, 0.2],
        ['as', 0.5, 0.5, 0.5, 0.5],
        ['ni', 0.5, 0.5, 0.5, 0.5],
        ['ag', 0.3, 0.3, 0.3, 0.3],
      ],
      mark,
    ),
  ],
  benchmarkWater: [
    water('single-sided', '单面板', 'Single-sided board', 0.22),
    water('double-sided', '双面板', 'Double-sided board', 0.78),
    water('multilayer', '多层板（2+n 层）', 'Multilayer board (2 + n layers)', 0.78, 0.39),
    water('hdi', 'HDI 板（2+n 层）', 'HDI board (2 + n layers)', 0.85, 0.59),
    water('ic-substrate', 'IC 载板', 'IC substrate', 5),
  ],
  rules: rulesOf(CODE, 'single-source', [
    [
      'dilution',
      '单位产品实际排水量超过基准排水量时，按基准排水量换算浓度后评价。',
      'Where more water is used than the benchmark, the concentration is brought to the benchmark before it is judged.',
      '基准排水量',
      { formula: 'C_base = Q_total ÷ Σ(Yᵢ·Qᵢ) × C' },
    ],
    [
      'flexible',
      '挠性板、刚挠结合板的基准排水量增加 35 %。',
      'Flexible and rigid-flex boards have 35 % more benchmark water.',
      '表2 注',
    ],
    [
      'dates',
      '新建企业自 2021-07-01、现有企业自 2024-01-01 起执行。',
      'New plants from 2021-07-01, existing ones from 2024-01-01.',
      '实施时间',
    ],
    [
      'discharge',
      '直接向环境排放的执行直接排放限值，排向公共污水处理系统的执行间接排放限值。',
      'Straight into the environment: direct limits; into a public treatment system: indirect limits.',
      '表1',
    ],
    [
      'categories',
      '锌、镉等项目各类别产品有各自的列，见地方管理文本。',
      'Zinc, cadmium and others have columns by product; see the local text.',
      '表1 注',
    ],
  ]),
}
