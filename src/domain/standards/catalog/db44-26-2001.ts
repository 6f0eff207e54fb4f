// DB44/26—2001: Guangdong's limits of wastewater, second period, rows of the units without a row of their own.
import { limitOf, limitRows, type Mark } from './emission-items.ts'
import { type EmissionEdition, rulesOf } from './limit-tables.ts'

const CODE = 'DB44/26—2001'
const mark = (table: string): Mark => ({ source: `${CODE} ${table}`, sureness: 'single-source' })
const WORKSHOP = { point: ['workshop'] }

/** 广东省水污染物排放限值 DB44/26—2001. */
export const DB44_26_2001: EmissionEdition<'wastewater-guangdong'> = {
  id: 'DB44-26-2001',
  code: CODE,
  family: 'wastewater-guangdong',
  zh: '广东省水污染物排放限值',
  en: 'Discharge limits of water pollutants of Guangdong',
  issuer: '广东省环境保护局、广东省质量技术监督局',
  issued: '2001-08-20',
  from: '2002-01-01',
  until: null,
  sureness: 'single-source',
  industries: ['general', 'electronics'],
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
  assumed: { built: '2002-01-01', point: 'total', averaging: 'day' },
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
      ['1', '2', '3'].map((grade) => ({
        when: { grade: [grade], averaging: ['day', 'sample'] },
        builtFrom: '2002-01-01',
      })),
      [
        ['ph', [6, 9], [6, 9], [6, 9]],
        ['colour', 40, 60, null],
        ['ss', 60, 100, 400],
        ['bod5', 20, 30, 300],
        ['cod', 90, 110, 500],
        ['petroleum', 5, 8, 20],
        ['animal-oil', 10, 15, 100],
        ['volatile-phenol', 0.3, 0.5, 2],
        ['cyanide', 0.3, 0.4, 1],
        ['sulfide', 0.5, 1, 1],
        ['nh3n', 10, 15, null],
        ['fluoride', 10, 10, 20],
        ['phosphate', 0.5, 1, null],
        ['formaldehyde', 1, 1.5, 5],
        ['aniline', 1, 1.5, 5],
        ['nitrobenzene', 2, 2.5, 5],
        ['las', 5, 10, 20],
        ['cu', 0.5, 1, 2],
        ['zn', 2, 3, 5],
        ['mn', 2, 2, 5],
      ],
      mark('表4 第二时段 其他排污单位'),
    ),
  ],
  rules: rulesOf(CODE, 'single-source', [
    [
      'period',
      '第二时段：2002-01-01 起建设（含改、扩建）的单位，以环评批准日期为准。',
      'Second period: units built from 2002-01-01, by the date of approval.',
      '时段划分',
    ],
    [
      'daily',
      '常规监测按日均值，生产周期 8 h 以内每 2 h、超过 8 h 每 4 h 采样；监督性监测以一次采样评价。',
      'Routine monitoring is judged on daily means, sampled every 2 h (cycles up to 8 h) or 4 h; in supervision one grab sample is judged.',
      '采样频率',
    ],
    [
      'stricter',
      '新的国家标准严于本标准的，在其适用范围内执行国家标准。',
      'A later national standard that is stricter goes first within its scope.',
      '与国家标准的关系',
    ],
    [
      'receiving',
      '一类控制区执行一级，二类控制区执行二级，排入城镇二级污水处理厂执行三级；特殊控制区禁止新建排污口。',
      'Class-one control zone grade one, class-two grade two, into a secondary town plant grade three; no new outlets in the special zone.',
      '控制区划分',
    ],
  ]),
}
