// GB 13271—2014: air of boilers.
import { limitOf, limitRows, type Mark } from './emission-items.ts'
import { type EmissionEdition, rulesOf } from './limit-tables.ts'

const CODE = 'GB 13271—2014'
const mark = (table: string): Mark => ({ source: `${CODE} ${table}`, sureness: 'single-source' })
const FUELS = ['coal', 'oil', 'gas'] as const
const byFuel = (rest: { builtFrom?: string; builtUntil?: string }) =>
  FUELS.map((fuel) => ({ when: { fuel: [fuel] }, ...rest }))
const OXYGEN = {
  item: 'o2',
  unit: '%',
  source: `${CODE} 表6`,
  sureness: 'verified',
  converts: ['pm', 'so2', 'nox', 'hg-air'],
} as const

/** 锅炉大气污染物排放标准 GB 13271—2014. */
export const GB13271_2014: EmissionEdition<'boiler'> = {
  id: 'GB13271-2014',
  code: CODE,
  family: 'boiler',
  zh: '锅炉大气污染物排放标准',
  en: 'Emission standard of air pollutants for boilers',
  issuer: '环境保护部、国家质量监督检验检疫总局',
  issued: '2014-05-16',
  from: '2014-07-01',
  until: null,
  sureness: 'single-source',
  industries: ['boiler'],
  assumed: { special: 'no' },
  limits: [
    ...limitRows(
      byFuel({ builtUntil: '2014-07-01' }),
      [
        ['pm', 80, 60, 30],
        ['so2', 400, 300, 100],
        ['nox', 400, 400, 400],
      ],
      mark('表1 在用锅炉'),
    ),
    ...limitRows(
      byFuel({ builtFrom: '2014-07-01' }),
      [
        ['pm', 50, 30, 20],
        ['so2', 300, 200, 50],
        ['nox', 300, 250, 200],
      ],
      mark('表2 新建锅炉'),
    ),
    ...limitRows(
      FUELS.map((fuel) => ({ when: { fuel: [fuel], special: ['yes'] } })),
      [
        ['pm', 30, 30, 20],
        ['so2', 200, 100, 50],
        ['nox', 200, 200, 150],
      ],
      mark('表3 特别排放限值'),
    ),
    limitOf('hg-air', { atMost: 0.05, when: { fuel: ['coal'] } }, mark('表1、表2、表3')),
    limitOf('ringelmann', { atMost: 1 }, mark('表1、表2、表3')),
  ],
  oxygen: [
    { ...OXYGEN, referencePercent: 9, when: { fuel: ['coal'] } },
    { ...OXYGEN, referencePercent: 3.5, when: { fuel: ['oil', 'gas'] } },
  ],
  rules: rulesOf(CODE, 'single-source', [
    [
      'oxygen',
      '实测浓度折算为基准氧含量下的浓度：燃煤 9 %，燃油、燃气 3.5 %。',
      'Measured concentrations are brought to the reference oxygen: coal 9 %, oil and gas 3.5 %.',
      '5.2',
      { sureness: 'verified', formula: 'ρ = ρ′ × (21 − φ) ÷ (21 − φ′)' },
    ],
    [
      'monitoring',
      '20 t/h（14 MW）及以上锅炉应安装自动监测设备。',
      'Boilers from 20 t/h (14 MW) have continuous monitoring.',
      '5.1',
    ],
    [
      'stack',
      '燃油、燃气锅炉烟囱不低于 8 m，高出周围 200 m 内最高建筑物 3 m 以上。',
      'Stacks of oil and gas boilers are at least 8 m, and 3 m above buildings within 200 m.',
      '4.5',
    ],
    [
      'other-provinces',
      '广西、重庆、四川、贵州在用燃煤锅炉二氧化硫执行 550。',
      'In Guangxi, Chongqing, Sichuan and Guizhou coal boilers in use are held to 550 for sulphur dioxide.',
      '表1 注',
    ],
  ]),
}
