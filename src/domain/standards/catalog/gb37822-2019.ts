// GB 37822—2019: fugitive emissions of volatile organic compounds inside plants.
import { limitRows, type Mark } from './emission-items.ts'
import { type EmissionEdition, rulesOf } from './limit-tables.ts'

const CODE = 'GB 37822—2019'
const mark = (what: string): Mark => ({ source: `${CODE} 表A.1 ${what}`, sureness: 'single-source' })
const columns = (rest: Readonly<Record<string, readonly string[]>>) =>
  ['hour', 'sample'].map((averaging) => ({ when: { averaging: [averaging], ...rest } }))

/** 挥发性有机物无组织排放控制标准 GB 37822—2019. */
export const GB37822_2019: EmissionEdition<'organic-fugitive'> = {
  id: 'GB37822-2019',
  code: CODE,
  family: 'organic-fugitive',
  zh: '挥发性有机物无组织排放控制标准',
  en: 'Standard for fugitive emission of volatile organic compounds',
  issuer: '生态环境部、国家市场监督管理总局',
  issued: '2019-05-24',
  from: '2019-07-01',
  until: null,
  sureness: 'single-source',
  industries: ['general', 'electronics'],
  assumed: { special: 'no', averaging: 'hour' },
  limits: [
    ...limitRows(columns({}), [['nmhc-plant', 10, 30]], mark('排放限值')),
    ...limitRows(columns({ special: ['yes'] }), [['nmhc-plant', 6, 20]], mark('特别排放限值')),
  ],
  rules: rulesOf(CODE, 'single-source', [
    [
      'place',
      '在厂房门窗等开口外 1 m、距地面 1.5 m 以上处监测 1 h 平均值和任意一次值。',
      'Monitored 1 m outside doors and windows, at least 1.5 m high: mean of an hour and any single value.',
      '附录A',
    ],
  ]),
}
