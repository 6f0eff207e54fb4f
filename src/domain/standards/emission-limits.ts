// Which limits of which emission standards hold for an outlet: by industry, fuel, zone, receiving water, dates, permit.
import { compareRationals, getDecimal, parseDecimal, type Rational, toRational } from '#kit/rational.ts'
import type { EpochMs } from '#kit/time.ts'
import { EMISSION_EDITIONS } from './catalog/limit-editions.ts'
import type { EmissionEdition, EmissionLimit, NumberCondition } from './catalog/limit-tables.ts'
import { editionFor, startOfDate } from './editions.ts'
import { conditionValue, conditionWords } from './emission-conditions.ts'
import type { LimitFacts } from './limit-facts.ts'
import type { Finding } from './verdict-parts.ts'

/** 行业 — the names facts may use for an industry. */
export const INDUSTRIES: Readonly<Record<string, string>> = {
  '': 'general',
  general: 'general',
  其他: 'general',
  'town-sewage': 'town-sewage',
  城镇污水处理厂: 'town-sewage',
  electronics: 'electronics',
  电子工业: 'electronics',
  boiler: 'boiler',
  锅炉: 'boiler',
  power: 'power',
  火电: 'power',
  incineration: 'incineration',
  生活垃圾焚烧: 'incineration',
  catering: 'catering',
  餐饮: 'catering',
  'petrol-station': 'petrol-station',
  加油站: 'petrol-station',
  machinery: 'machinery',
  非道路移动机械: 'machinery',
  'construction-site': 'construction-site',
  建筑工地: 'construction-site',
}

/** Values that mean the same in Chinese. */
const SAME: Readonly<Record<string, string>> = {
  是: 'yes',
  否: 'no',
  燃煤: 'coal',
  煤: 'coal',
  燃油: 'oil',
  油: 'oil',
  燃气: 'gas',
  天然气: 'gas',
  生物质: 'biomass',
  燃气轮机: 'gas-turbine',
  小时: 'hour',
  日: 'day',
  瞬时: 'sample',
  车间: 'workshop',
  总排口: 'total',
  直接: 'direct',
  间接: 'indirect',
  Ⅰ: 'I',
  Ⅱ: 'II',
  一级A: '1A',
  一级B: '1B',
  一级: '1',
  二级: '2',
  三级: '3',
}

type Standard = EmissionEdition
const STANDARDS: readonly Standard[] = EMISSION_EDITIONS

/** The emission standards for an industry: in force at an instant, or the one asked for by id. */
export function standardsFor(industry: string, { at, edition }: { at?: EpochMs; edition?: string }): Standard[] {
  return STANDARDS.filter((entry) => {
    if (edition !== undefined) return entry.id === edition
    return entry.industries.includes(industry) && at !== undefined && editionFor(entry.family, at)?.id === entry.id
  })
}

/** One standard with the facts it is read by; `used` says which rule gave a fact that was not told. */
export type Scope = { standard: Standard; at: EpochMs | undefined; facts: LimitFacts; told: Set<string> }

const assumedFinding = (code: string, fact: string, value: string): Finding => ({
  code: 'emission.fact-assumed',
  item: fact,
  value,
  zh: `未给出${conditionWords(fact).zh}，${code} 按“${conditionValue(fact, value).zh}”选取限值`,
  en: `${conditionWords(fact).en} was not given; ${code} is read as for “${conditionValue(fact, value).en}”`,
})

/** A fact of the outlet: as told, as it follows from another by a rule, or as the standard assumes it; blank where unknown. */
function conditionOf({ standard, facts, told }: Scope, fact: string): string {
  const text = facts.text(fact)
  if (text !== '') return (Object.hasOwn(SAME, text) ? SAME[text] : undefined) ?? text
  for (const { from, values, rule } of standard.derived?.filter((row) => row.fact === fact) ?? []) {
    const source = facts.text(from).replace(/类$/, '')
    const value = Object.hasOwn(values, source) ? values[source] : undefined
    if (value === undefined) continue
    const key = `${standard.id} ${rule} ${fact}`
    if (!told.has(key))
      facts.step({ edition: standard.id, rule, formula: `${from} = ${source}`, value: `${fact} = ${value}` })
    told.add(key)
    return value
  }
  const assumed = standard.assumed?.[fact] ?? ''
  const key = `${standard.id} ${fact}`
  if (assumed !== '' && !told.has(key)) facts.findings.push(assumedFinding(standard.code, fact, assumed))
  told.add(key)
  return assumed
}

