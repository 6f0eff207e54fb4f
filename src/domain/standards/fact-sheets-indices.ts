// What is asked for by indices, accounts, scores and grades.
import { CREDIT_2013 } from './catalog/credit-2013.ts'
import { GHG_FUELS } from './catalog/ghg-fuels.ts'
import { GWP_AR5 } from './catalog/gwp-ar5.ts'
import { HJ192_2015 } from './catalog/hj192-2015.ts'
import type { Family } from './edition.ts'
import { editionsOf } from './editions.ts'
import { choice, type FactField, type FactSheet, fieldsOf, flag, number, onDemand } from './fact-sheet.ts'
import type { IndexSubject } from './index-verdict.ts'

type Row = { item: string; zh?: string; en?: string; unit: string }
const rowsOf = (family: Family): readonly Row[] => (editionsOf(family).at(-1)?.limits ?? []) as readonly Row[]
const sheet = (zh: string, en: string, fields: readonly FactField[]): FactSheet => ({ zh, en, fields })
const text = (key: string, words: readonly [string, string], example = ''): FactField => number(key, words, '', example)

export const WATER_TYPE = choice(
  'type',
  ['水体类型', 'Kind of water'],
  [
    ['river', '河流', 'River'],
    ['lake', '湖库', 'Lake or reservoir'],
  ],
  'river',
)
const WATER_MEANS = { ph: '7.4', do: '6.8', codmn: '3.2', bod5: '2.4', nh3n: '0.62', tp: '0.12' }
const waterMeans = fieldsOf(
  rowsOf('surface-water').filter(({ item }) => item !== 'tn' && item !== 'faecal-coliforms'),
  WATER_MEANS,
)
const THREE_HOURS = { NO2: '48', SO2: '5', O3: '66', PM10: '40', 'PM2.5': '30' }
const warning = (zh: string, en: string): FactSheet =>
  sheet(zh, en, [text('aqi', ['连续各日 AQI（逗号分隔）', 'Daily indices, parted by commas'], '205,231,188')])

const ECO_PARTS: Readonly<Record<string, string>> = { bio: '60', veg: '80', water: '40', stress: '20', load: '10' }
const GHG_SOURCES = [
  ...GHG_FUELS.limits.map(({ item, zh, en }) => [item, zh, en] as const),
  ['electricity:guangdong', '电力（广东）', 'Electricity (Guangdong)'] as const,
  ['electricity:national', '电力（全国）', 'Electricity (national)'] as const,
  ...GWP_AR5.limits.map(({ item }) => [item, item, item] as const),
]

