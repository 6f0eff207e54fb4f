// GB 18485—2014: air of municipal waste incinerators.
import { limitRows, type Mark } from './emission-items.ts'
import { type EmissionEdition, rulesOf } from './limit-tables.ts'

const CODE = 'GB 18485—2014'
const mark = (table: string, sureness: Mark['sureness']): Mark => ({ source: `${CODE} ${table}`, sureness })

/** 生活垃圾焚烧污染控制标准 GB 18485—2014. */
export const GB18485_2014: EmissionEdition<'incineration'> & {
  /** Least furnace temperature, °C. */
  furnaceCelsius: number
  /** Highest hourly particulate concentration in marked hours, mg/m³. */
  markedPm: number
} = {
  id: 'GB18485-2014',
  code: CODE,
  family: 'incineration',
  zh: '生活垃圾焚烧污染控制标准',
  en: 'Standard for pollution control on municipal solid waste incineration',
  issuer: '环境保护部、国家质量监督检验检疫总局',
  issued: '2014-05-16',
  from: '2014-07-01',
  until: null,
  sureness: 'single-source',
  industries: ['incineration'],
  assumed: { averaging: 'hour' },
  furnaceCelsius: 850,
  markedPm: 150,
  limits: [
    ...limitRows(
      [{ when: { averaging: ['hour'] } }],
      [
        ['pm', 30],
        ['nox', 300],
        ['so2', 100],
        ['hcl', 60],
        ['co', 100],
      ],
      mark('表4 1 小时均值', 'memory'),
    ),
    ...limitRows(
      [{ when: { averaging: ['day'] } }],
      [
        ['pm', 20],
        ['nox', 250],
        ['so2', 80],
        ['hcl', 50],
        ['co', 80],
      ],
      mark('表4 24 小时均值', 'verified'),
    ),
    ...limitRows(
      [{}],
      [
        ['hg-air', 0.05],
        ['cd-tl', 0.1],
        ['other-metals', 1],
        ['dioxins', 0.1],
      ],
      mark('表4 测定均值', 'memory'),
    ),
  ],
  oxygen: [
    {
      item: 'o2',
      unit: '%',
      referencePercent: 11,
      converts: ['pm', 'nox', 'so2', 'hcl', 'co', 'hg-air', 'cd-tl', 'other-metals', 'dioxins'],
      source: `${CODE} 基准氧含量`,
      sureness: 'single-source',
    },
  ],
  rules: rulesOf(CODE, 'single-source', [
    [
      'oxygen',
      '基准氧含量 11 %。',
      'Reference oxygen 11 %.',
      '基准氧含量',
      { formula: 'ρ = ρ′ × (21 − 11) ÷ (21 − φ′)' },
    ],
    [
      'furnace',
      '炉膛温度不低于 850 ℃，烟气停留时间不少于 2 s，炉渣热灼减率不大于 5 %。',
      'Furnace at least 850 °C, residence at least 2 s, slag ignition loss at most 5 %.',
      '表1',
    ],
    [
      'startup',
      '启炉、停炉、故障每次不超过 4 h，每年累计不超过 60 h，其间颗粒物 1 h 均值不大于 150 mg/m³。',
      'Starts, stops and faults: each up to 4 h, 60 h a year, with hourly particulates up to 150 mg/m³.',
      '运行要求',
      { sureness: 'memory' },
    ],
    [
      'city-standard',
      '深圳地方限值（颗粒物 8、氮氧化物 80 等）未核对，不作限值。',
      'The tighter limits of Shenzhen (particulates 8, nitrogen oxides 80 …) were not confirmed and are no limits here.',
      '地方标准',
      { sureness: 'memory' },
    ],
  ]),
}
