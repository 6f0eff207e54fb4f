// DB44/2367—2022: organic compounds of stationary sources in Guangdong.
import { limitOf, limitRows, type Mark } from './emission-items.ts'
import { type EmissionEdition, rulesOf } from './limit-tables.ts'

const CODE = 'DB44/2367—2022'
const mark = (clause: string): Mark => ({ source: `${CODE} ${clause}`, sureness: 'single-source' })
const DATES = [{ builtFrom: '2022-09-01' }, { builtUntil: '2022-09-01', from: '2024-03-01' }]

/** 固定污染源挥发性有机物综合排放标准 DB44/2367—2022. */
export const DB44_2367_2022: EmissionEdition<'organic-guangdong'> = {
  id: 'DB44-2367-2022',
  code: CODE,
  family: 'organic-guangdong',
  zh: '固定污染源挥发性有机物综合排放标准',
  en: 'Emission standard of volatile organic compounds for stationary sources of Guangdong',
  issuer: '广东省生态环境厅、广东省市场监督管理局',
  issued: '2022-06-01',
  from: '2022-09-01',
  until: null,
  sureness: 'single-source',
  industries: ['general', 'electronics'],
  assumed: { built: '2022-09-01', combustion: 'no' },
  limits: [
    ...limitRows(
      DATES,
      [
        ['benzene', 2, 2],
        ['benzene-series', 40, 40],
        ['nmhc', 80, 80],
        ['tvoc', 100, 100],
      ],
      mark('表1'),
    ),
    limitOf(
      'nmhc-removal',
      { atLeast: 80, where: [{ fact: 'nmhc-rate', atLeast: 2 }], when: { 'low-organic-materials': ['no'] } },
      mark('重点地区'),
    ),
  ],
  oxygen: [
    {
      item: 'o2',
      unit: '%',
      referencePercent: 3,
      when: { combustion: ['yes'] },
      converts: ['benzene', 'benzene-series', 'nmhc', 'tvoc'],
      ...mark('基准氧含量'),
    },
  ],
  rules: rulesOf(CODE, 'single-source', [
    [
      'dates',
      '新建企业自实施之日、现有企业自 2024-03-01 起执行。',
      'New plants from the first day, existing ones from 2024-03-01.',
      '实施时间',
    ],
    [
      'key-area',
      '重点地区（含深圳）收集的初始排放速率不小于 2 kg/h 的，处理效率不低于 80 %（其他地区 3 kg/h）；使用低挥发性原辅材料的除外。',
      'Key areas (with Shenzhen): from 2 kg/h treatment of at least 80 % (elsewhere 3 kg/h), except low-organic materials.',
      '重点地区',
    ],
    [
      'oxygen',
      '燃烧、氧化处理补充空气的，折算为基准氧含量 3 %。',
      'With combustion and added air, concentrations are brought to 3 % oxygen.',
      '基准氧含量',
      { formula: 'ρ = ρ′ × (21 − 3) ÷ (21 − φ′)' },
    ],
    [
      'total',
      '总挥发性有机物待监测方法标准发布后实施。',
      'The limit of total organic compounds starts when its method is published.',
      '表1 注',
    ],
    [
      'records',
      '台账保存不少于 3 年；排气筒不低于 15 m。',
      'Records are kept at least 3 years; stacks are at least 15 m.',
      '记录要求',
    ],
  ]),
}
