// GB 18918—2002: effluent and air of municipal wastewater treatment plants.
import { limitOf, limitRows, type Mark } from './emission-items.ts'
import { type EmissionEdition, type EmissionLimit, rulesOf } from './limit-tables.ts'

const CODE = 'GB 18918—2002'
const mark = (table: string): Mark => ({ source: `${CODE} ${table}`, sureness: 'single-source' })
const GRADES = ['1A', '1B', '2', '3'].map((grade) => ({ when: { grade: [grade], averaging: ['day'] } }))
const built = (dates: { builtFrom?: string; builtUntil?: string }) => GRADES.map((column) => ({ ...column, ...dates }))
const COLD = [{ fact: 'water-temperature', atMost: 12 }]
const WARM = [{ fact: 'water-temperature', over: 12 }]
const DAY = { averaging: ['day'] }

/** 选择控制项目: items of table 3 that have no key of their own, by their Chinese name. */
const CHOSEN: readonly (readonly [serial: number, zh: string, en: string, atMost: number])[] = [
  [14, '总硝基化合物', 'Nitro compounds (total)', 2],
  [15, '有机磷农药(以P计)', 'Organophosphorus pesticides (as P)', 0.5],
  [16, '马拉硫磷', 'Malathion', 1],
  [17, '乐果', 'Dimethoate', 0.5],
  [18, '对硫磷', 'Parathion', 0.05],
  [19, '甲基对硫磷', 'Parathion-methyl', 0.2],
  [20, '五氯酚', 'Pentachlorophenol', 0.5],
  [21, '三氯甲烷', 'Chloroform', 0.3],
  [22, '四氯化碳', 'Carbon tetrachloride', 0.03],
  [23, '三氯乙烯', 'Trichloroethene', 0.3],
  [24, '四氯乙烯', 'Tetrachloroethene', 0.1],
  [25, '苯', 'Benzene', 0.1],
  [26, '甲苯', 'Toluene', 0.1],
  [27, '邻-二甲苯', 'o-Xylene', 0.4],
  [28, '对-二甲苯', 'p-Xylene', 0.4],
  [29, '间-二甲苯', 'm-Xylene', 0.4],
  [30, '乙苯', 'Ethylbenzene', 0.4],
  [31, '氯苯', 'Chlorobenzene', 0.3],
  [32, '1,4-二氯苯', '1,4-Dichlorobenzene', 0.4],
  [33, '1,2-二氯苯', '1,2-Dichlorobenzene', 1],
  [34, '对硝基氯苯', '4-Chloronitrobenzene', 0.5],
  [35, '2,4-二硝基氯苯', '2,4-Dinitrochlorobenzene', 0.5],
  [36, '苯酚', 'Phenol', 0.3],
  [37, '间-甲酚', 'm-Cresol', 0.1],
  [38, '2,4-二氯酚', '2,4-Dichlorophenol', 0.6],
  [39, '2,4,6-三氯酚', '2,4,6-Trichlorophenol', 0.6],
  [40, '邻苯二甲酸二丁酯', 'Dibutyl phthalate', 0.1],
  [41, '邻苯二甲酸二辛酯', 'Dioctyl phthalate', 0.1],
  [42, '丙烯腈', 'Acrylonitrile', 2],
  [43, 'AOX(以Cl计)', 'Adsorbable organic halogens (as Cl)', 1],
]

const chosenLimits = (): EmissionLimit[] =>
  CHOSEN.map(([serial, zh, en, atMost]) => ({
    item: zh,
    zh,
    en,
    unit: 'mg/L',
    atMost,
    when: DAY,
    ...mark(`表3 序号${serial}`),
  }))

