// When warnings of heavily polluted weather are raised: the provincial rules of 2020 and those for key regions of 2024.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

/** One way to reach a colour: all its runs must be met. A run is an AQI that is exceeded for so many hours. */
export type WarningRun = { over: number; hours: number }
export type WarningLevel = IndexTerm & { grade: number; anyOf: readonly (readonly WarningRun[])[] }

type Family2 = 'heavy-pollution' | 'heavy-pollution-key-region'
export type WarningEdition = IndexEdition<Family2, WarningLevel> & { peakForRed?: number }

const level = (
  names: readonly [item: string, zh: string, en: string, grade: number],
  source: string,
  anyOf: WarningLevel['anyOf'],
): WarningLevel => ({
  item: names[0],
  zh: names[1],
  en: names[2],
  grade: names[3],
  unit: 'AQI',
  anyOf,
  source,
  sureness: 'verified',
})
const RED = ['red', '红色预警', 'Red warning', 1] as const
const ORANGE = ['orange', '橙色预警', 'Orange warning', 2] as const
const YELLOW = ['yellow', '黄色预警', 'Yellow warning', 3] as const

/** 广东省重污染天气应急预案（粤府函〔2020〕383号）. */
export const HEAVY_POLLUTION_2020 = {
  id: 'HEAVY-POLLUTION-2020',
  code: '粤府函〔2020〕383号',
  family: 'heavy-pollution',
  zh: '广东省重污染天气应急预案：预警分级',
  en: 'Guangdong plan for heavily polluted weather: warnings',
  issuer: '广东省人民政府',
  issued: null,
  from: '2020-12-31',
  until: null,
  sureness: 'verified',
  limits: [
    level(RED, '粤府函〔2020〕383号 预警分级', [
      [
        { over: 200, hours: 96 },
        { over: 300, hours: 48 },
      ],
    ]),
    level(ORANGE, '粤府函〔2020〕383号 预警分级', [[{ over: 200, hours: 72 }]]),
    level(YELLOW, '粤府函〔2020〕383号 预警分级', [[{ over: 200, hours: 48 }]]),
  ],
  /** A daily AQI that reaches this is red by itself. */
  peakForRed: 500,
  rules: [
    {
      id: 'warning',
      zh: '按连续各日 AQI 判断，持续 24 小时为一日；取最高一级。',
      en: 'Consecutive daily AQI decide, a day being 24 hours; the highest colour counts.',
      source: '粤府函〔2020〕383号 预警分级',
      sureness: 'verified',
    },
    {
      id: 'response',
      zh: '黄、橙、红分别对应Ⅲ、Ⅱ、Ⅰ级响应。',
      en: 'Yellow, orange and red call for response Ⅲ, Ⅱ and Ⅰ.',
      source: '粤府函〔2020〕383号 响应分级',
      sureness: 'verified',
    },
    {
      id: 'province',
      zh: '省级预警须四个以上城市同时满足；深圳以市预案为准。',
      en: 'A provincial warning needs four cities; Shenzhen’s own plan decides there.',
      source: '粤府函〔2020〕383号 区域预警',
      sureness: 'memory',
    },
  ],
} as const satisfies WarningEdition

/** 重点区域重污染天气预警 环大气〔2024〕6号. */
export const HEAVY_POLLUTION_2024 = {
  id: 'HEAVY-POLLUTION-2024',
  code: '环大气〔2024〕6号',
  family: 'heavy-pollution-key-region',
  zh: '重点区域重污染天气预警启动标准',
  en: 'Warnings of heavily polluted weather in key regions',
  issuer: '生态环境部',
  issued: null,
  from: '2024-01-01',
  until: null,
  sureness: 'verified',
  limits: [
    level(RED, '环大气〔2024〕6号 预警分级', [
      [
        { over: 200, hours: 72 },
        { over: 300, hours: 24 },
      ],
    ]),
    level(ORANGE, '环大气〔2024〕6号 预警分级', [[{ over: 200, hours: 48 }], [{ over: 150, hours: 72 }]]),
    level(YELLOW, '环大气〔2024〕6号 预警分级', [[{ over: 200, hours: 24 }], [{ over: 150, hours: 48 }]]),
  ],
  rules: [
    {
      id: 'warning',
      zh: '按连续各日 AQI 判断，持续 24 小时为一日；取最高一级。',
      en: 'Consecutive daily AQI decide, a day being 24 hours; the highest colour counts.',
      source: '环大气〔2024〕6号 预警分级',
      sureness: 'verified',
    },
    {
      id: 'response',
      zh: '黄、橙、红分别对应Ⅲ、Ⅱ、Ⅰ级响应。',
      en: 'Yellow, orange and red call for response Ⅲ, Ⅱ and Ⅰ.',
      source: '环大气〔2024〕6号 响应分级',
      sureness: 'verified',
    },
    {
      id: 'ozone',
      zh: '臭氧造成的重污染不用颗粒物预警颜色。',
      en: 'Heavy pollution by ozone does not use these colours.',
      source: '环大气〔2024〕6号 臭氧',
      sureness: 'single-source',
    },
  ],
} as const satisfies WarningEdition
