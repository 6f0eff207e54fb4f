// The ecological index of 2015, the ecological quality index of 2021, how they change, and shares of area and shore.
import {
  add,
  compareRationals,
  divide,
  getDecimal,
  multiply,
  type Rational,
  ratio,
  roundRational,
  subtract,
  toRational,
} from '#kit/rational.ts'
import type { EcoQualityEdition } from './catalog/eqi-2021.ts'
import type { ChangeLevel, EcoStatusEdition, EcoStatusTerm } from './catalog/hj192-2015.ts'
import { getRule, type Limit } from './edition.ts'
import { concludeIndex, factsMissing, findLevel, IndexFacts, type Reading } from './index-reader.ts'
import type { IndexVerdict } from './index-verdict.ts'
import type { Facts } from './verdict-parts.ts'

const rational = (figure: string): Rational => toRational(getDecimal(figure))
const HUNDRED = rational('100')
const ZERO = rational('0')
/** Decimals of parts and of the index. */
const DIGITS = 2

type Group = EcoStatusTerm['group']
type Weighed = { sum: Rational; texts: string[]; count: number }

class EcoStatus {
  readonly facts: IndexFacts
  readonly edition: EcoStatusEdition

  constructor(edition: EcoStatusEdition, facts: IndexFacts) {
    this.edition = edition
    this.facts = facts
  }

  terms(group: Group): EcoStatusTerm[] {
    return this.edition.limits.filter((term) => term.group === group)
  }

  /** Σ weight·value of a group; absent facts count as nought. */
  weigh(group: 'habitat' | 'stress'): Weighed {
    const texts: string[] = []
    let sum = ZERO
    for (const term of this.terms(group)) {
      const reading = this.facts.read(term, { isOptional: true })
      if (!reading) continue
      sum = add(sum, multiply(rational(term.weight), reading.value))
      reading.item.result = roundRational(multiply(rational(term.weight), reading.value), 4)
      reading.item.formula = `${term.weight} × ${reading.text} = ${reading.item.result}`
      texts.push(`${term.weight}×${reading.text}`)
    }
    return { sum, texts, count: texts.length }
  }

  /** A part of the index by its rule, held to 0–100. */
  part(rule: string, formula: string, value: Rational): Rational {
    const text = roundRational(value, DIGITS)
    this.facts.step(getRule(this.edition, rule), `${formula} = ${text}`, text)
    const held = compareRationals(value, HUNDRED) > 0 ? HUNDRED : value.n < 0n ? ZERO : value
    if (held !== value)
      this.facts.step(getRule(this.edition, 'range'), `${text} ⇒ ${roundRational(held, 0)}`, roundRational(held, 0))
    return held
  }

  readOne(item: string, bounds: Parameters<IndexFacts['read']>[1] = {}): Reading | undefined {
    const term = this.edition.limits.find((candidate) => candidate.item === item)
    return term && this.facts.read(term, bounds)
  }
}

const share = (status: EcoStatus, item: string): Limit => {
  const part = status.edition.parts.find((candidate) => candidate.item === item)
  if (!part) throw new Error(`Cannot find part "${item}" as ${status.edition.id} must define it`)
  return part
}

/** Richness: habitat quality, or its mean with the biodiversity index where that is known. */
function richness(status: EcoStatus, region: Rational): Rational | undefined {
  const { sum, texts, count } = status.weigh('habitat')
  const known = status.facts.read({ ...share(status, 'bio'), item: 'bi' }, { isOptional: true, most: 100 })
  if (count === 0) return undefined
  const [coefficient] = status.terms('habitat').map((term) => term.coefficient)
  const quality = divide(multiply(rational(coefficient ?? '0'), sum), region)
  const formula = `${coefficient} × (${texts.join(' + ')}) ÷ S0`
  if (!known) return status.part('habitat', formula, quality)
  return status.part('habitat', `(${known.text} + ${formula}) ÷ 2`, divide(add(known.value, quality), rational('2')))
}

