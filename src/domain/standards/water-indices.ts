// Indices of water: trophic state, city water index, single-factor index, black-odorous grade, sewage collection.
import {
  add,
  compareDecimals,
  compareRationals,
  divide,
  getDecimal,
  multiply,
  type Rational,
  roundRational,
  subtract,
  toRational,
} from '#kit/rational.ts'
import type { BLACK_ODOROUS_2015 } from './catalog/black-odorous-2015.ts'
import type { CWQI_2017 } from './catalog/cwqi-2017.ts'
import { GB3838_2002, type WaterLimit } from './catalog/gb3838-2002.ts'
import type { FactorIndexEdition } from './catalog/hj2.3-2018.ts'
import type { SEWAGE_COLLECTION_2019 } from './catalog/sewage-collection-2019.ts'
import { SWQ_2011, WATER_CLASSES, type WaterEvaluationEdition } from './catalog/swq-eval-2011.ts'
import { getRule } from './edition.ts'
import { concludeIndex, factsMissing, IndexFacts, type Reading } from './index-reader.ts'
import type { IndexVerdict } from './index-verdict.ts'
import { limitsFor, parseWaterType } from './surface-water.ts'
import { combineTrophic, trophicState, trophicTerm } from './trophic.ts'
import type { WaterType } from './verdict.ts'
import type { Facts, Finding, Why } from './verdict-parts.ts'

const rational = (figure: string | number): Rational => toRational(getDecimal(figure))
const SEVEN = rational(7)
const DIGITS = 4

/**
 * 综合营养状态指数 as a verdict of the common shape, three decimals; all five items are needed and must be above zero.
 * @source 环办〔2011〕22号 综合营养状态指数
 */
export function evaluateTrophicIndex(edition: WaterEvaluationEdition, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'tli', edition: edition.id, unit: '1' } as const
  const terms: Partial<Record<(typeof edition.limits)[number]['item'], number>> = {}
  const texts: string[] = []
  for (const term of edition.limits) {
    const reading = facts.read(term, { aboveZero: true, most: 1_000_000 })
    if (!reading) continue
    const index = trophicTerm(term, Number(reading.text))
    terms[term.item] = index
    reading.item.result = index.toFixed(3)
    reading.item.formula = `10 × (${term.a} + ${term.b} × ln ${reading.text}) = ${reading.item.result}`
    texts.push(`${term.weight}×${reading.item.result}`)
  }
  const tli = facts.missing.length === 0 ? combineTrophic(terms) : undefined
  if (tli === undefined) return concludeIndex(head, facts, factsMissing('tli', facts.missing))
  const state = trophicState(tli)
  facts.step(getRule(SWQ_2011, 'trophic'), `${texts.join(' + ')} = ${tli.toFixed(3)}`, tli.toFixed(3))
  const grade = SWQ_2011.trophicStates.indexOf(state) + 1
  return concludeIndex(head, facts, { value: tli.toFixed(3), level: { grade, zh: state.zh } })
}

/** Single index of pH: to the lower bound up to 7, to the upper above. */
function acidityIndex(value: Rational): { index: Rational; formula: string } {
  const isAcid = compareRationals(value, SEVEN) <= 0
  const text = roundRational(value, 2)
  if (isAcid) return { index: divide(subtract(SEVEN, value), rational(1)), formula: `(7 − ${text}) ÷ (7 − 6)` }
  return { index: divide(subtract(value, SEVEN), rational(2)), formula: `(${text} − 7) ÷ (9 − 7)` }
}

const isCounted = (limit: WaterLimit): boolean => limit.reference !== true

const WATER_LIMITS = GB3838_2002.limits.filter(isCounted)
const typeWhy = (subject: 'cwqi' | 'water-factor', text: string): Why => ({
  code: `${subject}.type-unknown`,
  zh: `水体类型“${text}”不是河流或湖库`,
  en: `The water type "${text}" is neither river nor lake`,
})

