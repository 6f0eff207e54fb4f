// Rates and targets of water: sewage collected, sections on target, compliance of drinking-water sources.
import {
  add,
  compareDecimals,
  compareRationals,
  divide,
  getDecimal,
  multiply,
  type Rational,
  roundRational,
  toRational,
} from '#kit/rational.ts'
import type { SEWAGE_COLLECTION_2019 } from './catalog/sewage-collection-2019.ts'
import { getRule } from './edition.ts'
import { concludeIndex, factsMissing, IndexFacts } from './index-reader.ts'
import type { IndexVerdict } from './index-verdict.ts'
import type { Facts } from './verdict-parts.ts'

const rational = (figure: string | number): Rational => toRational(getDecimal(figure))

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
