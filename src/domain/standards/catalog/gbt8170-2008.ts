// GB/T 8170—2008: how figures are rounded and compared with limits.
import type { Edition } from '../edition.ts'

/** 数值修约规则与极限数值的表示和判定 GB/T 8170—2008. */
export const GBT8170_2008: Edition = {
  id: 'GBT8170-2008',
  code: 'GB/T 8170—2008',
  family: 'rounding',
  zh: '数值修约规则与极限数值的表示和判定',
  en: 'Rules of rounding off for numerical values and expression and judgement of limiting values',
  issuer: '国家质量监督检验检疫总局、国家标准化管理委员会',
  issued: '2008-07-16',
  from: '2009-01-01',
  until: null,
  sureness: 'single-source',
  limits: [],
  rules: [
    {
      id: 'half-even',
      zh: '四舍六入五成双：舍弃数字恰为五且其后无非零数字时，保留的末位取偶数。',
      en: 'Below five drop, above five add; exactly five with nothing behind makes the last kept digit even.',
      source: 'GB/T 8170—2008 进舍规则',
      sureness: 'single-source',
    },
    {
      id: 'once',
      zh: '由未修约的数值一次修约，不得连续修约。',
      en: 'Round once, from the unrounded value.',
      source: 'GB/T 8170—2008 不允许连续修约',
      sureness: 'memory',
    },
    {
      id: 'negative',
      zh: '负数先修约绝对值，再加负号。',
      en: 'Of a negative number the absolute value is rounded and the sign restored.',
      source: 'GB/T 8170—2008 负数修约',
      sureness: 'memory',
    },
    {
      id: 'comparison',
      zh: '标准未写明时用全数值比较法；环境评价使用修约值比较法。',
      en: 'Where a standard is silent the unrounded value is compared with the limit; environmental evaluation compares the rounded one.',
      source: 'GB/T 8170—2008 极限数值的判定',
      sureness: 'memory',
    },
  ],
}
