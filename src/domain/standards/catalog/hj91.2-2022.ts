// HJ 91.2—2022: how results of surface-water monitoring are written and averaged, from memory.
import type { IndexEdition } from './index-tables.ts'

/** 地表水环境质量监测技术规范 HJ 91.2—2022. */
export const HJ91_2_2022 = {
  id: 'HJ91.2-2022',
  code: 'HJ 91.2—2022',
  family: 'water-monitoring',
  zh: '地表水环境质量监测技术规范',
  en: 'Technical specification for surface water environmental quality monitoring',
  issuer: '生态环境部',
  issued: '2022-04-15',
  from: '2022-08-01',
  until: null,
  sureness: 'memory',
  limits: [],
  rules: [
    {
      id: 'non-detects',
      zh: '低于检出限的结果以“检出限+L”表示，以检出限一半参加统计。',
      en: 'A result below detection is written as the limit with L and enters statistics as half of it.',
      source: 'HJ 91.2—2022 结果表示',
      sureness: 'memory',
    },
    {
      id: 'digits',
      zh: '有效位数依方法，均值末位不细于检出限。',
      en: 'Digits follow the method; a mean is not finer than the detection limit.',
      source: 'HJ 91.2—2022 有效数字',
      sureness: 'memory',
    },
    {
      id: 'automatic',
      zh: '自动站 4 小时项目一日至少 4 个值，一月至少 60% 的日（待核实）。',
      en: 'Automatic stations: 4 of 6 values a day, 60 % of the days of a month (to be confirmed).',
      source: 'HJ 91.2—2022 自动监测（待核实）',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'water-monitoring'>