/** Index of an item against class Ⅲ. */
function cityIndex(
  limit: WaterLimit,
  type: WaterType,
  reading: Reading,
): { index: Rational; formula: string } | undefined {
  if (limit.range) return acidityIndex(reading.value)
  const third = limitsFor(limit, type)?.[2]
  if (third === undefined) return undefined
  if (!limit.atLeast) return { index: divide(reading.value, rational(third)), formula: `${reading.text} ÷ ${third}` }
  return reading.value.n === 0n
    ? undefined
    : { index: divide(rational(third), reading.value), formula: `${third} ÷ ${reading.text}` }
}

/**
 * 城市水质指数 of the means of one city's rivers or lakes (`type`), items by key of GB 3838; absent items are left out and named.
 * Four decimals; smaller is better.
 * @source 环办监测〔2017〕51号 水质指数
 */
export function evaluateCityWater(edition: typeof CWQI_2017, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'cwqi', edition: edition.id, unit: '1' } as const
  const typeText = facts.text('type')
  const type = parseWaterType(typeText)
  if (!type) return concludeIndex(head, facts, typeWhy('cwqi', typeText))
  let sum = rational(0)
  const texts: string[] = []
  const absent: string[] = []
  for (const limit of WATER_LIMITS) {
    const reading = facts.read(limit, { isOptional: true, ...(limit.range ? { most: 14 } : {}) })
    const found = reading && cityIndex(limit, type, reading)
    if (!reading || !found) {
      absent.push(limit.item)
      continue
    }
    reading.item.result = roundRational(found.index, DIGITS)
    reading.item.formula = `${found.formula} = ${reading.item.result}`
    sum = add(sum, found.index)
    texts.push(reading.item.result)
  }
  if (texts.length === 0 || facts.missing.length > 0) {
    return concludeIndex(head, facts, factsMissing('cwqi', facts.missing.length > 0 ? facts.missing : absent))
  }
  if (absent.length > 0) facts.findings.push(leftOut(absent))
  const value = roundRational(sum, edition.digits)
  facts.step(getRule(edition, 'sum'), `${texts.join(' + ')} = ${value}`, value)
  return concludeIndex(head, facts, { value })
}

const leftOut = (items: readonly string[]): Finding => ({
  code: 'cwqi.items-left-out',
  item: items.join(','),
  value: '',
  zh: `${items.join('、')} 无数据，指数不含这些项目，不可与 21 项齐全者相比`,
  en: `No data of ${items.join(', ')}; the index lacks them and must not be compared with one of all 21 items`,
})

/** City index from those of rivers and lakes, weighed by their numbers of sections; undefined where there are none. */
export function cityWaterIndex(
  river: { index: string; sections: number },
  lake: { index: string; sections: number },
): string | undefined {
  const whole = river.sections + lake.sections
  if (whole <= 0) return undefined
  const sum = add(
    multiply(rational(river.index), rational(river.sections)),
    multiply(rational(lake.index), rational(lake.sections)),
  )
  return roundRational(divide(sum, rational(whole)), DIGITS)
}

/** Change of the city index against a base in percent, two decimals; negative is better. Undefined where the base is nought. */
export function cityWaterChange(index: string, base: string): string | undefined {
  const before = rational(base)
  if (before.n === 0n) return undefined
  return roundRational(multiply(divide(subtract(rational(index), before), before), rational(100)), 2)
}

type Oxygen = { saturation: Rational; standard: Rational }

/** Index of oxygen under the two texts; undefined where the limit is not below saturation or the value is nought. */
function oxygenIndex(
  edition: FactorIndexEdition,
  value: Rational,
  { saturation, standard }: Oxygen,
): Rational | undefined {
  const span = subtract(saturation, standard)
  const off = subtract(saturation, value)
  const distance = off.n < 0n ? subtract(rational(0), off) : off
  if (edition.oxygen === 'ratio') {
    if (compareRationals(value, saturation) > 0) return span.n > 0n ? divide(distance, span) : undefined
    return value.n === 0n ? undefined : divide(standard, value)
  }
  if (compareRationals(value, standard) >= 0) return span.n > 0n ? divide(distance, span) : undefined
  return subtract(rational(10), divide(multiply(rational(9), value), standard))
}

