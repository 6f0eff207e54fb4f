// Order 10 and notice 50 of 2019: how automatic data of waste incineration plants are used, and what marks excuse.
import type { Limit } from '../edition.ts'
import { type FamilyEdition, type Named, rulesOf } from './limit-tables.ts'

const CODE = '生态环境部令第10号、2019年第50号公告'

/** 标记 — a word a plant may set on an hour; hours under one budget are counted together. */
export type IncinerationMark = Limit & {
  zh: string
  en: string
  budget: 'furnace' | 'drying' | 'monitor' | 'thermocouple' | 'none'
}
/** 豁免时长 — hours in a year or quarter. */
export type MarkBudget = Named & { hours: number; per: 'year' | 'quarter' }

const mark = { source: `${CODE} 标记规则`, sureness: 'memory' } as const
const word = (item: string, zh: string, en: string, budget: IncinerationMark['budget']): IncinerationMark => ({
  item,
  zh,
  en,
  budget,
  unit: 'h',
  ...mark,
})
const budget = (item: string, zh: string, en: string, hours: number, per: MarkBudget['per']): MarkBudget => ({
  item,
  zh,
  en,
  hours,
  per,
  unit: 'h',
  ...mark,
})

/** 生活垃圾焚烧发电厂自动监测数据应用管理规定与标记规则. */
export const MSW_AUTO_2019: FamilyEdition<'incineration-data'> & {
  marks: readonly IncinerationMark[]
  budgets: readonly MarkBudget[]
  /** More five-minute means below the least temperature than this in a day are a violation. */
  mostColdMeans: number
} = {
  id: 'MSW-AUTO-2019',
  code: CODE,
  family: 'incineration-data',
  zh: '生活垃圾焚烧发电厂自动监测数据应用管理规定与标记规则',
  en: 'Use of automatic monitoring data of municipal waste incineration power plants, with its rules of marks',
  issuer: '生态环境部',
  issued: '2019-11-21',
  from: '2020-01-01',
  until: null,
  sureness: 'single-source',
  limits: [],
  mostColdMeans: 5,
  marks: [
    word('drying', '烘炉', 'Drying the furnace', 'drying'),
    word('starting', '启炉', 'Starting', 'furnace'),
    word('stopping', '停炉', 'Stopping', 'furnace'),
    word('cooling', '停炉降温', 'Cooling down', 'drying'),
    word('stopped', '停运', 'Out of operation', 'none'),
    word('fault', '故障', 'Fault', 'furnace'),
    word('accident', '事故', 'Accident', 'furnace'),
    word('monitor-maintenance', 'CEMS维护', 'Monitor under maintenance', 'monitor'),
    word('thermocouple-fault', '热电偶故障', 'Thermocouple fault', 'thermocouple'),
    word('link-lost', '通讯中断', 'Link lost', 'none'),
  ],
  budgets: [
    budget('furnace', '启炉、停炉、故障、事故', 'Starting, stopping, fault, accident', 60, 'year'),
    budget('drying', '烘炉、停炉降温', 'Drying and cooling', 700, 'year'),
    budget('monitor', '自动监测设备维护（每条线）', 'Monitor maintenance, each line', 30, 'quarter'),
    budget('thermocouple', '热电偶故障、维护', 'Thermocouple fault and maintenance', 60, 'quarter'),
  ],
  rules: rulesOf(CODE, 'single-source', [
    [
      'daily',
      '五项污染物任一日均值超过 GB 18485 的 24 小时限值，认定当日超标排放。',
      'A daily mean of any of the five pollutants above the 24-hour limit of GB 18485 is an exceedance of that day.',
      '令第10号 超标认定',
    ],
    [
      'furnace',
      '炉膛温度为上、中部断面各热电偶中位数的平均值；一个自然日内 5 min 均值低于 850 ℃ 累计超过 5 次的认定为违法。',
      'Furnace temperature is the mean of the medians of the upper and middle section; more than 5 five-minute means below 850 °C in a day are a violation.',
      '令第10号 炉膛温度',
    ],
    [
      'marks',
      '按规则标记且不超过时长的工况数据不作为超标依据；其间颗粒物 1 h 均值不大于 150 mg/m³。',
      'Hours marked by the rules and within their budgets are not held against the plant; hourly particulates up to 150 mg/m³.',
      '50号公告 工况标记',
      { sureness: 'memory' },
    ],
    [
      'deadline',
      '标记应在次日 11 时前完成；未标记或标记错误的数据照常使用。',
      'Marks are set before 11:00 of the next day; without them, or with wrong ones, data count.',
      '50号公告 标记时限',
      { sureness: 'memory' },
    ],
    [
      'public',
      '生活垃圾焚烧发电厂列入重点排污单位并公开自动监测数据。',
      'Such plants are key dischargers and publish their data.',
      '令第10号 信息公开',
    ],
  ]),
}
