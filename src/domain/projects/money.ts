// The money of a project: budget, plan, appropriation, payment and use by source of finance, in 万元, added up exactly.
import {
  add,
  compareRationals,
  divide,
  exactText,
  getDecimal,
  multiply,
  type Rational,
  roundRational,
  toRational,
  wholeNumber,
} from '#kit/rational.ts'

export const MONEY_KINDS = ['budget', 'plan', 'appropriation', 'payment', 'use'] as const
export type MoneyKind = (typeof MONEY_KINDS)[number]

export const MONEY_SOURCES = [
  'central',
  'provincial',
  'city',
  'district',
  'special-bond',
  'social-capital',
  'enterprise',
] as const
export type MoneySource = (typeof MONEY_SOURCES)[number]

export const KIND_NAMES: Readonly<Record<MoneyKind, { zh: string; en: string }>> = {
  budget: { zh: '预算', en: 'budget' },
  plan: { zh: '安排计划', en: 'plan' },
  appropriation: { zh: '拨付', en: 'appropriation' },
  payment: { zh: '支付', en: 'payment' },
  use: { zh: '使用', en: 'use' },
}

export const SOURCE_NAMES: Readonly<Record<MoneySource, { zh: string; en: string }>> = {
  central: { zh: '中央资金', en: 'central' },
  provincial: { zh: '省级资金', en: 'provincial' },
  city: { zh: '市级资金', en: 'city' },
  district: { zh: '区级资金', en: 'district' },
  'special-bond': { zh: '专项债券', en: 'special bond' },
  'social-capital': { zh: '社会资本', en: 'social capital' },
  enterprise: { zh: '企业自筹', en: 'enterprise' },
}

/** 项目资金 — one amount in 万元 on a Beijing date; `milestone` names the one it is paid for. */
export type ProjectMoney = {
  id: number
  kind: MoneyKind
  source: MoneySource
  on: string
  amount: string
  purpose: string
  milestone: string | null
}

export const ZERO: Rational = wholeNumber(0)
/** 万元 to the cent. */
const DECIMALS = 6

export const amountOf = (text: string): Rational => toRational(getDecimal(text))

/** Decimal text of a sum of amounts. */
export const amountText = (sum: Rational): string => exactText(sum, DECIMALS) ?? roundRational(sum, DECIMALS)

/** Sums in 万元 by kind and source; what is not there is nothing. */
export type MoneyTally = ReadonlyMap<MoneyKind, ReadonlyMap<MoneySource, Rational>>

type Part = { kind: MoneyKind; source: MoneySource; sum: Rational }

function tallyParts(parts: Iterable<Part>): MoneyTally {
  const tally = new Map<MoneyKind, Map<MoneySource, Rational>>()
  for (const { kind, source, sum } of parts) {
    const sums = tally.get(kind) ?? new Map<MoneySource, Rational>()
    tally.set(kind, sums)
    sums.set(source, add(sums.get(source) ?? ZERO, sum))
  }
  return tally
}

/** Exact sums of the entries by kind and source. */
export const tallyMoney = (money: readonly ProjectMoney[]): MoneyTally =>
  tallyParts(money.map(({ kind, source, amount }) => ({ kind, source, sum: amountOf(amount) })))

/** The sums of several together. */
export const mergeTallies = (tallies: readonly MoneyTally[]): MoneyTally =>
  tallyParts(
    tallies.flatMap((tally) =>
      [...tally].flatMap(([kind, sums]) => [...sums].map(([source, sum]) => ({ kind, source, sum }))),
    ),
  )

/** Sum of one kind from one source. */
export const sumFrom = (tally: MoneyTally, kind: MoneyKind, source: MoneySource): Rational =>
  tally.get(kind)?.get(source) ?? ZERO

/** Sum of one kind from all sources. */
export const sumOfKind = (tally: MoneyTally, kind: MoneyKind): Rational =>
  [...(tally.get(kind)?.values() ?? [])].reduce(add, ZERO)

/**
 * Percent of the whole with one decimal; null where the whole is nothing.
 * @example shareOf(amountOf('30'), amountOf('80')) // '37.5'
 */
export const shareOf = (part: Rational, whole: Rational): string | null =>
  compareRationals(whole, ZERO) <= 0 ? null : roundRational(multiply(divide(part, whole), wholeNumber(100)), 1)

export type MixPart = { source: MoneySource; amount: string; share: string | null }

/** Budget by source of finance with its share in percent; sources without a budget are left out. */
export function financeMix(tally: MoneyTally): MixPart[] {
  const whole = sumOfKind(tally, 'budget')
  return MONEY_SOURCES.flatMap((source) => {
    const sum = sumFrom(tally, 'budget', source)
    return compareRationals(sum, ZERO) === 0 ? [] : [{ source, amount: amountText(sum), share: shareOf(sum, whole) }]
  })
}

export type Weight<K extends string> = { of: K; projects: number; budget: string; paid: string; share: string | null }

/** Budget and payments of projects by what they serve, with the share of the budget in percent; in the order of `kinds`. */
export function weighBy<K extends string>(
  kinds: readonly K[],
  projects: readonly { of: K; tally: MoneyTally }[],
): Weight<K>[] {
  const budgets = projects.map(({ of, tally }) => ({
    of,
    budget: sumOfKind(tally, 'budget'),
    paid: sumOfKind(tally, 'payment'),
  }))
  const whole = budgets.reduce((sum, { budget }) => add(sum, budget), ZERO)
  return kinds.map((kind) => {
    const own = budgets.filter(({ of }) => of === kind)
    const budget = own.reduce((sum, one) => add(sum, one.budget), ZERO)
    const paid = own.reduce((sum, one) => add(sum, one.paid), ZERO)
    return {
      of: kind,
      projects: own.length,
      budget: amountText(budget),
      paid: amountText(paid),
      share: shareOf(budget, whole),
    }
  })
}
