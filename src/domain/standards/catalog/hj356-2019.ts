// HJ 356—2019: which on-line wastewater data are valid, what stands for missing ones, and how far comparisons may differ.
import { type FamilyEdition, type Named, rulesOf } from './limit-tables.ts'

const CODE = 'HJ 356—2019'

/** 比对允许误差 — from a concentration on, absolute or in percent (HJ 355). */
export type ComparisonTolerance = Named & { atLeast: number; absolute?: number; percent?: number }

const tolerance = (
  item: string,
  zh: string,
  en: string,
  row: { unit: string; atLeast: number; absolute?: number; percent?: number },
): ComparisonTolerance => ({
  item,
  zh,
  en,
  ...row,
  source: 'HJ 355—2019 表1',
  sureness: 'memory',
})
const COD = ['cod', '化学需氧量', 'Chemical oxygen demand'] as const
const NH3N = ['nh3n', '氨氮', 'Ammonia nitrogen'] as const
const TP = ['tp', '总磷', 'Total phosphorus'] as const
const TN = ['tn', '总氮', 'Total nitrogen'] as const

/** 水污染源在线监测系统数据有效性判别技术规范 HJ 356—2019. */
export const HJ356_2019: FamilyEdition<'wastewater-monitoring'> & {
  leastPercent: number
  tolerances: readonly ComparisonTolerance[]
} = {
  id: 'HJ356-2019',
  code: CODE,
  family: 'wastewater-monitoring',
  zh: '水污染源在线监测系统（CODCr、NH3-N 等）数据有效性判别技术规范',
  en: 'Technical specification for data validity of on-line wastewater monitoring systems',
  issuer: '生态环境部',
  issued: '2019-12-24',
  from: '2020-03-24',
  until: null,
  sureness: 'single-source',
  limits: [],
  leastPercent: 75,
  tolerances: [
    tolerance(...COD, { unit: 'mg/L', atLeast: 0, absolute: 5 }),
    tolerance(...COD, { unit: 'mg/L', atLeast: 30, percent: 30 }),
    tolerance(...COD, { unit: 'mg/L', atLeast: 60, percent: 20 }),
    tolerance(...COD, { unit: 'mg/L', atLeast: 100, percent: 15 }),
    tolerance(...NH3N, { unit: 'mg/L', atLeast: 0, absolute: 0.3 }),
    tolerance(...NH3N, { unit: 'mg/L', atLeast: 2, percent: 15 }),
    tolerance(...TP, { unit: 'mg/L', atLeast: 0, absolute: 0.04 }),
    tolerance(...TP, { unit: 'mg/L', atLeast: 0.4, percent: 15 }),
    tolerance(...TN, { unit: 'mg/L', atLeast: 0, absolute: 0.3 }),
    tolerance(...TN, { unit: 'mg/L', atLeast: 2, percent: 15 }),
    tolerance('ph', 'pH值', 'pH', { unit: '无量纲', atLeast: 0, absolute: 0.5 }),
    tolerance('water-temperature', '水温', 'Water temperature', { unit: '℃', atLeast: 0, absolute: 0.5 }),
    tolerance('flow', '流量', 'Flow', { unit: 'm³', atLeast: 0, percent: 10 }),
  ],
  rules: rulesOf(CODE, 'single-source', [
    [
      'day',
      '日均值为有效值按流量加权的平均值，有效值不少于应有数的 75 %。',
      'The daily mean is the mean of the valid values weighted by flow, with at least 75 % of those expected.',
      '日均值',
      { sureness: 'memory', formula: 'C = Σ(cᵢ·qᵢ) ÷ Σ qᵢ' },
    ],
    [
      'missing',
      '缺失的 COD、氨氮、总磷、总氮、流量取缺失前等长时段有效值的算术平均值，pH 取中位数；该时段也缺的继续前推。',
      'Missing COD, ammonia, phosphorus, nitrogen and flow take the mean of the valid values of a period of equal length before the gap, pH their median; further back where that is missing too.',
      '缺失数据处理',
    ],
    [
      'back',
      '核查不合格的，自上次合格之时起数据无效。',
      'After a failed check data are invalid back to the last passed one.',
      '无效数据时段',
      { sureness: 'memory' },
    ],
    ['rate', '数据有效率不低于 90 %。', 'At least 90 % of data are valid.', '数据有效率', { sureness: 'memory' }],
    [
      'range',
      '超量程和低于检出限的数据标记，并按量程规则替代。',
      'Data above range or below detection are marked and replaced by the rules of the range.',
      '超量程数据',
      { sureness: 'memory' },
    ],
  ]),
}
