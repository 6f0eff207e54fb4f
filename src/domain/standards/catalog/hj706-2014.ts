// HJ 706—2014: how measured noise is corrected for the background, and when it cannot be judged.
import { type FamilyEdition, rulesOf } from './limit-tables.ts'

const CODE = 'HJ 706—2014'

export type NoiseCorrectionEdition = FamilyEdition<'noise-correction'> & {
  /** Below this whole difference the table of the emission standard gives no correction. */
  leastDifference: number
  /** With less than that difference: measured above the limit by at most this much still keeps it. */
  mostAboveLimit: number
}

/** 环境噪声监测技术规范 噪声测量值修正 HJ 706—2014. */
export const HJ706_2014: NoiseCorrectionEdition = {
  id: 'HJ706-2014',
  code: CODE,
  family: 'noise-correction',
  zh: '环境噪声监测技术规范 噪声测量值修正',
  en: 'Technical specification for noise monitoring: correction of measured values',
  issuer: '环境保护部',
  issued: '2014-10-30',
  from: '2015-01-01',
  until: null,
  sureness: 'single-source',
  limits: [],
  leastDifference: 3,
  mostAboveLimit: 4,
  rules: rulesOf(CODE, 'single-source', [
    [
      'whole',
      '按 5.2、5.3 修正后的噪声排放值取整到个位。',
      'After the correction of 5.2 and 5.3 the emission value is rounded to a whole number.',
      '5.4',
    ],
    [
      'difference',
      '测量值与背景值之差取整后查修正表。',
      'The difference to the background is rounded to a whole number before the table is read.',
      '5.2',
      { sureness: 'memory' },
    ],
    [
      'skip',
      '只判断是否达标且测量值低于限值时，可不测背景值，注明后按达标评价。',
      'Where only compliance is asked and the measured value is below the limit, the background need not be measured; the result counts as kept.',
      '6.1',
    ],
    [
      'small-difference',
      '差值小于 3 dB 且背景无法降低时：测量值超出限值不大于 4 dB 的按小于限值、达标评价；不小于 5 dB 的无法评价。',
      'Below 3 dB with a background that cannot be lowered: up to 4 dB above the limit counts as below it; from 5 dB nothing can be judged.',
      '差值小于 3 dB 的处理',
      { sureness: 'memory' },
    ],
  ]),
}
