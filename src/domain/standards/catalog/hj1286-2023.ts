// HJ 1286—2023: continuous monitoring of non-methane hydrocarbons; dates and details were not confirmed.
import { type FamilyEdition, rulesOf } from './limit-tables.ts'

const CODE = 'HJ 1286—2023'

/** 固定污染源废气 非甲烷总烃连续监测技术规范 HJ 1286—2023. */
export const HJ1286_2023: FamilyEdition<'organic-monitoring'> = {
  id: 'HJ1286-2023',
  code: CODE,
  family: 'organic-monitoring',
  zh: '固定污染源废气 非甲烷总烃连续监测技术规范',
  en: 'Specification for continuous monitoring of non-methane hydrocarbons of stationary sources',
  issuer: '生态环境部',
  issued: null,
  from: '2023-01-01',
  until: null,
  sureness: 'memory',
  limits: [],
  rules: rulesOf(CODE, 'memory', [
    [
      'validity',
      '数据有效性比照 HJ 75：每小时不少于 45 min，日有效小时不少于排放时间的 75 %。施行日期未核实。',
      'Validity as in HJ 75: 45 min an hour and 75 % of the hours of emission. The day of entry into force was not confirmed.',
      '数据有效性',
    ],
  ]),
}
