// An indicator by place or month: each part by the same formula, and whether the parts make the whole.
import { percentage } from '#domain/standards/statistics.ts'
import { fulfils, type JudgedFact } from './conditions.ts'
import type { Formula } from './formula.ts'

export type BreakdownBy = 'month' | 'street' | 'basin' | 'site'

/** Days or sections of one place that were judged alike; `count` of them. */
export type AlikeFacts = JudgedFact & { count: number }
/** What is there of one place; `expected` are its days or sections; `sum` of the `valid` day means. */
export type PlaceFacts = { facts: readonly AlikeFacts[]; sum: number; valid: number; expected: number }

/** A part in the unit of the indicator; `completeness` 0 to 1, null where nothing was expected. */
export type Part = {
  value: string | null
  numerator: number | null
  denominator: number
  completeness: number | null
}

/** The formula over the days or sections of one place alone. */
export function partOf(formula: Formula, { facts, sum, valid, expected }: PlaceFacts): Part {
  const complete = (counted: number): number | null => (expected === 0 ? null : Math.min(1, counted / expected))
  if (formula.op === 'mean') {
    const value = valid === 0 ? null : (sum / valid).toFixed(formula.decimals)
    return { value, numerator: null, denominator: valid, completeness: complete(valid) }
  }
  const counting = (where: Parameters<typeof fulfils>[1], among: readonly AlikeFacts[]) =>
    among.filter((fact) => fulfils(fact, where))
  const total = (among: readonly AlikeFacts[]): number => among.reduce((all, { count }) => all + count, 0)
  const counted = counting(formula.denominator.where, facts)
  const [numerator, denominator] = [total(counting(formula.numerator.where, counted)), total(counted)]
  return {
    value: percentage(numerator, denominator, formula.decimals) ?? null,
    numerator,
    denominator,
    completeness: complete(denominator),
  }
}

/** Whether the parts add up to the whole, and why they need not. */
export type SumNote = { addsUp: boolean; zh: string; en: string }

/** What is told of the parts and the whole; the whole is the district's value of the year. */
export function noteOnSum(
  formula: Formula,
  by: BreakdownBy,
  { whole, parts }: { whole: Pick<Part, 'numerator' | 'denominator'> | undefined; parts: readonly Part[] },
): SumNote {
  if (formula.op === 'percent' && whole !== undefined && parts.length > 0) {
    const sum = (of: (part: Part) => number): number => parts.reduce((all, part) => all + of(part), 0)
    const [hits, counted] = [sum(({ numerator }) => numerator ?? 0), sum(({ denominator }) => denominator)]
    if (hits === whole.numerator && counted === whole.denominator) {
      return {
        addsUp: true,
        zh: `各部分相加等于全区：${hits} ÷ ${counted}`,
        en: `The parts add up to the district: ${hits} ÷ ${counted}`,
      }
    }
  }
  return { addsUp: false, ...reasonOf(formula, by) }
}

function reasonOf({ op, over }: Formula, by: BreakdownBy): { zh: string; en: string } {
  if (over === 'district-water') {
    return by === 'month'
      ? {
          zh: '不相加：全年按断面各月平均浓度评价一次，不是各月结论的平均',
          en: 'Not a sum: the year judges each section once by its mean over the months, not by the mean of monthly results',
        }
      : {
          zh: '与全区之差为无评价结果或未填流域的断面',
          en: 'What is missing are sections without a verdict or without a basin',
        }
  }
  if (by === 'month') {
    return op === 'mean'
      ? {
          zh: '不相加：全年是各日的平均，各月有效天数不同，不等于各月值的平均',
          en: 'Not a sum: the year is the mean of its days; months have different numbers of them',
        }
      : {
          zh: '与全年之差为不足以评价而没有月值的月份',
          en: 'What is missing are months that have no value',
        }
  }
  return {
    zh: '不相加：全区值先求各点日均值的平均，再逐日评价；不是各街道或各点位值的平均',
    en: 'Not a sum: the district takes the mean of its points day by day and judges that; it is not the mean of streets or points',
  }
}
