// GB 3095—2012: ambient air limits in force until the end of February 2026.
import type { Sureness } from '../edition.ts'
import type { AmbientAirEdition, AmbientLimit, AveragingTime } from './ambient-tables.ts'

const FROM = '2016-01-01'
const UNTIL = '2026-03-01'

function limit(
  item: string,
  averaging: AveragingTime,
  unit: string,
  grade1: number,
  grade2: number,
  source: string,
  sureness: Sureness = 'verified',
): AmbientLimit {
  return { item, averaging, unit, grade1, grade2, from: FROM, until: UNTIL, source, sureness }
}

const LIMITS: readonly AmbientLimit[] = [
  limit('SO2', 'year', 'µg/m³', 20, 60, 'GB 3095—2012 表1'),
  limit('SO2', 'day', 'µg/m³', 50, 150, 'GB 3095—2012 表1'),
  limit('SO2', 'hour', 'µg/m³', 150, 500, 'GB 3095—2012 表1'),
  limit('NO2', 'year', 'µg/m³', 40, 40, 'GB 3095—2012 表1'),
  limit('NO2', 'day', 'µg/m³', 80, 80, 'GB 3095—2012 表1'),
  limit('NO2', 'hour', 'µg/m³', 200, 200, 'GB 3095—2012 表1'),
  limit('CO', 'day', 'mg/m³', 4, 4, 'GB 3095—2012 表1'),
  limit('CO', 'hour', 'mg/m³', 10, 10, 'GB 3095—2012 表1'),
  limit('O3', 'day-max-8h', 'µg/m³', 100, 160, 'GB 3095—2012 表1'),
  limit('O3', 'hour', 'µg/m³', 160, 200, 'GB 3095—2012 表1'),
  limit('PM10', 'year', 'µg/m³', 40, 70, 'GB 3095—2012 表1'),
  limit('PM10', 'day', 'µg/m³', 50, 150, 'GB 3095—2012 表1'),
  limit('PM2.5', 'year', 'µg/m³', 15, 35, 'GB 3095—2012 表1'),
  limit('PM2.5', 'day', 'µg/m³', 35, 75, 'GB 3095—2012 表1'),
  limit('TSP', 'year', 'µg/m³', 80, 200, 'GB 3095—2012 表2'),
  limit('TSP', 'day', 'µg/m³', 120, 300, 'GB 3095—2012 表2'),
  limit('NOx', 'year', 'µg/m³', 50, 50, 'GB 3095—2012 表2'),
  limit('NOx', 'day', 'µg/m³', 100, 100, 'GB 3095—2012 表2'),
  limit('NOx', 'hour', 'µg/m³', 250, 250, 'GB 3095—2012 表2'),
  limit('Pb', 'year', 'µg/m³', 0.5, 0.5, 'GB 3095—2012 表2'),
  limit('Pb', 'quarter', 'µg/m³', 1, 1, 'GB 3095—2012 表2'),
  limit('BaP', 'year', 'µg/m³', 0.001, 0.001, 'GB 3095—2012 表2'),
  limit('BaP', 'day', 'µg/m³', 0.0025, 0.0025, 'GB 3095—2012 表2'),
]

/** 环境空气质量标准 GB 3095—2012. */
export const GB3095_2012: AmbientAirEdition = {
  id: 'GB3095-2012',
  code: 'GB 3095—2012',
  family: 'ambient-air',
  zh: '环境空气质量标准',
  en: 'Ambient air quality standards',
  issuer: '环境保护部、国家质量监督检验检疫总局',
  issued: '2012-02-29',
  from: FROM,
  until: UNTIL,
  sureness: 'verified',
  limits: LIMITS,
  referenceLimits: [],
  validity: { hourMinutes: 45, dayHours: 20, eightHourHours: 6, monthDays: 27, februaryDays: 25, yearDays: 324 },
  rules: [
    {
      id: 'valid-year',
      zh: 'SO2、NO2、PM10、PM2.5、NOx 年平均：全年至少 324 个日平均值，每月至少 27 个（二月至少 25 个）。',
      en: 'Annual mean of SO2, NO2, PM10, PM2.5, NOx: at least 324 daily means, at least 27 a month (February 25).',
      source: 'GB 3095—2012 数据统计的有效性规定',
      sureness: 'single-source',
    },
    {
      id: 'valid-day',
      zh: 'SO2、NO2、CO、PM10、PM2.5、NOx 24 小时平均：每日至少 20 个小时平均值。',
      en: '24-hour mean of SO2, NO2, CO, PM10, PM2.5, NOx: at least 20 hourly means a day.',
      source: 'GB 3095—2012 数据统计的有效性规定',
      sureness: 'single-source',
    },
    {
      id: 'valid-8h',
      zh: 'O3 8 小时平均：每 8 小时至少 6 个小时平均值。',
      en: '8-hour mean of O3: at least 6 hourly means in the window.',
      source: 'GB 3095—2012 数据统计的有效性规定',
      sureness: 'single-source',
    },
    {
      id: 'valid-hour',
      zh: 'SO2、NO2、CO、O3、NOx 1 小时平均：每小时至少 45 分钟采样。',
      en: '1-hour mean of SO2, NO2, CO, O3, NOx: at least 45 minutes of sampling.',
      source: 'GB 3095—2012 数据统计的有效性规定',
      sureness: 'single-source',
    },
    {
      id: 'valid-other',
      zh: 'TSP、BaP、Pb 年平均至少 60 个分布均匀的日平均值且每月至少 5 个；Pb 季平均至少 15 个且每月至少 5 个；日平均须采样 24 小时。',
      en: 'TSP, BaP, Pb: a year needs 60 evenly spread daily means and 5 a month; a quarter of Pb 15 and 5 a month; a day 24 hours of sampling.',
      source: 'GB 3095—2012 数据统计的有效性规定',
      sureness: 'single-source',
    },
    {
      id: 'reference-state',
      zh: '自 2018 年 9 月 1 日起气态污染物按 298.15 K、1013.25 hPa 报告，颗粒物按实际温度压力；此前按 273.15 K、101.325 kPa。',
      en: 'From 1 September 2018 gases are reported at 298.15 K and 1013.25 hPa, particles at actual conditions; before, at 273.15 K and 101.325 kPa.',
      formula: 'C298 = C273 × 273.15 ÷ 298.15',
      source: 'GB 3095—2012 修改单（公告2018年第29号）',
      sureness: 'verified',
    },
  ],
}
