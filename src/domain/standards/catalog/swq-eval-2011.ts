// 环办〔2011〕22号: how sections, basins and lakes are graded from the classes and means of GB 3838.
import type { Edition, Limit } from '../edition.ts'

export type WaterClass = 'Ⅰ' | 'Ⅱ' | 'Ⅲ' | 'Ⅳ' | 'Ⅴ' | '劣Ⅴ'
export const WATER_CLASSES = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '劣Ⅴ'] as const satisfies readonly WaterClass[]

/** 断面水质定性评价 — quality and colour of classes; `grades` are class numbers, 6 being worse than Ⅴ. */
export type WaterQuality = { grades: readonly number[]; zh: string; en: string; colourZh: string; colour: string }

/** 营养状态分级 — bounds of the index: above `over` (or at least `from`), up to `upTo` (or below `below`). */
export type TrophicState = { zh: string; en: string; from?: number; over?: number; upTo?: number; below?: number }

export type TrophicItem = 'chla' | 'tp' | 'tn' | 'sd' | 'codmn'
/** 营养状态指数 — TLI(j) = 10 × (a + b·ln x); `weight` as printed, `correlation` is r²(ij) with chlorophyll a. */
export type TrophicTerm = Limit & {
  item: TrophicItem
  zh: string
  en: string
  a: number
  b: number
  weight: number
  correlation: number
}

/** 秩相关系数临界值 W of `n` periods; a correlation whose size exceeds it is a trend. */
type CriticalRank = Limit & { n: number; significant: string; highlySignificant: string }

export type WaterEvaluationEdition = Edition<TrophicTerm> & {
  family: 'water-evaluation'
  qualities: readonly WaterQuality[]
  trophicStates: readonly TrophicState[]
  /** Sections below which a basin is judged by means and not by shares. */
  leastSectionsForShares: number
  /** Samples that a quarter or a year needs. */
  leastSamples: { quarter: number; year: number }
  /** How many main pollution indicators are named. */
  mainIndicators: number
  criticalRanks: readonly CriticalRank[]
}

const TROPHIC = { source: '环办〔2011〕22号 综合营养状态指数', sureness: 'verified' } as const

const criticalRank = (n: number, significant: string, highlySignificant: string): CriticalRank => ({
  item: `N=${n}`,
  unit: '1',
  n,
  significant,
  highlySignificant,
  source: '环办〔2011〕22号 秩相关系数检验临界值表',
  sureness: 'memory',
})