export const INDEX_SHEETS: Readonly<Record<IndexSubject, FactSheet>> = {
  'air-composite': sheet('环境空气质量综合指数', 'Composite air index', [
    ...fieldsOf(rowsOf('air-ranking'), { SO2: '6', NO2: '24', PM10: '35', 'PM2.5': '19', CO: '0.8', O3: '150' }),
    choice(
      'limits',
      ['分母', 'Denominators'],
      [
        ['', '2012 年二级限值', 'Limits of 2012'],
        ['2026', '2026 年过渡限值（推定）', 'Transitional limits of 2026 (assumed)'],
      ],
    ),
  ]),
  aqhi: sheet(
    '空气质素健康指数（香港）',
    'Air quality health index (Hong Kong)',
    fieldsOf(rowsOf('aqhi'), THREE_HOURS),
  ),
  'aqhi-local': sheet('空气健康指数（本地参考）', 'Air health index (local reference)', [
    ...fieldsOf(rowsOf('aqhi-local'), THREE_HOURS),
    ...fieldsOf(rowsOf('aqhi-local')).map((field) =>
      onDemand({ ...field, key: `beta-${field.key}`, zh: `系数 ${field.zh}`, en: `Coefficient ${field.en}`, unit: '' }),
    ),
    onDemand(text('bands', ['分档（十个递增的数）', 'Bands (ten rising numbers)'])),
  ]),
  tli: sheet(
    '湖库综合营养状态指数',
    'Trophic index of lakes',
    fieldsOf(rowsOf('water-evaluation'), { chla: '15', tp: '0.045', tn: '1.2', sd: '1.1', codmn: '3.6' }),
  ),
  cwqi: sheet('城市水质指数', 'City water-quality index', [WATER_TYPE, ...waterMeans]),
  'water-factor': sheet('水质单因子标准指数', 'Single-factor water index', [
    WATER_TYPE,
    choice(
      'target',
      ['目标类别', 'Target class'],
      [
        ['1', 'Ⅰ', 'Ⅰ'],
        ['2', 'Ⅱ', 'Ⅱ'],
        ['3', 'Ⅲ', 'Ⅲ'],
        ['4', 'Ⅳ', 'Ⅳ'],
        ['5', 'Ⅴ', 'Ⅴ'],
      ],
      '3',
    ),
    number('temperature', ['水温', 'Water temperature'], '℃', '25'),
    ...waterMeans,
  ]),
  'black-odorous': sheet('黑臭水体分级', 'Black-odorous grade', [
    ...fieldsOf(rowsOf('black-odorous'), { sd: '20', do: '1.5', orp: '-100', nh3n: '9' }),
    onDemand(number('depth', ['水深', 'Depth'], 'cm')),
  ]),
  'sewage-collection': sheet(
    '生活污水集中收集率',
    'Sewage collection rate',
    fieldsOf(rowsOf('sewage-collection'), { bod5: '110', inflow: '30000000', persons: '300000' }),
  ),
  ei: sheet('生态环境状况指数', 'Ecological index', [
    ...fieldsOf(HJ192_2015.parts, ECO_PARTS),
    ...fieldsOf(rowsOf('eco-status')).map(onDemand),
    onDemand(number('bi', ['生物多样性指数 BI', 'Biodiversity index'], '1')),
    onDemand(number('mean-water-resource', ['多年平均水资源量', 'Mean water resource'], '百万m³')),
    onDemand(number('precipitation', ['年降水量', 'Yearly precipitation'], 'mm')),
    onDemand(number('restriction', ['环境限制指数', 'Restriction index'], '1')),
  ]),
  eqi: sheet(
    '区域生态质量指数',
    'Regional ecological quality',
    fieldsOf(rowsOf('eco-quality'), { pattern: '62', function: '71', biodiversity: '55', stress: '30' }),
  ),
  biodiversity: {
    ...sheet('生物多样性指数', 'Diversity of species', [
      number('白鹭', ['白鹭', 'Little egret'], '个', '24'),
      number('池鹭', ['池鹭', 'Pond heron'], '个', '11'),
      number('普通翠鸟', ['普通翠鸟', 'Kingfisher'], '个', '3'),
    ]),
    isOpen: true,
  },
  gep: sheet('生态系统生产总值（单项）', 'Gross ecosystem product (one line)', [
    text('quantity', ['实物量', 'Quantity'], '1.36'),
    text('quantity_unit', ['实物量单位', 'Unit of the quantity'], '1e8 m3'),
    text('price', ['单价', 'Price'], '2.6'),
    text('price_unit', ['单价单位', 'Unit of the price'], 'CNY/m3'),
    onDemand(text('category', ['类别', 'Category'])),
    onDemand(text('service', ['服务', 'Service'])),
    onDemand(text('indicator', ['指标', 'Indicator'])),
  ]),
  'ecosystem-value': sheet(
    '生态系统服务价值',
    'Ecosystem service value',
    fieldsOf(rowsOf('ecosystem-value'), {
      cultivated: '3500',
      orchard: '24000',
      forest: '61022',
      grass: '2300',
      water: '9000',
      other: '80000',
    }),
  ),
  ghg: sheet('温室气体清单（一行）', 'Greenhouse gas inventory (one line)', [
    choice('source', ['排放源', 'Source'], GHG_SOURCES, 'diesel'),
    text('activity', ['活动水平（数或 NO/NA/NE/IE/C）', 'Activity (number or NO/NA/NE/IE/C)'], '100'),
    text('unit', ['活动水平单位', 'Unit'], 't'),
    onDemand(text('year', ['年份（电力）', 'Year (electricity)'], '2023')),
    onDemand(text('factor', ['自带因子', 'Own factor'])),
    onDemand(text('factor_unit', ['因子单位', 'Unit of the factor'])),
    onDemand(text('sector', ['部门', 'Sector'])),
  ]),
  'pollutant-reduction': sheet('主要污染物累计下降率', 'Total reduction of a pollutant', [
    text('pollutant', ['污染物', 'Pollutant'], 'COD'),
    number('base', ['2020 年基数', 'Base of 2020'], 't', '5000'),
    number('reductions', ['项目减排量合计', 'Sum of project reductions'], 't', '600'),
    onDemand(number('emission', ['当年排放量', 'Emission of the year'], 't')),
  ]),
  credit: sheet('企业环境信用等级', 'Environmental credit', [
    number('score', ['得分', 'Score'], '分', '85'),
    ...CREDIT_2013.vetoes.map(({ key, zh }) => onDemand(flag(`veto-${key}`, [zh, `Veto: ${key}`]))),
  ]),
  emergency: sheet('突发环境事件分级', 'Grade of an emergency', [
    ...fieldsOf(rowsOf('emergency-grade'), { deaths: '2', poisoned: '12', evacuated: '10000', loss: '300' }),
    choice(
      'water_source',
      ['水源地取水中断', 'Water source cut off'],
      [
        ['prefecture', '地市级', 'Prefecture'],
        ['county', '县级', 'County'],
        ['township', '乡镇级', 'Township'],
      ],
    ),
    choice(
      'reach',
      ['影响范围', 'Reach'],
      [
        ['country', '跨国', 'Across the border'],
        ['province', '跨省', 'Across provinces'],
        ['city', '跨地市', 'Across cities'],
        ['county', '跨县', 'Across counties'],
      ],
    ),
    onDemand(flag('sensitive', ['敏感事件', 'Sensitive'])),
  ]),
  'heavy-pollution': warning('重污染天气预警（广东）', 'Heavy-pollution warning (Guangdong)'),
  'heavy-pollution-key-region': warning('重污染天气预警（重点区域）', 'Heavy-pollution warning (key regions)'),
  'waste-producer': sheet('危险废物产生单位分类', 'Class of a waste producer', [
    number('amount', ['年产生量', 'Yearly amount'], 't/a', '42'),
    flag('own_disposal', ['自行利用处置', 'Own treatment']),
    flag('licence', ['持有经营许可证', 'Holds a licence']),
  ]),
}
