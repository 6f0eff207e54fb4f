// The air quality health index: added risk of four pollutants, and the band it falls in.
import { compareRationals, meanOf, parseDecimal, type Rational, toRational } from '#kit/rational.ts'
import type { AqhiEdition, AqhiTerm } from './catalog/aqhi-tables.ts'
import { getRule } from './edition.ts'
import { concludeIndex, factsMissing, IndexFacts } from './index-reader.ts'
import type { IndexVerdict } from './index-verdict.ts'
import type { Facts, Finding } from './verdict-parts.ts'

/** Added risk in percent of one concentration in µg/m³; the exponential makes it a float. */
export const addedRisk = (beta: number, micrograms: number): number => Math.expm1(beta * micrograms) * 100

/** The index of an added risk in percent, unrounded: `1` … `10`, `10+`. */
export function aqhiOf(risk: number, bands: readonly string[]): string {
  const at = bands.findIndex((band) => risk <= Number(band))
  return at < 0 ? '10+' : String(at + 1)
}

/** Three-hour moving mean of the last three hourly values; undefined unless all three are there. */
export function threeHourMean(hours: readonly (Rational | undefined)[]): Rational | undefined {
  const present = hours.slice(-3).filter((value) => value !== undefined)
  return present.length === 3 ? meanOf(present) : undefined
}

const DIGITS = 4
/** No hour of air has had more; µg/m³. */
const MOST = 10_000
/** No study found a larger coefficient; above it the exponential says nothing. */
const MOST_BETA = 0.01

const notUsed = (item: string, value: string): Finding => ({
  code: 'aqhi-local.set-not-used',
  item,
  value,
  zh: `${item} 的值“${value}”不可用（系数须为 0–${MOST_BETA}，分档须为十个递增的数），按缺省`,
  en: `The value "${value}" of ${item} cannot be used (a coefficient is 0–${MOST_BETA}, bands are ten rising numbers); the default stands`,
})

/** The coefficient given for a term, or its own. */
function withBeta(term: AqhiTerm, facts: IndexFacts): AqhiTerm {
  const key = `beta-${term.item}`
  const beta = facts.text(key)
  if (beta === '') return term
  const isUsable = parseDecimal(beta) !== undefined && Number(beta) >= 0 && Number(beta) <= MOST_BETA
  if (!isUsable) facts.findings.push(notUsed(key, beta))
  return isUsable ? { ...term, beta } : term
}

type Term = { term: AqhiTerm; risk: number; text: string }

/** The greater of the particle terms and the rest; ties keep the first. */
function counted(terms: readonly Term[]): Term[] {
  const particles = terms.filter(({ term }) => term.group === 'particles')
  const largest = particles.reduce<Term | undefined>(
    (best, next) => (best && best.risk >= next.risk ? best : next),
    undefined,
  )
  return terms.filter((entry) => entry.term.group !== 'particles' || entry === largest)
}

/** Coefficient and bands a fact may replace: only the configurable set reads them. */
function setOf(edition: AqhiEdition, facts: IndexFacts): { terms: AqhiTerm[]; bands: readonly string[] } {
  if (edition.family !== 'aqhi-local') return { terms: [...edition.limits], bands: edition.bands }
  const terms = edition.limits.map((term) => withBeta(term, facts))
  const text = facts.text('bands')
  const bands = text.split(/[\s,;]+/).filter((band) => band !== '')
  if (text !== '' && !isAscending(bands)) facts.findings.push(notUsed('bands', text))
  return { terms, bands: isAscending(bands) ? bands : edition.bands }
}

function isAscending(bands: readonly string[]): boolean {
  const figures = bands.map((band) => {
    const decimal = parseDecimal(band)
    return decimal && toRational(decimal)
  })
  return (
    figures.length === 10 &&
    figures.every((figure, at) => {
      const before = figures[at - 1]
      return figure !== undefined && (before === undefined || compareRationals(before, figure) < 0)
    })
  )
}

/**
 * 空气质素健康指数 of three-hour means of NO2, SO2, O3, PM10 and PM2.5 in µg/m³; all five are needed.
 * The local set takes `beta-NO2` … `beta-PM2.5` and `bands` (ten ascending bounds) from the facts where they are given.
 * @source 香港空气质素健康指数（2013）
 * @example NO2 48, SO2 5, O3 66, PM10 40, PM2.5 30 → 6.804 %, AQHI 4
 */
export function evaluateAqhi(edition: AqhiEdition, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: edition.family, edition: edition.id, unit: '1' }
  const { terms, bands } = setOf(edition, facts)
  const read = terms.flatMap((term): Term[] => {
    const reading = facts.read(term, { most: MOST })
    if (!reading) return []
    const risk = addedRisk(Number(term.beta), Number(reading.text))
    reading.item.result = risk.toFixed(DIGITS)
    reading.item.formula = `(exp(${term.beta} × ${reading.text}) − 1) × 100 = ${reading.item.result}`
    return [{ term, risk, text: reading.item.result }]
  })
  if (facts.missing.length > 0) return concludeIndex(head, facts, factsMissing(head.subject, facts.missing))
  const chosen = counted(read)
  const sum = chosen.reduce((total, { risk }) => total + risk, 0)
  const sumText = sum.toFixed(DIGITS)
  facts.step(
    getRule(edition, 'added-risk'),
    `${chosen.map(({ text }) => text).join(' + ')} = ${sumText}`,
    `${sumText} %`,
  )
  const value = aqhiOf(sum, bands)
  const bound = value === '10+' ? `> ${bands.at(-1)}` : `≤ ${bands[Number(value) - 1]}`
  facts.step(getRule(edition, 'bands'), `${sumText} ${bound}`, value)
  const level = edition.risks.find(({ numbers }) => numbers.includes(value))
  if (level) facts.step(getRule(edition, 'risk'), value, level.zh)
  return concludeIndex(head, facts, { value, level })
}
