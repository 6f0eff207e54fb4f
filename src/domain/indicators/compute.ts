// Runs a formula over the days or sections of a period: value, counts, completeness, and how it came about.
import type { AverageItem } from '#domain/monitoring/average-items.ts'
import { leastSure, type Sureness } from '#domain/standards/edition.ts'
import { percentage } from '#domain/standards/statistics.ts'
import type { Explanation, Why } from '#domain/standards/verdict.ts'
import { getDecimal, meanOf, type Rational, ratio, roundRational, toRational } from '#kit/rational.ts'
import type { EpochMs } from '#kit/time.ts'
import { assessedText } from './assessed.ts'
import { fulfils, type JudgedFact } from './conditions.ts'
import type { Formula } from './formula.ts'
import { type Enough, enoughDays, enoughSections, type IndicatorPeriod } from './period.ts'
import type { IndicatorBody, IndicatorInput } from './value-body.ts'

/** One day of the district or one section: what was judged of it, or only that nothing was. */
export type IndicatorFact = {
  site: string
  at: EpochMs
  edition: string
  verdict?: JudgedFact & { label: string | null; sureness: Sureness; why?: Why | undefined }
  averages?: Readonly<Record<string, AverageItem>>
}

/** 指标计算结果 — `value` and `assessed` are texts in the unit of the indicator; `completeness` is 0 to 1. */
export type Computed = {
  value: string | null
  assessed: string | null
  completeness: string
  body: IndicatorBody
}

type Op<O extends Formula['op']> = Extract<Formula, { op: O }>
type Result = {
  value: string | null
  assessed: string | null
  numerator: number | null
  denominator: number
  inputs: IndicatorInput[]
  filled: string
  sureness: Sureness
}

/**
 * Computes an indicator for one period from all days so far or all sections; facts that do not count are listed with
 * their reason. `body.why` says why the target cannot be judged; the value is given all the same where there is one.
 */
export function computeIndicator(formula: Formula, facts: readonly IndicatorFact[], period: IndicatorPeriod): Computed {
  const result = formula.op === 'percent' ? share(formula, facts, period) : mean(formula, facts)
  const counted = result.inputs.filter((input) => input.counted)
  const enough =
    formula.over === 'district-air'
      ? enoughDays(
          formula,
          counted.map(({ at }) => at),
          period,
        )
      : enoughSections(counted.length, facts.length)
  const why = result.value === null ? NO_DATA : enough.why
  const sureness = [formula.assess?.sureness, enough.sureness, result.sureness].reduce<Sureness>(
    (least, one) => (one ? leastSure(least, one) : least),
    formula.sureness,
  )
  return {
    value: result.value,
    assessed: result.assessed,
    completeness: completenessOf(counted.length, facts.length),
    body: {
      numerator: result.numerator,
      denominator: result.denominator,
      editions: editionsIn(facts, counted),
      sureness,
      steps: stepsOf(formula, result, enough),
      inputs: result.inputs,
      ...(why ? { why } : {}),
    },
  }
}

const NO_DATA: Why = {
  code: 'indicator.no-data',
  zh: '没有可计入的数据，不能计算',
  en: 'There is nothing that counts, so nothing can be computed',
}
const NO_VERDICT: Why = { code: 'indicator.no-verdict', zh: '没有评价结果', en: 'There is no verdict' }
const NO_AVERAGE: Why = { code: 'indicator.no-average', zh: '没有日均值', en: 'There is no mean of the day' }

const completenessOf = (counted: number, all: number): string =>
  all === 0 ? '0' : roundRational({ n: BigInt(counted), d: BigInt(all) }, 4)

function editionsIn(facts: readonly IndicatorFact[], counted: readonly IndicatorInput[]): string[] {
  const keys = new Set(counted.map(({ site, at }) => `${site} ${at}`))
  return [...new Set(facts.filter(({ site, at }) => keys.has(`${site} ${at}`)).map(({ edition }) => edition))].sort()
}

