// The arithmetic of sound levels: equivalent, day, night and day-night levels, percentile levels, sums.
import { type FamilyEdition, rulesOf } from './limit-tables.ts'

const CODE = 'GB/T 3222.1—2006'

/** 声学计算：等效声级与统计声级. */
export const ACOUSTICS: FamilyEdition<'acoustics'> = {
  id: 'ACOUSTICS',
  code: CODE,
  family: 'acoustics',
  zh: '声学 环境噪声的描述、测量与评价（等效声级与统计声级）',
  en: 'Acoustics: description and measurement of environmental noise (equivalent and percentile levels)',
  issuer: '国家质量监督检验检疫总局、国家标准化管理委员会',
  issued: null,
  from: '2006-12-01',
  until: null,
  sureness: 'memory',
  limits: [],
  rules: rulesOf(CODE, 'memory', [
    [
      'equivalent',
      '等效声级为能量平均：各声级按时长加权的能量平均值。',
      'The equivalent level is the mean of energy, weighted by duration.',
      '等效声级',
      { sureness: 'verified', formula: 'Leq = 10·lg(Σ tᵢ·10^(0.1·Lᵢ) ÷ Σ tᵢ)' },
    ],
    [
      'day-night-periods',
      '昼间等效声级为 16 个昼间小时、夜间等效声级为 8 个夜间小时的能量平均值。',
      'Day and night levels are means of energy over the 16 and 8 hours.',
      '昼间、夜间等效声级',
    ],
    [
      'day-night',
      '昼夜等效声级：夜间加 10 dB 后与昼间能量平均。',
      'The day-night level: night plus 10 dB, averaged with the day in energy.',
      '昼夜等效声级',
      { formula: 'Ldn = 10·lg((16·10^(0.1·Ld) + 8·10^(0.1·(Ln+10))) ÷ 24)' },
    ],
    [
      'day-evening-night',
      '昼晚夜等效声级（欧盟）：晚间加 5、夜间加 10 dB；不是我国评价量。',
      'The day-evening-night level (EU): evening plus 5, night plus 10 dB; not used in Chinese assessment.',
      '昼晚夜等效声级',
      { formula: 'Lden = 10·lg((12·10^(0.1·Ld) + 4·10^(0.1·(Le+5)) + 8·10^(0.1·(Ln+10))) ÷ 24)' },
    ],
    [
      'percentile',
      '累积百分声级 L_N 为 N % 的时间超过的声级：降序排列第 ⌈N %·n⌉ 个值。',
      'The percentile level L_N is exceeded N % of the time: the ⌈N %·n⌉-th value in descending order.',
      '累积百分声级',
    ],
    [
      'sum',
      '声级相加按能量；背景扣除的能量算法只用于分析，评价用修正表。',
      'Levels add in energy; subtracting a background in energy is for analysis only, the law uses the table.',
      '声级合成',
      { formula: 'L = 10·lg Σ 10^(0.1·Lᵢ)' },
    ],
  ]),
}
