// GB 8978—1996: wastewater of every industry that has no standard of its own.
import { limitOf, limitRows, type Mark } from './emission-items.ts'
import { type EmissionEdition, rulesOf } from './limit-tables.ts'

const CODE = 'GB 8978—1996'
const mark = (table: string): Mark => ({ source: `${CODE} ${table}`, sureness: 'single-source' })
const WORKSHOP = { point: ['workshop'] }

/** 污水综合排放标准 GB 8978—1996. */
export const GB8978_1996: EmissionEdition<'wastewater'> = {
  id: 'GB8978-1996',
  code: CODE,
  family: 'wastewater',
  zh: '污水综合排放标准',
  en: 'Integrated wastewater discharge standard',
  issuer: '国家环境保护局、国家技术监督局',
  issued: '1996-10-04',
  from: '1998-01-01',
  until: null,
  sureness: 'single-source',
  industries: ['general'],
  derived: [
    {
      fact: 'grade',
      from: 'receiving',
      values: {
        Ⅲ: '1',
        III: '1',
        '3': '1',
        Ⅳ: '2',
        IV: '2',
        '4': '2',
        Ⅴ: '2',
        V: '2',
        '5': '2',
        sewer: '3',
        城镇污水处理厂: '3',
      },
      rule: 'receiving',
    },
  ],
  assumed: { built: '2002-01-01', point: 'total' },
  limits: [
    ...limitRows(
      [{ when: WORKSHOP }],
      [
        ['hg', 0.05],
        ['cd', 0.1],
        ['cr', 1.5],
        ['cr6', 0.5],
        ['as', 0.5],
        ['pb', 1],
        ['ni', 1],
        ['bap', 0.00003],
        ['be', 0.005],
        ['ag', 0.5],
        ['gross-alpha', 1],
        ['gross-beta', 10],
      ],
      mark('表1'),
    ),
    limitOf('alkyl-mercury', { absent: true, when: WORKSHOP }, mark('表1')),
    ...limitRows(
      ['1', '2', '3'].map((grade) => ({ when: { grade: [grade] }, builtFrom: '1998-01-01' })),
      [
        ['ph', [6, 9], [6, 9], [6, 9]],
        ['colour', 50, 80, null],
        ['ss', 70, 150, 400],
        ['bod5', 20, 30, 300],
        ['cod', 100, 150, 500],
        ['petroleum', 5, 10, 20],
        ['animal-oil', 10, 15, 100],
        ['volatile-phenol', 0.5, 0.5, 2],
        ['cyanide', 0.5, 0.5, 1],
        ['sulfide', 1, 1, 1],
        ['nh3n', 15, 25, null],
        ['fluoride', 10, 10, 20],
        ['phosphate', 0.5, 1, null],
        ['formaldehyde', 1, 2, 5],
        ['aniline', 1, 2, 5],
        ['nitrobenzene', 2, 3, 5],
        ['las', 5, 10, 20],
        ['cu', 0.5, 1, 2],
        ['zn', 2, 5, 5],
        ['mn', 2, 2, 5],
      ],
      mark('表4 其他排污单位'),
    ),
  ],
  rules: rulesOf(CODE, 'single-source', [
    [
      'first-class',
      '第一类污染物在车间或车间处理设施排放口采样，不得稀释。',
      'Pollutants of the first class are sampled at the outlet of the workshop, undiluted.',
      '4.2.1.1',
    ],
    [
      'period',
      '表4 适用于 1998-01-01 起建设的单位，以环评批准日期为准。',
      'Table 4 is for units built from 1998-01-01, by the date of approval.',
      '4.2.2',
    ],
    [
      'receiving',
      '排入Ⅲ类水域执行一级，排入Ⅳ、Ⅴ类水域执行二级，排入设二级污水处理厂的城镇排水系统执行三级。',
      'Into water of class Ⅲ grade one, into Ⅳ or Ⅴ grade two, into a sewer with a secondary plant grade three.',
      '4.1',
    ],
    [
      'priority',
      '有行业排放标准的执行行业标准，不与本标准交叉执行。',
      'An industry with a standard of its own follows that one; the two are never mixed.',
      '1.2',
    ],
  ]),
}
