// Indicators whose numbers departments report: which are asked for, in which units, and what is computed from them.
import type { Sureness } from '#domain/standards/edition.ts'
import type { Explanation, Why } from '#domain/standards/verdict.ts'
import {
  compareRationals,
  divide,
  parseDecimal,
  type Rational,
  roundRational,
  subtract,
  toRational,
  wholeNumber,
} from '#kit/rational.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Computed } from './compute.ts'

/** One number a department gives (填报项); never negative. */
export type ReportedInput = { id: string; zh: string; en: string; unit: string }

/**
 * What is computed: a share in percent of a whole, a fall in percent against a base, one number by another, the
 * difference of two, or one as it is.
 */
export type ReportedResult =
  | { percent: [part: string, whole: string] }
  | { reduction: [now: string, base: string] }
  | { ratio: [of: string, by: string] }
  | { change: [now: string, base: string] }
  | { amount: string }

export type ReportedFormula = {
  op: 'reported'
  inputs: ReportedInput[]
  result: ReportedResult
  decimals: number
  source: string
  sureness: Sureness
  text: { zh: string; en: string }
}

/** Numbers by input as a department gave them (填报), and the document they come from. */
export type IndicatorReport = {
  id: number
  values: Readonly<Record<string, string>>
  source: string
  author: string
}

export const isReported = (formula: unknown): formula is ReportedFormula =>
  typeof formula === 'object' && formula !== null && 'op' in formula && formula.op === 'reported'

const namesIn = (result: ReportedResult): readonly string[] => Object.values(result).flat()

/** What is wrong with the formula of a pack; undefined where it can be run. */
export function reportedFault(formula: ReportedFormula): string | undefined {
  const { inputs, result, decimals } = formula
  if (!Array.isArray(inputs) || inputs.length === 0) return 'inputs must name at least one number'
  if (!inputs.every((one) => [one?.id, one?.zh, one?.en, one?.unit].every((text) => typeof text === 'string')))
    return 'each input must have id, zh, en and unit'
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 6) return 'decimals must be 0 to 6'
  const kinds = ['percent', 'reduction', 'ratio', 'change', 'amount']
  if (typeof result !== 'object' || result === null || !kinds.some((kind) => kind in result))
    return `result must be one of ${kinds.join(', ')}`
  const strange = namesIn(result).find((name) => !inputs.some(({ id }) => id === name))
  return strange === undefined ? undefined : `result names "${strange}", which is no input`
}

/** Refuses numbers that cannot be: one that is missing, is none or is negative, a part above its whole, a base of zero. */
export function checkReport(formula: ReportedFormula, values: Readonly<Record<string, string>>): Refusal | undefined {
  for (const input of formula.inputs) {
    const text = values[input.id]?.trim() ?? ''
    if (text === '') return no(`缺少“${input.zh}”`, `"${input.en}" is missing`)
    const number = parseDecimal(text)
    if (number === undefined) return no(`“${input.zh}”不是数字：${text}`, `"${input.en}" is no number: ${text}`)
    if (number.units < 0n) return no(`“${input.zh}”不能为负：${text}`, `"${input.en}" cannot be negative: ${text}`)
  }
  const strange = Object.keys(values).find((name) => !formula.inputs.some(({ id }) => id === name))
  if (strange !== undefined) return no(`没有“${strange}”这一填报项`, `There is no input "${strange}"`)
  return checkResult(formula, values)
}

function checkResult(formula: ReportedFormula, values: Readonly<Record<string, string>>): Refusal | undefined {
  const { result, inputs } = formula
  const [first, second] = namesIn(result)
  if ('amount' in result || 'change' in result || first === undefined || second === undefined) return undefined
  const [part, whole] = [numberOf(values, first), numberOf(values, second)]
  const nameOf = (id: string): ReportedInput | undefined => inputs.find((one) => one.id === id)
  if (whole.n === 0n) return no(`“${nameOf(second)?.zh}”不能为零`, `"${nameOf(second)?.en}" cannot be zero`)
  if ('percent' in result && compareRationals(part, whole) > 0) {
    return no(
      `“${nameOf(first)?.zh}”（${values[first]}）大于“${nameOf(second)?.zh}”（${values[second]}）`,
      `"${nameOf(first)?.en}" (${values[first]}) is above "${nameOf(second)?.en}" (${values[second]})`,
    )
  }
  return undefined
}

