// HJ 75—2017: validity, substitution and conversions of continuous flue gas monitoring.
import { type FamilyEdition, type Named, rulesOf } from './limit-tables.ts'

const CODE = 'HJ 75—2017'

/** 数据替代 — for a quarterly capture rate from `fromPercent`, and a gap of up to `upToHours`: the largest of the last `hours` valid hours. */
export type Substitution = Named & { fromPercent: number; upToHours: number | null; hours: number }

const substitution = (item: string, fromPercent: number, upToHours: number | null, hours: number): Substitution => ({
  item,
  zh: `有效数据捕集率不小于 ${fromPercent} %${upToHours === null ? '' : `，缺失不超过 ${upToHours} h`}`,
  en: `Capture rate from ${fromPercent} %${upToHours === null ? '' : `, gap up to ${upToHours} h`}`,
  unit: 'h',
  fromPercent,
  upToHours,
  hours,
  source: `${CODE} 失效数据处理`,
  sureness: 'single-source',
})

/** 固定污染源烟气（SO2、NOx、颗粒物）排放连续监测技术规范 HJ 75—2017. */
export const HJ75_2017: FamilyEdition<'flue-monitoring'> & {
  leastMinutes: number
  leastPercent: number
  substitutions: readonly Substitution[]
  /** Nitrogen oxide to nitrogen dioxide by mass. */
  nitrogenFactor: number
} = {
  id: 'HJ75-2017',
  code: CODE,
  family: 'flue-monitoring',
  zh: '固定污染源烟气（SO2、NOx、颗粒物）排放连续监测技术规范',
  en: 'Specifications for continuous emissions monitoring of SO2, NOx and particulate matter in flue gas',
  issuer: '环境保护部',
  issued: '2017-12-29',
  from: '2018-03-01',
  until: null,
  sureness: 'single-source',
  limits: [],
  leastMinutes: 45,
  leastPercent: 75,
  nitrogenFactor: 1.53,
  substitutions: [
    substitution('short', 90, 24, 180),
    substitution('long', 90, null, 720),
    substitution('poor', 75, null, 2160),
  ],
  rules: rulesOf(CODE, 'single-source', [
    [
      'hour',
      '1 h 内有效数据不少于 45 min 的为有效小时。',
      'An hour with at least 45 min of valid data is valid.',
      '有效小时均值',
    ],
    [
      'day',
      '有效小时不少于当日排放时间 75 % 的为有效日均值。',
      'A daily mean is valid with at least 75 % of the hours of emission.',
      '有效日均值',
    ],
    [
      'quarter',
      '季度有效数据捕集率为有效小时数占排放小时数的百分比，应不小于 75 %。',
      'The capture rate of a quarter is the share of valid hours among those of emission, at least 75 %.',
      '有效数据捕集率',
    ],
    [
      'substitution',
      '失效数据按捕集率和缺失时长，取失效前 180、720 或 2160 个有效小时排放量的最大值，只用于排放量，不用于浓度评价。',
      'Lost data take the largest hourly amount of the last 180, 720 or 2160 valid hours by capture rate and length; for amounts only, never for compliance.',
      '失效数据处理',
    ],
    [
      'dry',
      '湿基浓度换算为干基。',
      'Wet concentrations are brought to dry.',
      '附录C',
      { formula: 'C_dry = C_wet ÷ (1 − X_sw)' },
    ],
    [
      'standard-state',
      '工况浓度换算为标准状态（273 K、101.325 kPa）。',
      'Concentrations at working state are brought to 273 K and 101.325 kPa.',
      '附录C',
      { formula: 'C_std = C × 101325 ÷ (Ba + Ps) × (273 + ts) ÷ 273' },
    ],
    [
      'oxygen',
      '折算为基准氧含量。',
      'Brought to the reference oxygen.',
      '附录C',
      { formula: 'C = C′ × (21 − O₂ref) ÷ (21 − O₂)' },
    ],
    [
      'nitrogen',
      '氮氧化物以二氧化氮计：一氧化氮乘 1.53 加二氧化氮。',
      'Nitrogen oxides as nitrogen dioxide: 1.53 times the oxide plus the dioxide.',
      '附录C',
      { formula: 'NOx = 1.53 × NO + NO₂' },
    ],
    [
      'rate',
      '排放速率为浓度与标干流量之积。',
      'The rate is concentration times dry standard flow.',
      '附录C',
      { formula: 'G = C × Q_sn × 10⁻⁶ kg/h' },
    ],
    [
      'drift',
      '零点、量程漂移：气态污染物 ±2.0 % 满量程，氧 ±1.0 %；抽取式不超过 7 天校准一次。',
      'Drift of zero and span: gases ±2.0 % of full scale, oxygen ±1.0 %; extractive instruments are calibrated every 7 days.',
      '漂移',
      { sureness: 'memory' },
    ],
    [
      'accuracy',
      '准确度：不小于 250 ppm 相对准确度 15 %；50–250 ppm 绝对误差 20 ppm；20–50 ppm 相对误差 30 %；小于 20 ppm 绝对误差 6 ppm。',
      'Accuracy: from 250 ppm 15 % relative; 50–250 within 20 ppm; 20–50 within 30 %; below 20 within 6 ppm.',
      '准确度',
      { sureness: 'memory' },
    ],
  ]),
}