/** 地表水环境质量评价办法（试行） 环办〔2011〕22号. */
export const SWQ_2011: WaterEvaluationEdition = {
  id: 'SWQ-2011',
  code: '环办〔2011〕22号',
  family: 'water-evaluation',
  zh: '地表水环境质量评价办法（试行）',
  en: 'Measures for the evaluation of surface water quality (on trial)',
  issuer: '环境保护部办公厅',
  issued: '2011-03-09',
  from: '2011-03-09',
  until: null,
  sureness: 'verified',
  limits: [
    {
      item: 'chla',
      zh: '叶绿素a',
      en: 'Chlorophyll a',
      unit: 'mg/m³',
      a: 2.5,
      b: 1.086,
      weight: 0.2663,
      correlation: 1,
      ...TROPHIC,
    },
    {
      item: 'tp',
      zh: '总磷',
      en: 'Total phosphorus',
      unit: 'mg/L',
      a: 9.436,
      b: 1.624,
      weight: 0.1879,
      correlation: 0.7056,
      ...TROPHIC,
    },
    {
      item: 'tn',
      zh: '总氮',
      en: 'Total nitrogen',
      unit: 'mg/L',
      a: 5.453,
      b: 1.694,
      weight: 0.179,
      correlation: 0.6724,
      ...TROPHIC,
    },
    {
      item: 'sd',
      zh: '透明度',
      en: 'Secchi depth',
      unit: 'm',
      a: 5.118,
      b: -1.94,
      weight: 0.1834,
      correlation: 0.6889,
      ...TROPHIC,
    },
    {
      item: 'codmn',
      zh: '高锰酸盐指数',
      en: 'Permanganate index',
      unit: 'mg/L',
      a: 0.109,
      b: 2.661,
      weight: 0.1834,
      correlation: 0.6889,
      ...TROPHIC,
    },
  ],
  qualities: [
    { grades: [1, 2], zh: '优', en: 'excellent', colourZh: '蓝色', colour: '#0000FF' },
    { grades: [3], zh: '良好', en: 'good', colourZh: '绿色', colour: '#00FF00' },
    { grades: [4], zh: '轻度污染', en: 'lightly polluted', colourZh: '黄色', colour: '#FFFF00' },
    { grades: [5], zh: '中度污染', en: 'moderately polluted', colourZh: '橙色', colour: '#FF9900' },
    { grades: [6], zh: '重度污染', en: 'heavily polluted', colourZh: '红色', colour: '#FF0000' },
  ],
  trophicStates: [
    { zh: '贫营养', en: 'oligotrophic', below: 30 },
    { zh: '中营养', en: 'mesotrophic', from: 30, upTo: 50 },
    { zh: '轻度富营养', en: 'lightly eutrophic', over: 50, upTo: 60 },
    { zh: '中度富营养', en: 'moderately eutrophic', over: 60, upTo: 70 },
    { zh: '重度富营养', en: 'heavily eutrophic', over: 70 },
  ],
  leastSectionsForShares: 5,
  leastSamples: { quarter: 2, year: 6 },
  mainIndicators: 3,
  criticalRanks: [
    criticalRank(5, '0.900', '1.000'),
    criticalRank(6, '0.829', '0.943'),
    criticalRank(7, '0.714', '0.893'),
    criticalRank(8, '0.643', '0.833'),
    criticalRank(9, '0.600', '0.783'),
    criticalRank(10, '0.564', '0.746'),
    criticalRank(12, '0.506', '0.712'),
    criticalRank(14, '0.456', '0.645'),
    criticalRank(16, '0.425', '0.601'),
    criticalRank(18, '0.399', '0.564'),
    criticalRank(20, '0.377', '0.534'),
    criticalRank(22, '0.359', '0.508'),
    criticalRank(24, '0.343', '0.485'),
    criticalRank(26, '0.329', '0.465'),
    criticalRank(28, '0.317', '0.448'),
    criticalRank(30, '0.306', '0.432'),
  ],
  rules: [
    {
      id: 'indicators',
      zh: '评价指标为 GB 3838—2002 表1 中除水温、总氮、粪大肠菌群以外的 21 项。',
      en: 'The 21 items of GB 3838—2002 table 1 other than water temperature, total nitrogen and faecal coliforms are evaluated.',
      source: '环办〔2011〕22号 评价指标',
      sureness: 'verified',
    },
    {
      id: 'quality',
      zh: '由类别定性：Ⅰ、Ⅱ类优，Ⅲ类良好，Ⅳ类轻度污染，Ⅴ类中度污染，劣Ⅴ类重度污染。',
      en: 'Classes Ⅰ and Ⅱ are excellent, Ⅲ good, Ⅳ lightly, Ⅴ moderately, worse than Ⅴ heavily polluted.',
      source: '环办〔2011〕22号 断面水质定性评价表',
      sureness: 'verified',
    },
    {
      id: 'main-indicators',
      zh: '劣于Ⅲ类时列主要污染指标：先比类别，同类比超标倍数，取前三；氰化物和铅、铬等重金属超标时优先。',
      en: 'Worse than Ⅲ, the main indicators are named: worse class first, then larger multiple, the first three; cyanide and heavy metals come first.',
      formula: 'B = (C − SⅢ) ÷ SⅢ',
      source: '环办〔2011〕22号 断面主要污染指标',
      sureness: 'verified',
    },
    {
      id: 'basin-few',
      zh: '断面少于 5 个时，先求各指标在所有断面的算术平均，再按断面评价。',
      en: 'With fewer than 5 sections each indicator is averaged over the sections and the means are evaluated as one section.',
      source: '环办〔2011〕22号 河流、流域评价（少于5个断面）',
      sureness: 'verified',
    },
    {
      id: 'basin-shares',
      zh: '断面 5 个及以上时按各类别比例定性评价。',
      en: 'With 5 or more sections the shares of classes give the grade.',
      source: '环办〔2011〕22号 河流、流域水质定性评价表',
      sureness: 'verified',
    },
    {
      id: 'basin-edge',
      zh: 'Ⅰ～Ⅲ类 60%、劣Ⅴ类 40% 不落入任何一档，按重度污染并注明。',
      en: 'Exactly 60 % Ⅰ to Ⅲ with 40 % worse than Ⅴ stands in no row; it counts as heavily polluted and is marked.',
      source: '环办〔2011〕22号 河流、流域水质定性评价表（推定）',
      sureness: 'single-source',
    },
    {
      id: 'trophic',
      zh: '综合营养状态指数为各项指数按相关权重加权之和；叶绿素a 以 mg/m³、透明度以 m、其余以 mg/L 计。',
      en: 'The trophic index is the weighted sum of its terms; chlorophyll a in mg/m³, Secchi depth in m, the rest in mg/L.',
      formula: 'TLI(Σ) = Σ Wj·TLI(j)',
      source: '环办〔2011〕22号 综合营养状态指数',
      sureness: 'verified',
    },
    {
      id: 'lake-means',
      zh: '湖库多点位先求时间平均再求空间平均；总磷用湖库限值。',
      en: 'Of a lake with several points the time mean is taken first, then the space mean; phosphorus has lake limits.',
      source: '环办〔2011〕22号 湖泊、水库评价',
      sureness: 'single-source',
    },
    {
      id: 'periods',
      zh: '季度至少 2 次、年度至少 6 次监测的平均值（次数为缺省参数）。',
      en: 'A quarter needs the mean of 2 samples, a year of 6 (counts are editable defaults).',
      source: '环办〔2011〕22号 评价时段',
      sureness: 'memory',
    },
    {
      id: 'non-detects',
      zh: '未检出以检出限的一半参与平均。',
      en: 'Non-detects enter averages as half of the detection limit.',
      source: '环办〔2011〕22号 未检出规则',
      sureness: 'memory',
    },
    {
      id: 'basin-main',
      zh: '流域主要污染指标按断面超标率（超Ⅲ类断面数除以评价断面数）排序，取前三。',
      en: 'The main indicators of a basin are ordered by the share of sections above class Ⅲ, the first three.',
      formula: '断面超标率 = 超标断面数 ÷ 断面总数 × 100',
      source: '环办〔2011〕22号 流域主要污染指标',
      sureness: 'verified',
    },
    {
      id: 'section-trend',
      zh: '两时段同一断面比较定性等级：相同无明显变化，差一级有所好转或变差，差两级及以上明显好转或变差。',
      en: 'Two periods of a section compare by quality: equal is no change, one step some, two or more a clear one.',
      source: '环办〔2011〕22号 断面水质变化',
      sureness: 'memory',
    },
    {
      id: 'basin-trend',
      zh: 'ΔG 为Ⅰ～Ⅲ类比例之差，ΔD 为劣Ⅴ类比例之差；|ΔG − ΔD| 不大于 10 无明显变化，10–20 有所变化，大于 20 明显变化。',
      en: 'ΔG is the change of the share Ⅰ to Ⅲ, ΔD that worse than Ⅴ; |ΔG − ΔD| up to 10 is none, to 20 some, above a clear change.',
      formula: 'ΔG − ΔD',
      source: '环办〔2011〕22号 流域水质变化',
      sureness: 'memory',
    },
    {
      id: 'spearman',
      zh: '多时段用秩相关系数，绝对值大于临界值为显著；正为上升，负为下降；至少 5 个时段。',
      en: 'Many periods use the rank correlation; beyond its critical value it is significant, positive rising, negative falling; five periods are needed.',
      formula: 'r_s = 1 − 6Σd² ÷ (N³ − N)',
      source: '环办〔2011〕22号 秩相关系数法',
      sureness: 'single-source',
    },
  ],
}