/** 城镇污水处理厂污染物排放标准 GB 18918—2002. */
export const GB18918_2002: EmissionEdition<'sewage-plant'> = {
  id: 'GB18918-2002',
  code: CODE,
  family: 'sewage-plant',
  zh: '城镇污水处理厂污染物排放标准',
  en: 'Discharge standard of pollutants for municipal wastewater treatment plants',
  issuer: '国家环境保护总局、国家质量监督检验检疫总局',
  issued: '2002-12-24',
  from: '2003-07-01',
  until: null,
  sureness: 'single-source',
  industries: ['town-sewage'],
  derived: [
    {
      fact: 'grade',
      from: 'receiving',
      values: { Ⅲ: '1B', III: '1B', '3': '1B', Ⅳ: '2', IV: '2', '4': '2', Ⅴ: '2', V: '2', '5': '2' },
      rule: 'receiving',
    },
  ],
  assumed: { averaging: 'day', 'water-temperature': '13', built: '2006-01-01' },
  limits: [
    ...limitRows(
      GRADES,
      [
        ['cod', 50, 60, 100, 120],
        ['bod5', 10, 20, 30, 60],
        ['ss', 10, 20, 30, 50],
        ['animal-oil', 1, 3, 5, 20],
        ['petroleum', 1, 3, 5, 15],
        ['las', 0.5, 1, 2, 5],
        ['tn', 15, 20, null, null],
        ['colour', 30, 30, 40, 50],
        ['ph', [6, 9], [6, 9], [6, 9], [6, 9]],
        ['faecal-coliforms', 1000, 10000, 10000, null],
      ],
      mark('表1'),
    ),
    ...limitRows(
      GRADES.map((column) => ({ ...column, where: WARM })),
      [['nh3n', 5, 8, 25, null]],
      mark('表1 序号8'),
    ),
    ...limitRows(
      GRADES.map((column) => ({ ...column, where: COLD })),
      [['nh3n', 8, 15, 30, null]],
      mark('表1 序号8 水温≤12 ℃'),
    ),
    ...limitRows(built({ builtFrom: '2006-01-01' }), [['tp', 0.5, 1, 3, 5]], mark('表1 序号9 2006 年起建设')),
    ...limitRows(built({ builtUntil: '2006-01-01' }), [['tp', 1, 1.5, 3, 5]], mark('表1 序号9 2005 年底前建设')),
    ...limitRows(
      [{ when: DAY }],
      [
        ['hg', 0.001],
        ['cd', 0.01],
        ['cr', 0.1],
        ['cr6', 0.05],
        ['as', 0.1],
        ['pb', 0.1],
      ],
      mark('表2'),
    ),
    limitOf('alkyl-mercury', { absent: true, when: DAY }, mark('表2')),
    ...limitRows(
      [{ when: DAY }],
      [
        ['ni', 0.05],
        ['be', 0.002],
        ['ag', 0.1],
        ['cu', 0.5],
        ['zn', 1],
        ['mn', 2],
        ['se', 0.1],
        ['bap', 0.00003],
        ['volatile-phenol', 0.5],
        ['cyanide', 0.5],
        ['sulfide', 1],
        ['formaldehyde', 1],
        ['aniline', 0.5],
      ],
      mark('表3'),
    ),
    ...chosenLimits(),
    ...limitRows(
      ['1', '2', '3'].map((grade) => ({ when: { 'air-grade': [grade] } })),
      [
        ['nh3', 1, 1.5, 4],
        ['h2s', 0.03, 0.06, 0.32],
        ['odour', 10, 20, 60],
        ['methane', 0.5, 1, 1],
      ],
      mark('表4'),
    ),
  ],
  rules: rulesOf(CODE, 'single-source', [
    [
      'daily',
      '限值按日均值：至少每 2 h 一次、24 h 混合样；单个小时超过限值是预警，不判超标。',
      'Limits are daily means of samples at least every 2 h over 24 h; a single hour above is a warning, no violation.',
      '4.1.4',
    ],
    [
      'receiving',
      '排入Ⅲ类水域执行一级 B，排入Ⅳ、Ⅴ类水域执行二级；作回用水或排入稀释能力小的河湖执行一级 A。',
      'Into water of class Ⅲ grade 1B, into Ⅳ or Ⅴ grade 2; reuse or waters of little dilution grade 1A.',
      '4.1.2',
      { sureness: 'memory' },
    ],
    [
      'removal',
      '执行三级时，进水 COD 大于 350 mg/L 的去除率应大于 60 %，BOD 大于 160 mg/L 的应大于 50 %。',
      'Under grade 3, inflow COD above 350 mg/L asks for more than 60 % removal, BOD above 160 for more than 50 %.',
      '表1 注',
    ],
    [
      'sludge',
      '脱水污泥含水率小于 80 %；稳定化有机物降解率大于 40 %。',
      'Dewatered sludge holds less than 80 % water; stabilisation degrades more than 40 % of the organic matter.',
      '4.3',
    ],
    [
      'city-target',
      '深圳水质净化厂按协议多执行准Ⅳ类（COD 30、氨氮 1.5、总磷 0.3），属地方目标，不是本标准限值。',
      'Plants of Shenzhen mostly run to quasi-class Ⅳ (COD 30, ammonia 1.5, phosphorus 0.3) by contract: a local target, no limit of this standard.',
      '地方目标',
      { sureness: 'memory' },
    ],
  ]),
}
