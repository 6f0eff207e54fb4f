// DB44/765—2019: air of boilers in Guangdong.
import { limitOf, limitRows, type Mark } from './emission-items.ts'
import { type EmissionEdition, rulesOf } from './limit-tables.ts'

const CODE = 'DB44/765—2019'
const mark = (table: string): Mark => ({ source: `${CODE} ${table}`, sureness: 'single-source' })
const FUELS = ['coal', 'oil', 'gas', 'biomass'] as const
const OXYGEN = {
  item: 'o2',
  unit: '%',
  source: `${CODE} 基准氧含量`,
  sureness: 'single-source',
  converts: ['pm', 'so2', 'nox', 'co', 'hg-air'],
} as const
const SPECIAL_COAL = { pm: 10, so2: 35, nox: 50 } as const
/** Table 2 holds for new boilers from the first day and for boilers in use from July 2020. */
const TABLE_2 = [{ builtFrom: '2019-04-01' }, { builtUntil: '2019-04-01', from: '2020-07-01' }]

/** 广东省锅炉大气污染物排放标准 DB44/765—2019. */
export const DB44_765_2019: EmissionEdition<'boiler-guangdong'> = {
  id: 'DB44-765-2019',
  code: CODE,
  family: 'boiler-guangdong',
  zh: '广东省锅炉大气污染物排放标准',
  en: 'Emission standard of air pollutants for boilers of Guangdong',
  issuer: '广东省生态环境厅、广东省市场监督管理局',
  issued: '2019-03-06',
  from: '2019-04-01',
  until: null,
  sureness: 'single-source',
  industries: ['boiler'],
  assumed: { special: 'no' },
  limits: [
    ...TABLE_2.flatMap((dates) => [
      ...limitRows(
        FUELS.map((fuel) => ({ when: { fuel: [fuel] }, ...dates })),
        [
          ['pm', 30, 20, 20, 20],
          ['so2', 200, 100, 50, 35],
          ['nox', 200, 200, 150, 150],
          ['co', null, null, null, 200],
          ['hg-air', 0.05, null, null, null],
        ],
        mark('表2'),
      ),
    ]),
    ...limitRows(
      FUELS.map((fuel) => ({ when: { fuel: [fuel], special: ['yes'] } })),
      [
        ['pm', 10, 10, 10, 10],
        ['so2', 35, 35, 35, 35],
        ['nox', 50, 50, 50, 50],
      ],
      mark('表3 特别排放限值'),
    ),
    ...(['pm', 'so2', 'nox'] as const).map((item) =>
      limitOf(
        item,
        {
          atMost: SPECIAL_COAL[item],
          when: { fuel: ['coal'] },
          where: [{ fact: 'capacity', atLeast: 35 }],
          from: '2021-01-01',
        },
        mark('表3 35 t/h 及以上燃煤锅炉'),
      ),
    ),
    limitOf('ringelmann', { atMost: 1 }, mark('表2、表3')),
  ],
  oxygen: [
    { ...OXYGEN, referencePercent: 9, when: { fuel: ['coal', 'biomass'] } },
    { ...OXYGEN, referencePercent: 3.5, when: { fuel: ['oil', 'gas'] } },
  ],
  rules: rulesOf(CODE, 'single-source', [
    [
      'oxygen',
      '基准氧含量：燃煤、生物质 9 %，燃油、燃气 3.5 %。',
      'Reference oxygen: coal and biomass 9 %, oil and gas 3.5 %.',
      '基准氧含量',
      { formula: 'ρ = ρ′ × (21 − φ) ÷ (21 − φ′)' },
    ],
    [
      'special',
      '35 t/h 及以上燃煤锅炉自 2021-01-01 起执行表3；其他锅炉由地级以上市人民政府规定。',
      'Coal boilers from 35 t/h follow table 3 from 2021-01-01; other boilers as the cities decide.',
      '表3 执行范围',
      { sureness: 'verified' },
    ],
    [
      'city-decision',
      '深圳燃气锅炉氮氧化物 30 mg/m³ 的要求未核对，不作限值。',
      'That Shenzhen holds gas boilers to 30 mg/m³ of nitrogen oxides was not confirmed and is no limit here.',
      '地方规定',
      { sureness: 'memory' },
    ],
    [
      'monitoring',
      '10 t/h 及以上锅炉安装自动监测设备，按日均值评价。',
      'Boilers from 10 t/h have continuous monitoring and are judged on daily means.',
      '监测要求',
    ],
  ]),
}
