// GB 13223—2011: air of thermal power plants; the whole file is from memory.
import { limitRows, type Mark } from './emission-items.ts'
import { type EmissionEdition, rulesOf } from './limit-tables.ts'

const CODE = 'GB 13223—2011'
const mark = (table: string): Mark => ({ source: `${CODE} ${table}`, sureness: 'memory' })
const OXYGEN = {
  item: 'o2',
  unit: '%',
  source: `${CODE} 表3`,
  sureness: 'memory',
  converts: ['pm', 'so2', 'nox', 'hg-air'],
} as const

/** 火电厂大气污染物排放标准 GB 13223—2011. */
export const GB13223_2011: EmissionEdition<'power-plant'> = {
  id: 'GB13223-2011',
  code: CODE,
  family: 'power-plant',
  zh: '火电厂大气污染物排放标准',
  en: 'Emission standard of air pollutants for thermal power plants',
  issuer: '环境保护部、国家质量监督检验检疫总局',
  issued: '2011-07-29',
  from: '2012-01-01',
  until: null,
  sureness: 'memory',
  industries: ['power'],
  assumed: { special: 'no' },
  limits: [
    ...limitRows(
      [{ when: { fuel: ['coal'] } }, { when: { fuel: ['coal'], special: ['yes'] } }],
      [
        ['pm', 30, 20],
        ['nox', 100, 100],
        ['hg-air', 0.03, 0.03],
        ['so2', null, 50],
      ],
      mark('表1、表2'),
    ),
    ...limitRows(
      [
        { when: { fuel: ['coal'] }, builtFrom: '2012-01-01' },
        { when: { fuel: ['coal'] }, builtUntil: '2012-01-01' },
      ],
      [['so2', 100, 200]],
      mark('表1'),
    ),
    ...limitRows(
      [{ when: { fuel: ['gas-turbine'] } }],
      [
        ['pm', 5],
        ['so2', 35],
        ['nox', 50],
      ],
      mark('表1'),
    ),
  ],
  oxygen: [
    { ...OXYGEN, referencePercent: 6, when: { fuel: ['coal'] } },
    { ...OXYGEN, referencePercent: 3, when: { fuel: ['oil', 'gas'] } },
    { ...OXYGEN, referencePercent: 15, when: { fuel: ['gas-turbine'] } },
  ],
  rules: rulesOf(CODE, 'memory', [
    [
      'oxygen',
      '基准氧含量：燃煤锅炉 6 %，燃油、燃气锅炉 3 %，燃气轮机 15 %。',
      'Reference oxygen: coal boilers 6 %, oil and gas boilers 3 %, gas turbines 15 %.',
      '表3',
      { formula: 'ρ = ρ′ × (21 − φ) ÷ (21 − φ′)' },
    ],
    [
      'ultra-low',
      '超低排放为烟尘 10、二氧化硫 35、氮氧化物 50（6 % 氧），属改造要求。',
      'Ultra-low emission is 10, 35 and 50 at 6 % oxygen, a retrofit requirement.',
      '超低排放',
    ],
    ['hour', '以小时均值评价。', 'Hourly means are judged.', '监测要求'],
  ]),
}