/** The resource as it counts: reduced above 1.4 times its mean over the years, nought above 2.4 times. */
function countedResource(status: EcoStatus, resource: Rational): Rational {
  const [term] = status.terms('water').filter(({ item }) => item === 'water-resource')
  const mean =
    term && status.facts.read({ ...term, item: 'mean-water-resource' }, { isOptional: true, aboveZero: true })
  if (!mean) return resource
  const times = divide(resource, mean.value)
  if (compareRationals(times, rational('1.4')) <= 0) return resource
  if (compareRationals(times, rational('2.4')) > 0) return ZERO
  return multiply(mean.value, subtract(rational('2.4'), times))
}

function waterDensity(status: EcoStatus, region: Rational): Rational | undefined {
  const readings = status
    .terms('water')
    .map((term) => ({ term, reading: status.facts.read(term, { isOptional: true }) }))
  if (readings.every(({ reading }) => reading === undefined)) return undefined
  let sum = ZERO
  const texts: string[] = []
  for (const { term, reading } of readings) {
    if (!reading) continue
    const value = term.item === 'water-resource' ? countedResource(status, reading.value) : reading.value
    sum = add(sum, multiply(rational(term.coefficient), value))
    texts.push(`${term.coefficient}×${roundRational(value, DIGITS)}`)
  }
  return status.part('water', `(${texts.join(' + ')}) ÷ (3 × S0)`, divide(sum, multiply(rational('3'), region)))
}

/** Pollution load: discharges to water over precipitation in mm, the others over the area. */
function pollutionLoad(status: EcoStatus, region: Rational): Rational | undefined {
  const [model] = status.terms('load')
  const readings = status
    .terms('load')
    .map((term) => ({ term, reading: status.facts.read(term, { isOptional: true }) }))
  if (!model || readings.every(({ reading }) => reading === undefined)) return undefined
  const rain = status.facts.read({ ...model, item: 'precipitation', unit: 'mm' }, { aboveZero: true })
  if (!rain) return undefined
  let sum = ZERO
  const texts: string[] = []
  for (const { term, reading } of readings) {
    if (!reading) continue
    const isWater = term.item === 'COD' || term.item === 'NH3-N'
    const whole = multiply(multiply(rational(term.weight), rational(term.coefficient)), reading.value)
    sum = add(sum, divide(whole, isWater ? rain.value : region))
    texts.push(`${term.weight}×${term.coefficient}×${reading.text}÷${isWater ? rain.text : 'S0'}`)
  }
  return status.part('load', texts.join(' + '), sum)
}

function landStress(status: EcoStatus, region: Rational): Rational | undefined {
  const { sum, texts, count } = status.weigh('stress')
  const [coefficient] = status.terms('stress').map((term) => term.coefficient)
  if (count === 0) return undefined
  return status.part(
    'stress',
    `${coefficient} × (${texts.join(' + ')}) ÷ S0`,
    divide(multiply(rational(coefficient ?? '0'), sum), region),
  )
}

function vegetation(status: EcoStatus): Rational | undefined {
  const reading = status.readOne('ndvi', { isOptional: true, most: 10_000 })
  const [term] = status.terms('vegetation')
  if (!reading || !term) return undefined
  return status.part(
    'vegetation',
    `${term.coefficient} × ${reading.text}`,
    multiply(rational(term.coefficient), reading.value),
  )
}

/** A part given as such, or computed from its own facts. */
function partOf(status: EcoStatus, item: string, region: Rational | undefined): Rational | undefined {
  const given = status.facts.read(share(status, item), { isOptional: true, most: 100 })
  if (given) return given.value
  if (item === 'veg') return vegetation(status)
  if (!region) return undefined
  if (item === 'bio') return richness(status, region)
  if (item === 'water') return waterDensity(status, region)
  return item === 'stress' ? landStress(status, region) : pollutionLoad(status, region)
}

/** Weighted sum of parts as text and value; inverse ones enter as 100 minus themselves. */
function weighParts(parts: readonly { weight: string; isInverse: boolean; value: Rational }[]): {
  value: Rational
  formula: string
} {
  let value = ZERO
  const texts = parts.map((part) => {
    const text = roundRational(part.value, DIGITS)
    const counted = part.isInverse ? subtract(HUNDRED, part.value) : part.value
    value = add(value, multiply(rational(part.weight), counted))
    return part.isInverse ? `${part.weight}×(100 − ${text})` : `${part.weight}×${text}`
  })
  return { value, formula: texts.join(' + ') }
}

