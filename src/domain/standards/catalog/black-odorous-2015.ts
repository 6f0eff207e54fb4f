// The guide of 2015 by which black-odorous city waters are graded.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

/** 分级标准 — values at `none` or better are not black-odorous, worse than `severe` heavily so; `isLowBad` says which way. */
export type BlackOdorousTerm = IndexTerm & { none: string; severe: string; isLowBad: boolean }

const GUIDE = '城市黑臭水体整治工作指南 2015'
const TABLE = `${GUIDE} 表2`

/** 城市黑臭水体整治工作指南. */
export const BLACK_ODOROUS_2015 = {
  id: 'BLACK-ODOROUS-2015',
  code: '城市黑臭水体整治工作指南（2015）',
  family: 'black-odorous',
  zh: '城市黑臭水体整治工作指南：分级评价',
  en: 'Guide to the treatment of black-odorous city waters: grading',
  issuer: '住房城乡建设部、环境保护部',
  issued: '2015-08-28',
  from: '2015-08-28',
  until: null,
  sureness: 'single-source',
  limits: [
    {
      item: 'sd',
      zh: '透明度',
      en: 'Secchi depth',
      unit: 'cm',
      none: '25',
      severe: '10',
      isLowBad: true,
      source: TABLE,
      sureness: 'single-source',
    },
    {
      item: 'do',
      zh: '溶解氧',
      en: 'Dissolved oxygen',
      unit: 'mg/L',
      none: '2.0',
      severe: '0.2',
      isLowBad: true,
      source: TABLE,
      sureness: 'single-source',
    },
    {
      item: 'orp',
      zh: '氧化还原电位',
      en: 'Redox potential',
      unit: 'mV',
      none: '50',
      severe: '-200',
      isLowBad: true,
      source: TABLE,
      sureness: 'memory',
    },
    {
      item: 'nh3n',
      zh: '氨氮',
      en: 'Ammonia nitrogen',
      unit: 'mg/L',
      none: '8.0',
      severe: '15',
      isLowBad: false,
      source: TABLE,
      sureness: 'single-source',
    },
  ],
  /** Shares of data and points that make a point or a body severe, in percent, and the least run of points. */
  aggregation: { oneItemPercent: 60, twoItemsPercent: 30, pointsPercent: 60, consecutivePoints: 3 },
  shallow: { belowDepthCm: '25', share: '0.4' },
  rules: [
    {
      id: 'sample',
      zh: '单次采样以最差指标定级，边界值归轻的一级。',
      en: 'One sample takes its worst indicator; a bound belongs to the milder side.',
      source: `${GUIDE} 分级标准（边界）`,
      sureness: 'memory',
    },
    {
      id: 'shallow',
      zh: '水深不足 25 cm 时，透明度按水深的 40% 取值。',
      en: 'Below 25 cm of depth the bound of transparency is 40 % of the depth.',
      formula: 'SD0 = 0.4 × 水深',
      source: `${GUIDE} 表2 注`,
      sureness: 'single-source',
    },
    {
      id: 'point',
      zh: '一项指标 60% 以上数据、或两项以上指标各 30% 以上数据达到重度，该点为重度黑臭，否则轻度。',
      en: 'A point is severe where one item is so in over 60 % of its data, or two in over 30 % of theirs; else mild.',
      source: `${GUIDE} 级别判定`,
      sureness: 'memory',
    },
    {
      id: 'body',
      zh: '连续 3 个以上点为重度，其间河段重度；60% 以上点重度，整个水体重度。',
      en: 'Three severe points in a row make the stretch severe, over 60 % of the points the whole body.',
      source: `${GUIDE} 级别判定`,
      sureness: 'memory',
    },
    {
      id: 'remediated',
      zh: '整治后以公众满意度 90% 以上和连续 6 个月监测均值达标验收。',
      en: 'After treatment 90 % of the public satisfied and six months of means within bounds.',
      source: `${GUIDE} 效果评估`,
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'black-odorous', BlackOdorousTerm> & Record<'aggregation' | 'shallow', object>