const no = (zh: string, en: string): Refusal => refuse('indicators.report-wrong', { zh, en })

const numberOf = (values: Readonly<Record<string, string>>, name: string): Rational => {
  const number = parseDecimal(values[name]?.trim() ?? '')
  if (number === undefined) throw new RangeError(`Cannot compute with "${values[name]}" as it must be a number`)
  return toRational(number)
}

/** Computes the value from a report that `checkReport` let pass; without one there is nothing but why. */
export function computeReported(formula: ReportedFormula, report: IndicatorReport | undefined): Computed {
  if (report === undefined) {
    return {
      value: null,
      assessed: null,
      completeness: '0',
      body: {
        numerator: null,
        denominator: null,
        editions: [],
        sureness: formula.sureness,
        steps: null,
        inputs: [],
        why: NOT_REPORTED,
      },
    }
  }
  const value = roundRational(exactOf(formula.result, report.values), formula.decimals)
  return {
    value,
    assessed: value,
    completeness: '1',
    body: {
      numerator: null,
      denominator: null,
      editions: [],
      sureness: formula.sureness,
      steps: stepsOf(formula, report, value),
      inputs: [],
      report: { id: report.id, values: report.values, source: report.source, author: report.author },
    },
  }
}

export const NOT_REPORTED: Why = {
  code: 'indicator.not-reported',
  zh: '主管单位尚未填报',
  en: 'The unit in charge has not reported yet',
}

function exactOf(result: ReportedResult, values: Readonly<Record<string, string>>): Rational {
  const of = (name: string): Rational => numberOf(values, name)
  const percent = ({ n, d }: Rational): Rational => ({ n: n * 100n, d })
  if ('amount' in result) return of(result.amount)
  if ('percent' in result) return percent(divide(of(result.percent[0]), of(result.percent[1])))
  if ('ratio' in result) return divide(of(result.ratio[0]), of(result.ratio[1]))
  if ('change' in result) return subtract(of(result.change[0]), of(result.change[1]))
  return percent(subtract(wholeNumber(1), divide(of(result.reduction[0]), of(result.reduction[1]))))
}

function filledOf(result: ReportedResult, values: Readonly<Record<string, string>>, value: string): string {
  const of = (name: string): string => values[name]?.trim() ?? ''
  if ('amount' in result) return `${of(result.amount)} = ${value}`
  if ('percent' in result) return `${of(result.percent[0])} ÷ ${of(result.percent[1])} × 100 = ${value}`
  if ('ratio' in result) return `${of(result.ratio[0])} ÷ ${of(result.ratio[1])} = ${value}`
  if ('change' in result) return `${of(result.change[0])} − ${of(result.change[1])} = ${value}`
  return `(1 − ${of(result.reduction[0])} ÷ ${of(result.reduction[1])}) × 100 = ${value}`
}

const stepsOf = (formula: ReportedFormula, report: IndicatorReport, value: string): Explanation => ({
  ...formula.text,
  value,
  formula: filledOf(formula.result, report.values, value),
  clause: formula.source,
  sureness: formula.sureness,
  children: [
    ...formula.inputs.map(
      ({ id, zh, en, unit }): Explanation => ({
        zh: `${zh}（${unit}）`,
        en: `${en} (${unit})`,
        value: report.values[id]?.trim() ?? '',
        children: [],
      }),
    ),
    {
      zh: `数据来源：${report.source}（填报：${report.author}）`,
      en: `Source: ${report.source} (reported by ${report.author})`,
      children: [],
    },
  ],
})