const surenessIn = (facts: readonly IndicatorFact[]): Sureness =>
  facts.reduce<Sureness>(
    (least, { verdict }) => (verdict?.judged ? leastSure(least, verdict.sureness) : least),
    'verified',
  )

function share(formula: Op<'percent'>, facts: readonly IndicatorFact[], { period }: IndicatorPeriod): Result {
  const isAir = formula.denominator.count === 'air-day'
  const subject = isAir ? 'air-day' : period === 'month' ? 'water-month' : 'water-year'
  const inputs = facts.map((fact): IndicatorInput => {
    const { site, at, edition, verdict } = fact
    const counted = verdict !== undefined && fulfils(verdict, formula.denominator.where)
    const hit = counted && fulfils(verdict, formula.numerator.where)
    const value = isAir ? verdict?.aqi : verdict?.label
    const why = counted ? undefined : (verdict?.why ?? NO_VERDICT)
    return {
      site,
      at,
      counted,
      hit,
      ...(value === null || value === undefined ? {} : { value: String(value) }),
      ...(why ? { why } : {}),
      subject,
      edition,
    }
  })
  const denominator = inputs.filter((input) => input.counted).length
  const numerator = inputs.filter((input) => input.hit).length
  const value = percentage(numerator, denominator, formula.decimals) ?? null
  const assessed =
    denominator === 0 ? null : assessedText(ratio(BigInt(numerator) * 100n, BigInt(denominator)), formula)
  const filled = `${numerator} ÷ ${denominator} × 100 = ${value ?? '—'}`
  return { value, assessed, numerator, denominator, inputs, filled, sureness: surenessIn(facts) }
}

function mean(formula: Op<'mean'>, facts: readonly IndicatorFact[]): Result {
  const { item } = formula.of
  const values: Rational[] = []
  const inputs = facts.map(({ site, at, averages }): IndicatorInput => {
    const average = averages?.[item]
    const counted = average?.valid === true && average.exact !== undefined
    if (counted) values.push(toRational(getDecimal(average.exact ?? '')))
    const value = average?.exact
    const why = counted ? undefined : (average?.why ?? NO_AVERAGE)
    return {
      site,
      at,
      counted,
      ...(value === undefined ? {} : { value }),
      ...(why ? { why } : {}),
      period: 'day',
      item,
    }
  })
  const exact = values.length === 0 ? undefined : meanOf(values)
  const value = exact ? roundRational(exact, formula.decimals) : null
  const filled = `Σ ${exact ? roundRational({ n: exact.n * BigInt(values.length), d: exact.d }, 4) : '—'} ÷ ${values.length} = ${value ?? '—'}`
  return {
    value,
    assessed: exact ? assessedText(exact, formula) : null,
    numerator: null,
    denominator: values.length,
    inputs,
    filled,
    sureness: 'verified',
  }
}

function stepsOf(formula: Formula, result: Result, enough: Enough): Explanation {
  return {
    zh: formula.text.zh,
    en: formula.text.en,
    ...(result.value === null ? {} : { value: result.value }),
    formula: result.filled,
    clause: formula.source,
    sureness: formula.sureness,
    children: [...countSteps(result), enough.step, ...assessSteps(formula, result)],
  }
}

function countSteps({ numerator, denominator, inputs }: Result): Explanation[] {
  const left = inputs.length - denominator
  const step = (zh: string, en: string, value: number): Explanation => ({ zh, en, value: String(value), children: [] })
  return [
    ...(numerator === null ? [] : [step('分子', 'Numerator', numerator)]),
    step(
      numerator === null ? '计入的日均值' : '分母',
      numerator === null ? 'Means that count' : 'Denominator',
      denominator,
    ),
    ...(left === 0 ? [] : [step('未计入', 'Not counted', left)]),
  ]
}

function assessSteps({ assess }: Formula, { assessed }: Result): Explanation[] {
  if (!assess || assessed === null) return []
  return [
    {
      zh: `评价值修约至 ${assess.decimals} 位小数`,
      en: `The assessed value is rounded to ${assess.decimals} decimals`,
      value: assessed,
      clause: assess.source,
      sureness: assess.sureness,
      children: [],
    },
  ]
}
