// Shenzhen's seven measures against dust of construction sites, on-line monitoring, and the limit at the boundary.
import { limitOf } from './emission-items.ts'
import { type EmissionEdition, type Named, rulesOf } from './limit-tables.ts'

const CODE = 'SZDB/Z 247—2017'

/** 七个百分之百 — one measure that must be wholly in place. */
export type DustMeasure = Named

const measure = (
  item: string,
  zh: string,
  en: string,
  sureness: DustMeasure['sureness'] = 'single-source',
): DustMeasure => ({
  item,
  zh,
  en,
  unit: '%',
  source: `${CODE} 7个100%`,
  sureness,
})

/** 建设工程扬尘控制与在线监测（深圳）. */
export const DUST_SZ: EmissionEdition<'construction-dust'> & {
  measures: readonly DustMeasure[]
  /** Days of dusty work from which on-line monitoring is due; least days TSP data and video are kept. */
  monitoring: { overDays: number; keepDays: number; keepVideoDays: number }
} = {
  id: 'DUST-SZ-2017',
  code: CODE,
  family: 'construction-dust',
  zh: '建设工程扬尘污染防治（深圳）',
  en: 'Dust of construction sites (Shenzhen)',
  issuer: '深圳市市场监督管理局',
  issued: null,
  from: '2018-04-30',
  until: null,
  sureness: 'single-source',
  industries: ['construction-site'],
  limits: [limitOf('tsp', { atMost: 1 }, { source: 'DB44/27—2001 第二时段无组织排放', sureness: 'memory' })],
  measures: [
    measure('enclosure', '施工围挡及外架100%全封闭', 'Fences and scaffolds wholly enclosed'),
    measure('hardened', '出入口及车行道100%硬底化', 'Entrances and drives wholly hardened'),
    measure('washing', '出入口100%安装冲洗设施', 'Washing at every entrance'),
    measure('wet-work', '易起尘作业面100%湿法施工', 'Dusty work wholly wet'),
    measure('covered', '裸露土及易起尘物料100%覆盖', 'Bare soil and dusty materials wholly covered'),
    measure('tsp-monitor', '出入口100%安装TSP在线监测设备', 'TSP monitors at every entrance (sites from 5000 m²)'),
    measure(
      'seventh',
      '第七项（来源未列全，未核实）',
      'The seventh measure (not listed in full by the source)',
      'memory',
    ),
  ],
  monitoring: { overDays: 15, keepDays: 180, keepVideoDays: 30 },
  rules: rulesOf(CODE, 'single-source', [
    [
      'installation',
      '产生扬尘作业超过 15 日的工地安装扬尘在线监测和视频；TSP 数据现场保存不少于 180 日，视频不少于 30 日。',
      'Sites with more than 15 days of dusty work have on-line dust monitors and video; TSP data are kept at least 180 days, video 30.',
      '在线监测',
    ],
    [
      'penalty',
      '2 项不达标责令整改并黄牌警示，3 项及以上停工整改，再次发生红牌警示。',
      'Two measures failed: correction and yellow card; three or more: work stops; again: red card.',
      '处罚规定',
    ],
    [
      'boundary',
      '场界颗粒物按 DB44/27—2001 无组织排放 1.0 mg/m³；项目报警值（如 15 min 300 µg/m³）是本地软件参数，不是法定限值。',
      'Particles at the boundary: 1.0 mg/m³ of DB44/27—2001; alarm levels such as 300 µg/m³ in 15 min are settings, no law.',
      '场界限值',
      { sureness: 'memory' },
    ],
  ]),
}
