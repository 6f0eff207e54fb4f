// The formula of an indicator as data: what a plan pack says is counted or averaged, over which places.
import type { Sureness } from '#domain/standards/edition.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'

export type Comparator = '<=' | '<' | '>=' | '>' | '='
/** Conditions on one fact; all of them must hold. */
export type Where = {
  judged?: boolean
  aqi?: Partial<Record<Comparator, number>>
  /** Compared by grade 1–6; written as a class, `Ⅲ`. */
  class?: Partial<Record<Comparator, string>>
}
export type Countable = 'air-day' | 'section-year'
export type Place = 'district-air' | 'district-water'
export type DayValidity = {
  minDays: number
  minDaysPerMonth: number
  minDaysFebruary: number
  source: string
  sureness: Sureness
}

type Common = {
  over: Place
  decimals: number
  /** Rounding of the value that is compared with the target, where it is another than of the value shown. */
  assess?: { decimals: number; source: string; sureness: Sureness }
  validity?: DayValidity
  source: string
  sureness: Sureness
  text: { zh: string; en: string }
}
/** 指标公式 — a share in percent of what is counted, or the mean of an average. */
export type Formula = Common &
  (
    | {
        op: 'percent'
        numerator: { count: Countable; where: Where }
        denominator: { count: Countable; where: Where }
      }
    | { op: 'mean'; of: { average: 'day'; item: string } }
  )

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const COMPARATORS: ReadonlySet<string> = new Set(['<=', '<', '>=', '>', '='])
const CONDITIONS: ReadonlySet<string> = new Set(['judged', 'aqi', 'class'])
/** What may be counted where. */
const COUNTED: Readonly<Record<string, Countable>> = { 'district-air': 'air-day', 'district-water': 'section-year' }

const no = (what: string): Refusal => refuse('indicators.formula-unknown', `Cannot run the formula as ${what}`)

/** Reads a formula of a pack; refuses one that this engine cannot run, naming the part it stumbled on. */
export function parseFormula(value: unknown): Formula | Refusal {
  if (!isFields(value)) return no('it must be an object')
  const fault = commonFault(value) ?? opFault(value)
  return fault === undefined ? (value as Formula) : no(fault)
}

function commonFault(value: Fields): string | undefined {
  if (typeof value.over !== 'string' || !(value.over in COUNTED)) return `over must be one of ${Object.keys(COUNTED)}`
  if (!isDecimals(value.decimals)) return 'decimals must be 0 to 6'
  if (value.assess !== undefined && !(isFields(value.assess) && isDecimals(value.assess.decimals)))
    return 'assess.decimals must be 0 to 6'
  if (value.validity !== undefined && !isValidity(value.validity)) return 'validity must give its least days'
  if (!isFields(value.text) || typeof value.source !== 'string') return 'text and source must be given'
  return undefined
}

const isDecimals = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 6
const isValidity = (value: unknown): boolean =>
  isFields(value) && ['minDays', 'minDaysPerMonth', 'minDaysFebruary'].every((key) => Number.isInteger(value[key]))

function opFault(value: Fields): string | undefined {
  if (value.op === 'mean') {
    const of = value.of
    const isDay = isFields(of) && of.average === 'day' && typeof of.item === 'string'
    return isDay && value.over === 'district-air' ? undefined : 'a mean must be of the day averages of district-air'
  }
  if (value.op !== 'percent') return 'op must be percent or mean'
  return countFault('numerator', value) ?? countFault('denominator', value)
}

function countFault(part: 'numerator' | 'denominator', value: Fields): string | undefined {
  const counted = value[part]
  if (!isFields(counted) || counted.count !== COUNTED[String(value.over)])
    return `${part}.count must be ${COUNTED[String(value.over)]}`
  if (!isFields(counted.where)) return `${part}.where must be given`
  for (const [name, condition] of Object.entries(counted.where)) {
    if (!CONDITIONS.has(name)) return `${part}.where knows no "${name}"`
    const isComparison = isFields(condition) && Object.keys(condition).every((sign) => COMPARATORS.has(sign))
    if (name === 'judged' ? typeof condition !== 'boolean' : !isComparison)
      return `${part}.where.${name} must be ${name === 'judged' ? 'true or false' : 'a comparison'}`
  }
  return undefined
}
