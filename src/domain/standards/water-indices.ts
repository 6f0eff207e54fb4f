// Indices of water: trophic state, city water index, single-factor index.
import {
  add,
  compareRationals,
  divide,
  getDecimal,
  multiply,
  type Rational,
  roundRational,
  subtract,
  toRational,
} from '#kit/rational.ts'
import type { CWQI_2017 } from './catalog/cwqi-2017.ts'
import { GB3838_2002, type WaterLimit } from './catalog/gb3838-2002.ts'
import type { FactorIndexEdition } from './catalog/hj2.3-2018.ts'
import { SWQ_2011, WATER_CLASSES, type WaterEvaluationEdition } from './catalog/swq-eval-2011.ts'
import { getRule } from './edition.ts'
import { concludeIndex, factsMissing, IndexFacts, type Reading } from './index-reader.ts'
import type { IndexVerdict } from './index-verdict.ts'
import { combineTrophic, trophicState, trophicTerm } from './trophic.ts'
import type { WaterType } from './verdict.ts'
import type { Facts, Finding, Why } from './verdict-parts.ts'
import { limitsFor, parseWaterType } from './water-limits.ts'

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
