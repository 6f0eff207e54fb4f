// 环办监测〔2024〕33号: how automatic data of functional zones give the compliance rate.
import { type FamilyEdition, rulesOf } from './limit-tables.ts'

const CODE = '环办监测〔2024〕33号'

export type ZoneRateEdition = FamilyEdition<'functional-zone-noise'> & {
  /** Least share of valid hours of a day or night, in percent; a default, the text was not read. */
  leastHoursPercent: number
}

/** 城市功能区声环境质量评价技术规定（试行）. */
export const FZ_EVAL_2024: ZoneRateEdition = {
  id: 'FZ-EVAL-2024',
  code: CODE,
  family: 'functional-zone-noise',
  zh: '城市功能区声环境质量评价技术规定（试行）',
  en: 'Evaluation of acoustic quality of urban functional zones (trial)',
  issuer: '生态环境部办公厅',
  issued: null,
  from: '2025-01-01',
  until: null,
  sureness: 'single-source',
  limits: [],
  leastHoursPercent: 75,
  rules: rulesOf(CODE, 'memory', [
    [
      'use',
      '2025 年起功能区声环境以自动监测数据按月评价昼间、夜间达标率，按类别和总体给出。',
      'From 2025 automatic data give the monthly rates of day and night, by class and in total.',
      '评价方法',
      { sureness: 'verified' },
    ],
    [
      'aggregate',
      '总体达标率为各测点达标率的平均值。',
      'The rate of the whole is the mean of the rates of the points.',
      '总体达标率',
      { sureness: 'single-source', formula: 'R = Σ nₖ·Rₖ ÷ Σ nₖ' },
    ],
    [
      'point',
      '测点达标率为达标天（夜）数占有效天（夜）数的百分比；时段内有效小时少于 75 % 的不参与。',
      'The rate of a point: days (nights) that keep the limit among the valid ones; a period with less than 75 % of its hours is not valid.',
      '测点达标率',
    ],
    [
      'weather',
      '雨、雪、雷电及风速大于 5 m/s 的小时剔除。',
      'Hours of rain, snow, lightning or wind above 5 m/s are left out.',
      '数据剔除',
    ],
  ]),
}
