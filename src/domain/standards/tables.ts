// Any edition's figures as tables a person can read: what is listed, in which columns, with clause and sureness.
import { SUB_INDICES } from './catalog/aqi-tables.ts'
import type { Edition, Sureness } from './edition.ts'

export type Words = { zh: string; en: string }

/** 标准版本的一张表 — one row a limit or rule figure; `cells` stand against `columns`, null where the standard gives none. */
export type CatalogTable = {
  id: string
  title: Words
  columns: { key: string; words: Words }[]
  rows: {
    item: string
    name: Words | null
    unit: string
    cells: (string | null)[]
    source: string
    sureness: Sureness
  }[]
}

type Field = Words & {
  /** Heads of the columns where the value is a list. */
  heads?: readonly string[]
}

const PH_BANDS = ['pH ≤ 5.5', '5.5–6.5', '6.5–7.5', '> 7.5'] as const
const CLASSES = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ'] as const

/** What the fields of a limit row are called; a field without words fails the house test. */
export const FIELD_WORDS: Readonly<Record<string, Field>> = {
  atMost: { zh: '限值（不大于）', en: 'at most', heads: CLASSES },
  atLeast: { zh: '限值（不小于）', en: 'at least', heads: CLASSES },
  range: { zh: '范围', en: 'range' },
  lake: { zh: '湖库限值', en: 'lakes', heads: CLASSES },
  reference: { zh: '仅供参考', en: 'reference only' },
  firstToName: { zh: '优先列出', en: 'named first' },
  code: { zh: '因子编码', en: 'factor code' },
  breakpoints: { zh: '浓度限值，对应 IAQI', en: 'concentration at IAQI', heads: SUB_INDICES.map(String) },
  averaging: { zh: '平均时间', en: 'averaging time' },
  grade1: { zh: '一级', en: 'grade one' },
  grade2: { zh: '二级', en: 'grade two' },
  from: { zh: '起', en: 'from' },
  until: { zh: '止', en: 'until' },
  use: { zh: '适用', en: 'use' },
  statistic: { zh: '统计量', en: 'statistic' },
  of: { zh: '依据', en: 'of' },
  p: { zh: '百分位', en: 'percentile' },
  day: { zh: '日值小数位', en: 'decimals of a day' },
  period: { zh: '统计值小数位', en: 'decimals of a period' },
  evaluation: { zh: '评价值小数位', en: 'decimals judged' },
  a: { zh: 'a', en: 'a' },
  b: { zh: 'b', en: 'b' },
  weight: { zh: '权重', en: 'weight' },
  dayLimit: { zh: '昼间', en: 'day' },
  nightLimit: { zh: '夜间', en: 'night' },
  zones: { zh: '功能区', en: 'zones' },
  room: { zh: '房间', en: 'room' },
  rooms: { zh: '房间', en: 'rooms' },
  half: { zh: '时段', en: 'period' },
  octaves: { zh: '倍频带声压级', en: 'octave band', heads: ['31.5 Hz', '63 Hz', '125 Hz', '250 Hz', '500 Hz'] },
  to: { zh: '至', en: 'to' },
  add: { zh: '修正', en: 'correction' },
  landUse: { zh: '利用类型', en: 'use' },
  below: { zh: '限值（小于）', en: 'below' },
  absent: { zh: '不得检出', en: 'not detected' },
  when: { zh: '适用条件', en: 'holds for' },
  where: { zh: '适用范围', en: 'holds where' },
  builtFrom: { zh: '建设日期自', en: 'built from' },
  builtUntil: { zh: '建设日期止', en: 'built until' },
  referencePercent: { zh: '基准氧含量', en: 'reference oxygen' },
  converts: { zh: '折算项目', en: 'converts' },
  base: { zh: '基准', en: 'base' },
  perLayer: { zh: '每层增加', en: 'per layer' },
  ullageL: { zh: '油气空间 L', en: 'ullage L' },
  leastPa: { zh: '最小剩余压力 Pa', en: 'least pressure Pa', heads: ['≤ 6', '7–12', '13–18', '19–24', '> 24'] },
  upTo: { zh: '至', en: 'up to' },
  sample: { zh: '抽检数', en: 'sample' },
  failAt: { zh: '不合格数', en: 'fails at' },
  budget: { zh: '时长类别', en: 'budget' },
  hours: { zh: '小时数', en: 'hours' },
  per: { zh: '周期', en: 'per' },
  fromPercent: { zh: '捕集率自', en: 'capture rate from' },
  upToHours: { zh: '缺失不超过 h', en: 'gap up to h' },
  absolute: { zh: '绝对误差', en: 'absolute' },
  classLimits: { zh: '限值（不大于）', en: 'at most', heads: ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'] },
  absentInFirst: { zh: 'Ⅰ类不得检出', en: 'class Ⅰ: not detected' },
  ranges: { zh: '范围', en: 'ranges', heads: ['Ⅰ–Ⅲ', 'Ⅳ'] },
  bySight: { zh: 'Ⅰ–Ⅳ类无', en: 'none in classes Ⅰ–Ⅳ' },
  openFourth: { zh: '超过Ⅲ类按Ⅳ类', en: 'above Ⅲ is Ⅳ' },
  screening: { zh: '筛选值', en: 'screening value', heads: ['第一类', '第二类'] },
  control: { zh: '管制值', en: 'control value', heads: ['第一类', '第二类'] },
  screeningByPh: { zh: '筛选值', en: 'screening value', heads: PH_BANDS },
  controlByPh: { zh: '管制值', en: 'control value', heads: PH_BANDS },
  correlation: { zh: '相关系数平方', en: 'squared correlation' },
  beta: { zh: '风险系数 β', en: 'risk coefficient β' },
  group: { zh: '分组', en: 'group' },
  coefficient: { zh: '系数', en: 'coefficient' },
  isInverse: { zh: '以 100 减之', en: '100 minus it' },
  heat: { zh: '低位发热量 GJ', en: 'heat value GJ' },
  carbon: { zh: '单位热值含碳量 tC/GJ', en: 'carbon tC/GJ' },
  oxidation: { zh: '碳氧化率', en: 'oxidation' },
  year: { zh: '年份', en: 'year' },
  value: { zh: '数值', en: 'value' },
  report: { zh: '评估报告', en: 'assessment report' },
  none: { zh: '非黑臭界限', en: 'bound of none' },
  severe: { zh: '重度界限', en: 'bound of severe' },
  isLowBad: { zh: '越低越差', en: 'low is bad' },
  river: { zh: '河流', en: 'river' },
  controlGrade: { zh: '控制目标类别', en: 'control target' },
  stages: { zh: '阶段目标', en: 'stage targets' },
  parts: { zh: '组成', en: 'parts' },
  monthDay: { zh: '截止日', en: 'by' },
  percent: { zh: '比例', en: 'share' },
  perOfficer: { zh: '每名执法人员家数', en: 'units per officer' },
  pattern: { zh: '格式', en: 'pattern' },
  example: { zh: '示例', en: 'example' },
  reports: { zh: '申报周期', en: 'reports each' },
  due: { zh: '期限', en: 'due' },
  kinds: { zh: '子类', en: 'kinds' },
  grade: { zh: '级别', en: 'grade' },
  anyOf: { zh: '条件（任一）', en: 'any of' },
  hint: { zh: '条文线索（未核对）', en: 'articles (unchecked)' },
  n: { zh: '样本数', en: 'number' },
  significant: { zh: 'W（α=0.05）', en: 'W (α=0.05)' },
  highlySignificant: { zh: 'W（α=0.01）', en: 'W (α=0.01)' },
}

/** Titles of the lists an edition can hold. */
export const TABLE_WORDS: Readonly<Record<string, Words>> = {
  limits: { zh: '限值与项目', en: 'Limits and items' },
  referenceLimits: { zh: '参考限值', en: 'Reference limits' },
  sourceLimits: { zh: '集中式饮用水水源地补充项目', en: 'Further items of drinking-water sources' },
  chosenSourceLimits: { zh: '集中式饮用水水源地特定项目', en: 'Chosen items of drinking-water sources' },
  benchmarkWater: { zh: '单位产品基准排水量', en: 'Benchmark water' },
  oxygen: { zh: '基准氧含量', en: 'Reference oxygen' },
  tightness: { zh: '密闭性最小剩余压力', en: 'Least pressure of tightness' },
  nozzleSampling: { zh: '加油枪抽检', en: 'Sampling of nozzles' },
  measures: { zh: '七个百分之百', en: 'Seven measures' },
  marks: { zh: '标记', en: 'Marks' },
  budgets: { zh: '豁免时长', en: 'Budgets of marks' },
  substitutions: { zh: '失效数据替代', en: 'Substitution' },
  tolerances: { zh: '比对允许误差', en: 'Tolerances' },
  roomLimits: { zh: '室内限值', en: 'Limits in rooms' },
  octaveLimits: { zh: '室内倍频带限值', en: 'Limits in rooms by octave' },
  corrections: { zh: '背景修正', en: 'Correction for background' },
  decimals: { zh: '数据修约', en: 'Decimals kept' },
  newLimits: { zh: '新限值组', en: 'New set of limits' },
  earlier: { zh: '早期评估报告', en: 'Earlier reports' },
  deadlines: { zh: '期限', en: 'Deadlines' },
  parts: { zh: '分指数', en: 'Parts' },
  criticalRanks: { zh: '秩相关系数临界值', en: 'Critical rank correlations' },
}

/** Words of values that are codes. */
const VALUE_WORDS: Readonly<Record<string, string>> = {
  hour: '1 h',
  day: '24 h',
  'day-max-8h': '8 h (max of day)',
  month: '月 month',
  quarter: '季 quarter',
  year: '年 year',
  'growing-season': '生长季 growing season',
  mean: '均值 mean',
  percentile: '百分位 percentile',
}

const OWN = new Set(['item', 'zh', 'en', 'unit', 'source', 'sureness'])

type Row = Record<string, unknown> & { item: string; unit: string; source: string; sureness: Sureness }

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && 'item' in value && 'source' in value && 'sureness' in value

/** Every list of figures an edition holds, each as a table; columns are the fields that occur, in order of appearance. */
export function tablesOf(edition: Edition): CatalogTable[] {
  return Object.entries(edition).flatMap(([key, value]) => {
    if (!Array.isArray(value) || value.length === 0 || !value.every(isRow)) return []
    return [tableOf(key, value)]
  })
}

function tableOf(id: string, rows: readonly Row[]): CatalogTable {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row).filter((field) => !OWN.has(field))))]
  const columns = fields.flatMap((field) => columnsOf(field, rows))
  return {
    id,
    title: TABLE_WORDS[id] ?? { zh: id, en: id },
    columns: columns.map(({ key, words }) => ({ key, words })),
    rows: rows.map((row) => ({
      item: row.item,
      name: typeof row.zh === 'string' ? { zh: row.zh, en: typeof row.en === 'string' ? row.en : row.zh } : null,
      unit: row.unit,
      cells: columns.map(({ read }) => read(row)),
      source: row.source,
      sureness: row.sureness,
    })),
  }
}

type Column = { key: string; words: Words; read: (row: Row) => string | null }

function columnsOf(field: string, rows: readonly Row[]): Column[] {
  const words: Field = FIELD_WORDS[field] ?? { zh: field, en: field }
  const { heads } = words
  const isSpread = heads !== undefined && rows.some((row) => listOf(row[field]).length === heads.length)
  if (!isSpread || !heads) return [{ key: field, words, read: (row) => cellText(row[field]) }]
  return heads.map((head, at) => ({
    key: `${field}.${head}`,
    words: { zh: `${words.zh} ${head}`, en: `${words.en} ${head}` },
    read: (row) => {
      const values = listOf(row[field])
      return cellText(values.length === heads.length ? values[at] : at === 0 ? row[field] : null)
    },
  }))
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function cellText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value === true) return '✓'
  if (Array.isArray(value)) return value.map((part) => cellText(part) ?? '—').join(' – ')
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, part]) => `${key}: ${cellText(part) ?? '—'}`)
      .join('; ')
  }
  return VALUE_WORDS[String(value)] ?? String(value)
}