/**
 * 生态环境状况指数 of areas in km², river length in km, water in 10⁶ m³, discharges in t and precipitation in mm, or of
 * the parts `bio`, `veg`, `water`, `stress`, `load` where they are known; `restriction` is added. Two decimals; the level is of the unrounded index.
 * @source HJ 192—2015 生态环境状况指数计算
 */
export function evaluateEcoStatus(edition: EcoStatusEdition, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const status = new EcoStatus(edition, facts)
  const head = { subject: 'ei', edition: edition.id, unit: '1' } as const
  const region = status.readOne('region-area', { isOptional: true, aboveZero: true })?.value
  const parts = edition.parts.map((part) => ({ ...part, value: partOf(status, part.item, region) }))
  const lacking = parts.filter(({ value }) => value === undefined).map(({ item }) => item)
  const restriction = facts.read(
    { ...share(status, 'bio'), item: 'restriction' },
    { isOptional: true, least: -100, most: 0 },
  )
  const missing = [...new Set([...facts.missing, ...lacking])]
  if (missing.length > 0) return concludeIndex(head, facts, factsMissing('ei', missing))
  const known = parts.flatMap(({ weight, isInverse, value }) => (value ? [{ weight, isInverse, value }] : []))
  const sum = weighParts(known)
  const index = restriction ? add(sum.value, restriction.value) : sum.value
  const value = roundRational(index, DIGITS)
  facts.step(
    getRule(edition, 'index'),
    `${sum.formula}${restriction ? ` + ${restriction.text}` : ''} = ${value}`,
    value,
  )
  if (restriction) facts.step(getRule(edition, 'restriction'), restriction.text, value)
  const level = findLevel(edition.levels, index)
  if (level) facts.step(getRule(edition, 'levels'), value, level.zh)
  return concludeIndex(head, facts, { value, level })
}

/**
 * 区域生态质量指数 of `pattern`, `function`, `biodiversity` and `stress`, each 0 to 100. Two decimals.
 * @source 环监测〔2021〕99号 生态质量指数
 */
export function evaluateEcoQuality(edition: EcoQualityEdition, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'eqi', edition: edition.id, unit: '1' } as const
  const parts = edition.limits.flatMap((term) => {
    const reading = facts.read(term, { most: 100 })
    return reading ? [{ weight: term.weight, isInverse: term.isInverse, value: reading.value }] : []
  })
  if (facts.missing.length > 0) return concludeIndex(head, facts, factsMissing('eqi', facts.missing))
  const sum = weighParts(parts)
  const value = roundRational(sum.value, DIGITS)
  facts.step(getRule(edition, 'index'), `${sum.formula} = ${value}`, value)
  const level = findLevel(edition.levels, sum.value)
  if (level) facts.step(getRule(edition, 'levels'), value, level.zh)
  return concludeIndex(head, facts, { value, level })
}

/** How an index changed between two values, by the size of the change; `direction` is 1 better, −1 worse, 0 neither. */
export function ecologyChange(
  changes: readonly ChangeLevel[],
  before: string,
  after: string,
): { change: string; level: ChangeLevel | undefined; direction: -1 | 0 | 1 } {
  const change = subtract(rational(after), rational(before))
  const size = change.n < 0n ? subtract(ZERO, change) : change
  const level = findLevel(
    changes.map((entry, at) => ({ grade: at + 1, ...entry })),
    size,
  )
  const direction = change.n === 0n ? 0 : change.n > 0n ? 1 : -1
  return { change: roundRational(change, DIGITS), level, direction }
}

/** A share of the ecology indicators (forest cover, ecological shore) in percent with two decimals; undefined where the whole is not above zero. */
export function ecologyShare(part: string, whole: string): string | undefined {
  const denominator = rational(whole)
  if (denominator.n <= 0n) return undefined
  return roundRational(multiply(divide(rational(part), denominator), ratio(100n, 1n)), DIGITS)
}