const TEMPERATURE = {
  item: 'temperature',
  unit: '℃',
  source: 'HJ 2.3—2018 附录D 饱和溶解氧',
  sureness: 'single-source',
} as const

function saturationOf(facts: IndexFacts): Rational | undefined {
  const reading = facts.read(TEMPERATURE, { isOptional: true, least: -5, most: 50 })
  return reading && divide(rational(468), add(rational('31.6'), reading.value))
}

/** Class name or number of a target; Ⅲ where blank, undefined where it is none of the five. */
function targetOf(text: string): number | undefined {
  if (text === '') return 3
  const names: readonly string[] = WATER_CLASSES
  const roman = ['I', 'II', 'III', 'IV', 'V'].indexOf(text.toUpperCase())
  const grade = /^[1-5]$/.test(text) ? Number(text) : names.indexOf(text) + 1 || roman + 1
  return grade >= 1 && grade <= 5 ? grade : undefined
}

/**
 * 水质单因子标准指数 of items by key of GB 3838 against `target` class (default Ⅲ) and `type`; oxygen needs `temperature`.
 * The value is the largest index, four decimals; above 1 exceeds.
 * @source HJ 2.3—2018 附录D
 */
export function evaluateWaterFactor(edition: FactorIndexEdition, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'water-factor', edition: edition.id, unit: '1' } as const
  const [typeText, targetText] = [facts.text('type'), facts.text('target')]
  const [type, target] = [parseWaterType(typeText), targetOf(targetText)]
  if (!type) return concludeIndex(head, facts, typeWhy('water-factor', typeText))
  if (target === undefined) return concludeIndex(head, facts, factsMissing('water-factor', ['target']))
  const saturation = saturationOf(facts)
  const indices: Rational[] = []
  for (const limit of WATER_LIMITS) {
    const reading = facts.read(limit, { isOptional: true, ...(limit.range ? { most: 14 } : {}) })
    const standard = limitsFor(limit, type)?.[target - 1]
    const index = reading && factorIndex(edition, limit, { reading, standard, saturation })
    if (!reading || !index) {
      if (reading) facts.missing.push(limit.item)
      continue
    }
    reading.item.result = roundRational(index, DIGITS)
    reading.item.formula = `S(${reading.text}) = ${reading.item.result}`
    indices.push(index)
  }
  if (indices.length === 0) return concludeIndex(head, facts, factsMissing('water-factor', facts.missing))
  const largest = indices.reduce((best, index) => (compareRationals(index, best) > 0 ? index : best))
  const value = roundRational(largest, DIGITS)
  facts.step(getRule(edition, 'general'), `max = ${value}`, value)
  const exceeds = compareRationals(largest, rational(1)) > 0
  return concludeIndex(head, facts, { value, level: exceeds ? { grade: 2, zh: '超标' } : { grade: 1, zh: '达标' } })
}

type FactorParts = { reading: Reading; standard: number | undefined; saturation: Rational | undefined }

function factorIndex(
  edition: FactorIndexEdition,
  limit: WaterLimit,
  { reading, standard, saturation }: FactorParts,
): Rational | undefined {
  if (limit.range) return acidityIndex(reading.value).index
  if (standard === undefined) return undefined
  if (!limit.atLeast) return divide(reading.value, rational(standard))
  return saturation && oxygenIndex(edition, reading.value, { saturation, standard: rational(standard) })
}

type BlackGrade = 1 | 2 | 3
const BLACK_LEVELS = ['非黑臭', '轻度黑臭', '重度黑臭'] as const
type BlackTerm = (typeof BLACK_ODOROUS_2015)['limits'][number]

