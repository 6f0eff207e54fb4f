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
  trimZeros,
  wholeNumber,
} from '#kit/rational.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { assessedText } from './assessed.ts'
import type { Computed } from './compute.ts'

/** One number a department gives (填报项), never negative; with `from` it is made of the others instead. */
export type ReportedInput = { id: string; zh: string; en: string; unit: string; from?: ReportedResult }

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

export const namesIn = (result: ReportedResult): readonly string[] => Object.values(result).flat()

/** What a unit is asked for: the inputs that are not made of others. */
export const askedInputs = ({ inputs }: ReportedFormula): ReportedInput[] =>
  inputs.filter(({ from }) => from === undefined)

/** Refuses numbers that cannot be: one that is missing, is none or is negative, a part above its whole, a base of zero. */
export function checkReport(formula: ReportedFormula, values: Readonly<Record<string, string>>): Refusal | undefined {
  for (const input of askedInputs(formula)) {
    const text = values[input.id]?.trim() ?? ''
    if (text === '') return no(`缺少“${input.zh}”`, `"${input.en}" is missing`)
    const number = parseDecimal(text)
    if (number === undefined) return no(`“${input.zh}”不是数字：${text}`, `"${input.en}" is no number: ${text}`)
    if (number.units < 0n) return no(`“${input.zh}”不能为负：${text}`, `"${input.en}" cannot be negative: ${text}`)
  }
  const strange = Object.keys(values).find((name) => !askedInputs(formula).some(({ id }) => id === name))
  if (strange !== undefined) return no(`没有“${strange}”这一填报项`, `There is no input "${strange}"`)
  return checkResult(formula, values)
}

/** Results of the formula, those of the inputs that are made of others first. */
const resultsOf = ({ inputs, result }: ReportedFormula): ReportedResult[] => [
  ...inputs.flatMap(({ from }) => (from === undefined ? [] : [from])),
  result,
]

function checkResult(formula: ReportedFormula, values: Readonly<Record<string, string>>): Refusal | undefined {
  const of = numbersOf(formula, values)
  const nameOf = (id: string): ReportedInput | undefined => formula.inputs.find((one) => one.id === id)
  const divided = resultsOf(formula).filter((result) => !('amount' in result || 'change' in result))
  // A base of zero MUST be found first: what is made of it cannot be computed.
  for (const result of divided) {
    const [first = '', second = ''] = namesIn(result)
    const whole = of.exact(second)
    if (whole.n === 0n) return no(`“${nameOf(second)?.zh}”不能为零`, `"${nameOf(second)?.en}" cannot be zero`)
    if ('percent' in result && compareRationals(of.exact(first), whole) > 0) {
      return no(
        `“${nameOf(first)?.zh}”（${of.text(first)}）大于“${nameOf(second)?.zh}”（${of.text(second)}）`,
        `"${nameOf(first)?.en}" (${of.text(first)}) is above "${nameOf(second)?.en}" (${of.text(second)})`,
      )
    }
  }
  return undefined
}

const no = (zh: string, en: string): Refusal => refuse('indicators.report-wrong', { zh, en })

type Numbers = { exact: (name: string) => Rational; text: (name: string) => string }

/** Numbers by input: as they were given, or made of others; the text of one that is made has four decimals. */
function numbersOf({ inputs }: ReportedFormula, values: Readonly<Record<string, string>>): Numbers {
  const fromOf = (name: string) => inputs.find(({ id }) => id === name)?.from
  const given = (name: string): string => values[name]?.trim() ?? ''
  const exact = (name: string): Rational => {
    const from = fromOf(name)
    if (from !== undefined) return exactOf(from, exact)
    const number = parseDecimal(given(name))
    if (number === undefined) throw new RangeError(`Cannot compute with "${values[name]}" as it must be a number`)
    return toRational(number)
  }
  const text = (name: string): string =>
    fromOf(name) === undefined ? given(name) : trimZeros(roundRational(exact(name), 4))
  return { exact, text }
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
  const numbers = numbersOf(formula, report.values)
  const exact = exactOf(formula.result, numbers.exact)
  const value = roundRational(exact, formula.decimals)
  return {
    value,
    assessed: assessedText(exact, formula),
    completeness: '1',
    body: {
      numerator: null,
      denominator: null,
      editions: [],
      sureness: formula.sureness,
      steps: stepsOf(formula, { report, numbers, value }),
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

function exactOf(result: ReportedResult, of: Numbers['exact']): Rational {
  const percent = ({ n, d }: Rational): Rational => ({ n: n * 100n, d })
  if ('amount' in result) return of(result.amount)
  if ('percent' in result) return percent(divide(of(result.percent[0]), of(result.percent[1])))
  if ('ratio' in result) return divide(of(result.ratio[0]), of(result.ratio[1]))
  if ('change' in result) return subtract(of(result.change[0]), of(result.change[1]))
  return percent(subtract(wholeNumber(1), divide(of(result.reduction[0]), of(result.reduction[1]))))
}

function filledOf(result: ReportedResult, of: Numbers['text'], value: string): string {
  if ('amount' in result) return `${of(result.amount)} = ${value}`
  if ('percent' in result) return `${of(result.percent[0])} ÷ ${of(result.percent[1])} × 100 = ${value}`
  if ('ratio' in result) return `${of(result.ratio[0])} ÷ ${of(result.ratio[1])} = ${value}`
  if ('change' in result) return `${of(result.change[0])} − ${of(result.change[1])} = ${value}`
  return `(1 − ${of(result.reduction[0])} ÷ ${of(result.reduction[1])}) × 100 = ${value}`
}

type Filled = { report: IndicatorReport; numbers: Numbers; value: string }

const stepsOf = (formula: ReportedFormula, { report, numbers, value }: Filled): Explanation => ({
  ...formula.text,
  value,
  formula: filledOf(formula.result, numbers.text, value),
  clause: formula.source,
  sureness: formula.sureness,
  children: [
    ...formula.inputs.map(
      ({ id, zh, en, unit, from }): Explanation => ({
        zh: `${zh}（${unit}）`,
        en: `${en} (${unit})`,
        value: numbers.text(id),
        ...(from === undefined ? {} : { formula: filledOf(from, numbers.text, numbers.text(id)) }),
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
