// GB 15618—2018: screening and control values of farmland soil by pH.
import { type FamilyEdition, type FarmSoilLimit, type FarmUse, rulesOf } from './limit-tables.ts'

const CODE = 'GB 15618—2018'

type Four = readonly [number, number, number, number]
const NAMES = {
  cd: ['镉', 'Cadmium'],
  hg: ['汞', 'Mercury'],
  as: ['砷', 'Arsenic'],
  pb: ['铅', 'Lead'],
  cr: ['铬', 'Chromium'],
  cu: ['铜', 'Copper'],
  ni: ['镍', 'Nickel'],
  zn: ['锌', 'Zinc'],
  hch: ['六六六总量', 'Hexachlorocyclohexanes (total)'],
  ddt: ['滴滴涕总量', 'DDT (total)'],
  bap: ['苯并[a]芘', 'Benzo[a]pyrene'],
} as const
type Item = keyof typeof NAMES

const SCREENING: readonly (readonly [Item, FarmUse, Four])[] = [
  ['cd', '水田', [0.3, 0.4, 0.6, 0.8]],
  ['cd', '其他', [0.3, 0.3, 0.3, 0.6]],
  ['hg', '水田', [0.5, 0.5, 0.6, 1]],
  ['hg', '其他', [1.3, 1.8, 2.4, 3.4]],
  ['as', '水田', [30, 30, 25, 20]],
  ['as', '其他', [40, 40, 30, 25]],
  ['pb', '水田', [80, 100, 140, 240]],
  ['pb', '其他', [70, 90, 120, 170]],
  ['cr', '水田', [250, 250, 300, 350]],
  ['cr', '其他', [150, 150, 200, 250]],
  ['cu', '果园', [150, 150, 200, 200]],
  ['cu', '其他', [50, 50, 100, 100]],
  ['ni', '全部', [60, 70, 100, 190]],
  ['zn', '全部', [200, 200, 250, 300]],
]
const CONTROL: readonly (readonly [Item, Four])[] = [
  ['cd', [1.5, 2, 3, 4]],
  ['hg', [2, 2.5, 4, 6]],
  ['as', [200, 150, 120, 100]],
  ['pb', [400, 500, 700, 1000]],
  ['cr', [800, 850, 1000, 1300]],
]
/** 其他项目: one value whatever the pH. */
const OTHERS: readonly (readonly [Item, number])[] = [
  ['hch', 0.1],
  ['ddt', 0.1],
  ['bap', 0.55],
]

const row = (item: Item, use: FarmUse, table: number, figures: Partial<FarmSoilLimit>): FarmSoilLimit => ({
  item,
  zh: NAMES[item][0],
  en: NAMES[item][1],
  unit: 'mg/kg',
  landUse: use,
  ...figures,
  source: `${CODE} 表${table}`,
  sureness: 'single-source',
})

/** 土壤环境质量 农用地土壤污染风险管控标准（试行） GB 15618—2018. */
export const GB15618_2018: FamilyEdition<'soil-farmland', FarmSoilLimit> = {
  id: 'GB15618-2018',
  code: CODE,
  family: 'soil-farmland',
  zh: '土壤环境质量 农用地土壤污染风险管控标准（试行）',
  en: 'Soil environmental quality: risk control standard for soil contamination of agricultural land (trial)',
  issuer: '生态环境部、国家市场监督管理总局',
  issued: '2018-06-22',
  from: '2018-08-01',
  until: null,
  sureness: 'single-source',
  limits: [
    ...SCREENING.map(([item, use, screeningByPh]) => row(item, use, 1, { screeningByPh })),
    ...OTHERS.map(([item, value]) => row(item, '全部', 2, { screeningByPh: [value, value, value, value] })),
    ...CONTROL.map(([item, controlByPh]) => row(item, '全部', 3, { controlByPh })),
  ],
  rules: rulesOf(CODE, 'single-source', [
    [
      'ph-bands',
      'pH 分为不大于 5.5、大于 5.5 至 6.5、大于 6.5 至 7.5、大于 7.5 四档。',
      'pH has four bands: up to 5.5, above 5.5 to 6.5, above 6.5 to 7.5, above 7.5.',
      '表1、表3',
    ],
    [
      'rotation',
      '水旱轮作地采用较严格的风险筛选值。',
      'Land in paddy–upland rotation uses the stricter screening value.',
      '表1 注',
    ],
    [
      'categories',
      '不超过筛选值为优先保护类；超过筛选值而不超过管制值为安全利用类；镉、汞、砷、铅、铬超过管制值为严格管控类。重金属和类金属砷均按元素总量计。',
      'Up to the screening value: protected first; up to the control value: safe use; cadmium, mercury, arsenic, lead or chromium above the control value: strict control. Metals and arsenic are total contents.',
      '筛选值与管制值的使用',
      { sureness: 'memory' },
    ],
  ]),
}
