// GB 20952—2020: air pollutants of petrol stations.
import { limitOf, type Mark } from './emission-items.ts'
import { type EmissionEdition, type Named, rulesOf } from './limit-tables.ts'

const CODE = 'GB 20952—2020'
const mark = (clause: string): Mark => ({ source: `${CODE} ${clause}`, sureness: 'single-source' })

/** 密闭性检测最小剩余压力限值 — Pa for up to 6, 7–12, 13–18, 19–24 and more nozzles. */
export type TightnessLimit = Named & { ullageL: number; leastPa: readonly [number, number, number, number, number] }

const TIGHTNESS: readonly (readonly [number, number, number, number, number, number])[] = [
  [1893, 182, 172, 162, 152, 142],
  [2082, 199, 189, 179, 169, 159],
  [2271, 217, 204, 194, 184, 177],
  [2460, 232, 219, 209, 199, 192],
  [2650, 244, 234, 224, 214, 204],
  [2839, 257, 244, 234, 227, 217],
  [3028, 267, 257, 247, 237, 229],
  [3217, 277, 267, 257, 249, 239],
  [3407, 286, 277, 267, 257, 249],
  [3596, 294, 284, 277, 267, 259],
  [3785, 301, 294, 284, 274, 267],
  [4542, 329, 319, 311, 304, 296],
  [5299, 349, 341, 334, 326, 319],
  [6056, 364, 356, 351, 344, 336],
  [6813, 376, 371, 364, 359, 351],
  [7570, 389, 381, 376, 371, 364],
  [8327, 396, 391, 386, 381, 376],
  [9084, 404, 399, 394, 389, 384],
  [9841, 411, 406, 401, 396, 391],
  [10598, 416, 411, 409, 404, 399],
  [11355, 421, 418, 414, 409, 404],
  [13248, 431, 428, 423, 421, 416],
  [15140, 438, 436, 433, 428, 426],
  [17033, 446, 443, 441, 436, 433],
  [18925, 451, 448, 446, 443, 441],
  [22710, 458, 456, 453, 451, 448],
  [26495, 463, 461, 461, 458, 456],
  [30280, 468, 466, 463, 463, 461],
  [34065, 471, 471, 468, 466, 466],
  [37850, 473, 473, 471, 468, 468],
  [56775, 481, 481, 481, 478, 478],
  [75700, 486, 486, 483, 483, 483],
  [94625, 488, 488, 488, 486, 486],
]

/** 抽检 — of so many nozzles so many are checked; from `failAt` failures the station fails. `sample` null is all. */
export type NozzleSampling = Named & { upTo: number | null; sample: number | null; failAt: number }

const sampling = (upTo: number | null, sample: number | null, failAt: number): NozzleSampling => ({
  item: 'nozzles',
  zh: upTo === null ? '20 支以上' : `${upTo} 支及以下`,
  en: upTo === null ? 'more than 20 nozzles' : `up to ${upTo} nozzles`,
  unit: '支',
  upTo,
  sample,
  failAt,
  ...mark('气液比抽检'),
})

/** 加油站大气污染物排放标准 GB 20952—2020. */
export const GB20952_2020: EmissionEdition<'petrol-station'> & {
  tightness: readonly TightnessLimit[]
  nozzleSampling: readonly NozzleSampling[]
} = {
  id: 'GB20952-2020',
  code: CODE,
  family: 'petrol-station',
  zh: '加油站大气污染物排放标准',
  en: 'Emission standard of air pollutants for petrol stations',
  issuer: '生态环境部、国家市场监督管理总局',
  issued: '2020-12-28',
  from: '2021-04-01',
  until: null,
  sureness: 'single-source',
  industries: ['petrol-station'],
  limits: [
    limitOf('resistance', { below: 40, when: { 'nitrogen-flow': ['18'] } }, mark('表1')),
    limitOf('resistance', { below: 90, when: { 'nitrogen-flow': ['28'] } }, mark('表1')),
    limitOf('resistance', { below: 155, when: { 'nitrogen-flow': ['38'] } }, mark('表1')),
    limitOf('vapour-liquid-ratio', { atLeast: 1, atMost: 1.2 }, mark('气液比')),
    limitOf('vapour-unit', { atMost: 25 }, mark('油气处理装置')),
    limitOf('leak', { atMost: 500 }, mark('密闭点位')),
    limitOf('nmhc-boundary', { atMost: 4 }, mark('企业边界')),
  ],
  tightness: TIGHTNESS.map(([ullageL, ...leastPa]) => ({
    item: 'tightness',
    zh: `油气空间 ${ullageL} L`,
    en: `Ullage ${ullageL} L`,
    unit: 'Pa',
    ullageL,
    leastPa,
    ...mark('表2'),
  })),
  nozzleSampling: [
    sampling(6, null, 1),
    sampling(10, 6, 1),
    sampling(15, 8, 2),
    sampling(20, 10, 2),
    sampling(null, 12, 3),
  ],
  rules: rulesOf(CODE, 'single-source', [
    [
      'comparison',
      '液阻须小于限值；密闭性不小于表2；气液比在 1.0–1.2 之间（含）。',
      'Resistance below its limit, pressure left not below table 2, ratio within 1.0–1.2 inclusive.',
      '排放限值',
    ],
    [
      'tightness',
      '充压至 500 Pa，5 min 后读取剩余压力，按油气空间和受影响的加油枪数查表2。',
      'Pressurised to 500 Pa and read after 5 min; table 2 by ullage and number of affected nozzles.',
      '密闭性检测',
    ],
    [
      'interpolation',
      '油气空间在表列值之间时线性内插；小于首行按首行，大于末行按末行。',
      'Between the ullages of the table the pressure is interpolated; outside it the first or last row holds.',
      '表2 内插',
      { sureness: 'memory' },
    ],
    [
      'dates',
      '卸油自 2021-04-01；储油、加油：新建站自 2021-04-01，现有站自 2022-01-01。',
      'Unloading from 2021-04-01; storage and refuelling: new stations from 2021-04-01, existing ones from 2022-01-01.',
      '实施时间',
    ],
    [
      'records',
      '视频保存不少于 3 个月，在线监测数据不少于 1 年。',
      'Video is kept at least 3 months, on-line data at least a year.',
      '在线监测',
    ],
  ]),
}
