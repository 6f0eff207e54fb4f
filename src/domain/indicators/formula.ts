// The formula of an indicator as data: what a plan pack says is counted or averaged, over which places.
import type { Sureness } from '#domain/standards/edition.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { formulaFaults } from './formula-faults.ts'

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

/** Reads a formula of a pack; refuses one that this engine cannot run, naming the first part it stumbled on. */
export function parseFormula(value: unknown): Formula | Refusal {
  const [fault] = formulaFaults(value)
  if (fault === undefined) return value as Formula
  return refuse('indicators.formula-unknown', {
    zh: `公式不能运行：${fault.path} ${fault.zh}`,
    en: `Cannot run the formula as ${fault.path} ${fault.en}`,
  })
}