/** Grade of one value: bounds belong to the milder side. */
function blackGrade(term: BlackTerm, value: Rational, none: Rational): BlackGrade {
  const severe = rational(term.severe)
  // In shallow water the bound may fall below that of the severe grade: nothing between them is left.
  if (!term.isLowBad) return compareRationals(value, none) <= 0 ? 1 : compareRationals(value, severe) <= 0 ? 2 : 3
  if (compareRationals(value, none) >= 0) return 1
  return compareRationals(value, severe) >= 0 ? 2 : 3
}

/** Reads and grades one indicator; nothing where it is absent. */
function blackItem(
  edition: typeof BLACK_ODOROUS_2015,
  facts: IndexFacts,
  { term, depth }: { term: BlackTerm; depth: Reading | undefined },
): BlackGrade[] {
  const reading = facts.read(term, { isOptional: true, ...(term.item === 'orp' ? { least: -1000, most: 2000 } : {}) })
  if (!reading) return []
  const { belowDepthCm, share } = edition.shallow
  const shallow =
    term.item === 'sd' && depth && compareRationals(depth.value, rational(belowDepthCm)) < 0 ? depth : undefined
  const none = shallow ? multiply(rational(share), shallow.value) : rational(term.none)
  const noneText = roundRational(none, 1)
  if (shallow) facts.step(getRule(edition, 'shallow'), `${share} × ${shallow.text} = ${noneText} cm`, noneText)
  const grade = blackGrade(term, reading.value, none)
  reading.item.result = BLACK_LEVELS[grade - 1] ?? null
  reading.item.formula = `${reading.text}：${noneText} / ${term.severe}`
  return [grade]
}

/**
 * 黑臭水体分级 of one sample: `sd` cm, `do` and `nh3n` mg/L, `orp` mV; `depth` cm below 25 moves the bound of transparency.
 * The worst indicator decides; at least one is needed.
 * @source 城市黑臭水体整治工作指南（2015）
 */
export function evaluateBlackOdorous(edition: typeof BLACK_ODOROUS_2015, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'black-odorous', edition: edition.id, unit: '1' } as const
  const depth = facts.read({ ...edition.limits[0], item: 'depth' }, { isOptional: true, aboveZero: true })
  const grades = edition.limits.flatMap((term) => blackItem(edition, facts, { term, depth }))
  const worst = grades.reduce<BlackGrade | undefined>(
    (so, grade) => (so === undefined || grade > so ? grade : so),
    undefined,
  )
  if (worst === undefined || facts.missing.length > 0) {
    return concludeIndex(
      head,
      facts,
      factsMissing('black-odorous', facts.missing.length > 0 ? facts.missing : edition.limits.map(({ item }) => item)),
    )
  }
  const level = { grade: worst, zh: BLACK_LEVELS[worst - 1] ?? '' }
  facts.step(getRule(edition, 'sample'), `max = ${worst}`, level.zh)
  return concludeIndex(head, facts, { value: null, level })
}

/** Counts of the results of one indicator at a point. */
export type BlackCounts = { values: number; black: number; severe: number }

/**
 * Grade of a point from its indicators' counts: severe where one is so in over 60 % or two in over 30 % of their results.
 * @source 城市黑臭水体整治工作指南（2015）
 */
export function blackOdorousPoint(counts: readonly BlackCounts[], edition: typeof BLACK_ODOROUS_2015): BlackGrade {
  const { oneItemPercent, twoItemsPercent } = edition.aggregation
  const over = (percent: number): number =>
    counts.filter(({ values, severe }) => values > 0 && severe * 100 > values * percent).length
  if (over(oneItemPercent) >= 1 || over(twoItemsPercent) >= 2) return 3
  return counts.some(({ black, severe }) => black + severe > 0) ? 2 : 1
}