type Holds = { holds: boolean; unknown: readonly string[]; failing: readonly string[] }

const figure = (value: number): Rational => toRational(getDecimal(value))

function keepsNumber({ atLeast, over, atMost, below }: NumberCondition, value: Rational): boolean {
  const order = (bound: number): number => compareRationals(value, figure(bound))
  return (
    (atLeast === undefined || order(atLeast) >= 0) &&
    (over === undefined || order(over) > 0) &&
    (atMost === undefined || order(atMost) <= 0) &&
    (below === undefined || order(below) < 0)
  )
}

/** true or false of a condition, or undefined where the fact is unknown. */
type Answer = { fact: string; is: boolean | undefined }

function answersOf(scope: Scope, limit: EmissionLimit): Answer[] {
  const words = Object.entries(limit.when ?? {}).map(([fact, allowed]): Answer => {
    const value = conditionOf(scope, fact)
    return { fact, is: value === '' ? undefined : allowed.includes(value) }
  })
  const numbers = (limit.where ?? []).map((condition): Answer => {
    const value = parseDecimal(conditionOf(scope, condition.fact))
    return { fact: condition.fact, is: value ? keepsNumber(condition, toRational(value)) : undefined }
  })
  return [...words, ...numbers, ...builtAnswer(scope, limit)]
}

const DATE = /^\d{4}-\d{2}-\d{2}$/

function builtAnswer(scope: Scope, { builtFrom, builtUntil }: EmissionLimit): Answer[] {
  if (builtFrom === undefined && builtUntil === undefined) return []
  const built = conditionOf(scope, 'built')
  if (!DATE.test(built)) return [{ fact: 'built', is: undefined }]
  return [{ fact: 'built', is: built >= (builtFrom ?? built) && (builtUntil === undefined || built < builtUntil) }]
}

/** Without an instant the rows hold that have no end. */
function isInForce({ from, until }: EmissionLimit, at: EpochMs | undefined): boolean {
  if (at === undefined) return until === undefined
  return (from === undefined || at >= startOfDate(from)) && (until === undefined || at < startOfDate(until))
}

function holdsFor(scope: Scope, limit: EmissionLimit): Holds {
  if (!isInForce(limit, scope.at)) return { holds: false, unknown: [], failing: ['date'] }
  const answers = answersOf(scope, limit)
  const failing = answers.filter(({ is }) => is === false).map(({ fact }) => fact)
  const unknown = failing.length > 0 ? [] : answers.filter(({ is }) => is === undefined).map(({ fact }) => fact)
  return { holds: failing.length === 0 && unknown.length === 0, unknown, failing }
}

/** The rows of an item that hold; `unknown` facts would decide others, `otherAveraging` rows hold for another mean. */
export type Chosen = { rows: EmissionLimit[]; unknown: string[]; otherAveraging: boolean }

/** Chooses the limits of an item under one standard. */
export function chooseLimits(scope: Scope, limits: readonly EmissionLimit[]): Chosen {
  const tried = limits.map((limit) => ({ limit, ...holdsFor(scope, limit) }))
  return {
    rows: tried.filter(({ holds }) => holds).map(({ limit }) => limit),
    unknown: [...new Set(tried.flatMap(({ unknown }) => unknown))],
    otherAveraging: tried.some(({ failing }) => failing.length === 1 && failing[0] === 'averaging'),
  }
}

/** The reference oxygen that holds, in percent; undefined where the standard has none for the fuel. */
export function referenceOxygen(scope: Scope, item: string) {
  return scope.standard.oxygen?.find(
    ({ converts, when }) =>
      converts.includes(item) &&
      Object.entries(when ?? {}).every(([fact, allowed]) => allowed.includes(conditionOf(scope, fact))),
  )
}
