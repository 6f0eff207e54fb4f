// HJ 640—2012: how the noise of a city is graded, in its whole area and along its roads.
import type { Limit } from '../edition.ts'
import { type FamilyEdition, type NoiseLimit, rulesOf } from './limit-tables.ts'

const CODE = 'HJ 640—2012'

/** 等级 — limits of grades one to four; above the last is five. */
export type NoiseGradeLimit = NoiseLimit & { of: 'region' | 'road' }
export type NoiseMonitoringEdition = FamilyEdition<'noise-monitoring', NoiseGradeLimit> & {
  gradeNames: readonly (readonly [string, string])[]
}

const mark = (table: string): Pick<Limit, 'source' | 'sureness' | 'unit'> => ({
  unit: 'dB(A)',
  source: `${CODE} ${table}`,
  sureness: 'single-source',
})
const GRADES = [
  ['一级（好）', 'Grade 1 (good)'],
  ['二级（较好）', 'Grade 2 (fairly good)'],
  ['三级（一般）', 'Grade 3 (fair)'],
  ['四级（较差）', 'Grade 4 (fairly poor)'],
  ['五级（差）', 'Grade 5 (poor)'],
] as const
const REGION = [
  [50, 40],
  [55, 45],
  [60, 50],
  [65, 55],
] as const
const ROAD = [
  [68, 58],
  [70, 60],
  [72, 62],
  [74, 64],
] as const

const gradesOf = (
  of: 'region' | 'road',
  rows: readonly (readonly [number, number])[],
  table: string,
): NoiseGradeLimit[] =>
  rows.map(([day, night], at) => ({
    item: `${of}-${at + 1}`,
    zh: GRADES[at]?.[0] ?? '',
    en: GRADES[at]?.[1] ?? '',
    of,
    dayLimit: day,
    nightLimit: night,
    ...mark(table),
  }))

/** 环境噪声监测技术规范 城市声环境常规监测 HJ 640—2012. */
export const HJ640_2012: NoiseMonitoringEdition = {
  id: 'HJ640-2012',
  code: CODE,
  family: 'noise-monitoring',
  zh: '环境噪声监测技术规范 城市声环境常规监测',
  en: 'Technical specification for noise monitoring: routine monitoring of urban noise',
  issuer: '环境保护部',
  issued: '2012-12-03',
  from: '2013-03-01',
  until: null,
  sureness: 'single-source',
  limits: [
    ...gradesOf('region', REGION, '城市区域环境噪声总体水平等级划分'),
    ...gradesOf('road', ROAD, '道路交通噪声强度等级划分'),
  ],
  gradeNames: GRADES,
  rules: rulesOf(CODE, 'memory', [
    [
      'region-mean',
      '城市区域噪声为全部网格测点等效声级的算术平均值，昼间、夜间分别计算。',
      'The noise of the area is the arithmetic mean of all grid points, day and night apart.',
      '区域监测结果与评价',
      { formula: 'S = Σ Lᵢ ÷ n' },
    ],
    [
      'road-mean',
      '道路交通噪声为各路段等效声级按路段长度加权的平均值。',
      'The noise of roads is the mean of the segments weighted by their length.',
      '道路交通监测结果与评价',
      { formula: 'L = Σ lᵢ·Lᵢ ÷ Σ lᵢ' },
    ],
    [
      'one-decimal',
      '等级按一位小数的平均值划分。',
      'Grades are read from the mean with one decimal.',
      '等级划分表',
      { sureness: 'single-source' },
    ],
    [
      'zone-rate',
      '功能区达标率为达标点次占监测点次的百分比，昼间、夜间分别按类别和总体计算；一次 24 h 监测各计一个昼间和夜间点次。',
      'Compliance of functional zones: point-times that keep the limit among all, day and night apart, by class and in total; a 24-hour monitoring gives one of each.',
      '功能区监测结果与评价',
      { sureness: 'verified', formula: 'R = N_ok ÷ N × 100 %' },
    ],
    [
      'frequency',
      '区域昼间每年一次，夜间每五年一次，每点 10 min；道路每年一次，20 min。',
      'Area: by day yearly, by night every five years, 10 min a point; roads yearly, 20 min.',
      '监测频次',
    ],
    [
      'weather',
      '无雨雪、无雷电，风速小于 5 m/s。',
      'No rain, snow or lightning, wind below 5 m/s.',
      '测量条件',
      { sureness: 'single-source' },
    ],
  ]),
}
