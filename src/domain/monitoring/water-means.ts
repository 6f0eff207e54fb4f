// Facts of a water sample, and the means of a month and a year that its sections are judged by.

import { parseFact } from '#domain/standards/facts.ts'
import type { Facts, Why } from '#domain/standards/verdict.ts'
import { periodMeans } from '#domain/standards/water-evaluation.ts'
import { type Decimal, getDecimal, meanOf, toRational } from '#kit/rational.ts'
import { averageItem } from './air-averages.ts'
import type { AverageItem, AverageItems } from './average-items.ts'

/** Values of one sample by item, as decimal text, `<0.5` below detection; only those whose flag says that they count. */
export type SampleValues = Readonly<Record<string, string>>

/** Digits a mean of water is written with. */
const DIGITS = 4

const NO_VALUES: Why = { code: 'average.no-values', zh: '没有可用的监测值', en: 'There is no usable value' }

/**
 * Means of all samples of a month by item. One sample makes a month: what the year needs is counted in months.
 * @source 环办〔2011〕22号 评价时段
 */
export function waterMonthMeans(samples: readonly SampleValues[]): AverageItems {
  const byItem = new Map<string, string[]>()
  for (const sample of samples) {
    for (const [item, value] of Object.entries(sample)) {
      const values = byItem.get(item)
      if (values) values.push(value)
      else byItem.set(item, [value])
    }
  }
  return Object.fromEntries(
    [...byItem].map(([item, values]) => [
      item,
      averageItem(meanOf(values.map((value) => toRational(usedDecimal(value)))), {
        digits: DIGITS,
        used: values.length,
        expected: samples.length,
        valid: true,
        why: NO_VALUES,
      }),
    ]),
  )
}

/**
 * A result below detection enters means as half the limit.
 * @source HJ 91.2—2022
 */
function usedDecimal(value: string): Decimal {
  const fact = parseFact(value)
  return fact.kind === 'below' ? fact.decimal : getDecimal(value)
}

/** The valid means of a period as facts for `evaluate('water', …)`. */
export function factsOfMeans(items: AverageItems): Record<string, string> {
  return Object.fromEntries(
    Object.entries(items).flatMap(([item, { valid, exact }]) => (valid && exact !== undefined ? [[item, exact]] : [])),
  )
}

/**
 * Means of a year from the means of its months, so that a station that sends every four hours weighs as one sampled
 * once a month; an item needs six months.
 * @source 环办〔2011〕22号 评价时段
 */
export function waterYearMeans(months: readonly AverageItems[]): AverageItems {
  const samples: Facts[] = months.map(factsOfMeans)
  const means = periodMeans(samples, 'year')
  const items = [...new Set(samples.flatMap((sample) => Object.keys(sample)))]
  return Object.fromEntries(items.map((item) => [item, yearItem(item, samples, means)]))
}

function yearItem(item: string, samples: readonly Facts[], means: ReturnType<typeof periodMeans>): AverageItem {
  const values = samples.flatMap((sample) => {
    const value = sample[item]
    return value === undefined || value === null ? [] : [toRational(getDecimal(value))]
  })
  const isEnough = 'facts' in means && means.facts[item] !== undefined && means.facts[item] !== '--'
  return averageItem(values.length === 0 ? undefined : meanOf(values), {
    digits: DIGITS,
    used: values.length,
    expected: 12,
    valid: isEnough,
    why: {
      code: 'average.too-few-months',
      zh: `仅有 ${values.length} 个月的均值，少于所需的次数`,
      en: `Only ${values.length} monthly means, fewer than the year needs`,
    },
  })
}