/**
 * Grade of a body from its points in order down the stream: `severeFrom`/`severeTo` bound the stretch of three or more severe
 * points in a row; over 60 % of the points severe makes the whole severe.
 * @source 城市黑臭水体整治工作指南（2015）
 */
export function blackOdorousBody(
  points: readonly BlackGrade[],
  edition: typeof BLACK_ODOROUS_2015,
): { grade: BlackGrade; severeStretches: { from: number; to: number }[] } {
  const { pointsPercent, consecutivePoints } = edition.aggregation
  const severeStretches: { from: number; to: number }[] = []
  let start = 0
  for (let at = 0; at <= points.length; at += 1) {
    if (points[at] === 3) continue
    if (at - start >= consecutivePoints) severeStretches.push({ from: start, to: at - 1 })
    start = at + 1
  }
  const severe = points.filter((grade) => grade === 3).length
  const isWhole = points.length > 0 && severe * 100 > points.length * pointsPercent
  return { grade: isWhole ? 3 : points.some((grade) => grade > 1) ? 2 : 1, severeStretches }
}

/**
 * 城市生活污水集中收集率 of `bod5` mg/L, `inflow` m³ a year and `persons`, in percent with one decimal.
 * @source 城市生活污水集中收集率口径（2019）
 * @example 30 Mm³ at 110 mg/L for 300,000 people is 67.0 %
 */
export function evaluateSewageCollection(edition: typeof SEWAGE_COLLECTION_2019, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'sewage-collection', edition: edition.id, unit: '%' } as const
  const [bod5, inflow, persons] = edition.limits.map((term) => facts.read(term, { aboveZero: term.item === 'persons' }))
  if (!bod5 || !inflow || !persons) return concludeIndex(head, facts, factsMissing('sewage-collection', facts.missing))
  const produced = multiply(rational(edition.loadPerPerson.value * 365), persons.value)
  const rate = divide(multiply(multiply(bod5.value, inflow.value), rational(100)), produced)
  const value = roundRational(rate, 1)
  facts.step(
    getRule(edition, 'rate'),
    `${bod5.text} × ${inflow.text} ÷ (${edition.loadPerPerson.value} × ${persons.text} × 365) × 100 = ${value}`,
    value,
  )
  if (compareRationals(rate, rational(100)) > 0) facts.step(getRule(edition, 'cap'), `${value} %`, value)
  return concludeIndex(head, facts, { value })
}

/** Whether a section keeps its control target and the stage target of a year; `stage` is undefined where none is loaded for that year. */
export function targetVerdict(
  grade: number,
  target: { controlGrade: number; stages: readonly { year: number; grade: number }[] },
  year: number,
): { control: boolean; stage: boolean | undefined } {
  const stage = target.stages.find((candidate) => candidate.year === year)
  return { control: grade <= target.controlGrade, stage: stage && grade <= stage.grade }
}

/** 饮用水水源 — `volume` of water taken in any one unit as decimal text. */
export type SourceRound = { isCompliant: boolean; volume: string }

/**
 * 水质达标率 by source and by volume, percent with one decimal; undefined parts where there is nothing to divide by.
 * @source HJ 774—2015 水质达标率
 */
export function drinkingSourceRates(sources: readonly SourceRound[]): { bySource?: string; byVolume?: string } {
  if (sources.length === 0) return {}
  const sum = (rows: readonly SourceRound[]): Rational =>
    rows.reduce((total, { volume }) => add(total, rational(volume)), rational(0))
  const good = sources.filter(({ isCompliant }) => isCompliant)
  const whole = sum(sources)
  const bySource = roundRational({ n: BigInt(good.length) * 100n, d: BigInt(sources.length) }, 1)
  if (whole.n <= 0n || sources.some(({ volume }) => compareDecimals(getDecimal(volume), getDecimal(0)) < 0))
    return { bySource }
  return { bySource, byVolume: roundRational(divide(multiply(sum(good), rational(100)), whole), 1) }
}
