// From classes and samples to periods and basins: means with non-detects, shares of classes, basin grades.
import { exactText, meanOf, type Rational, roundRational, toRational } from '#kit/rational.ts'
import { SWQ_2011, type WaterEvaluationEdition, type WaterQuality } from './catalog/swq-eval-2011.ts'
import { factText, parseFact } from './facts.ts'
import { percentage } from './statistics.ts'
import type { Facts, FactValue, Why } from './verdict.ts'

/** 断面水质定性评价 of a class grade 1–6; undefined for anything else. */
export const sectionQuality = (grade: number): WaterQuality | undefined =>
  SWQ_2011.qualities.find((quality) => quality.grades.includes(grade))

/** How many places a mean is written with where its decimals do not end. */
const MEAN_DIGITS = 6

/** A mean as text and the counts behind it; `used` are values and half detection limits, `left` what could not be used. */
export type SampleMean = { value: string; used: number; belowDetection: number; left: string[] }

/**
 * Arithmetic mean of samples, a result below detection entering as half of its limit; undefined where none is usable.
 * Missing marks are passed over; anything else that is no number is listed in `left`. Exact where the decimals end
 * within six places, else half-even to six.
 * @source 环办〔2011〕22号 未检出规则
 * @example 0.02L, 0.03, 0.05, 0.02L → 0.025
 */
export function meanOfSamples(samples: readonly FactValue[]): SampleMean | undefined {
  const values: Rational[] = []
  const left: string[] = []
  let belowDetection = 0
  for (const sample of samples) {
    const fact = parseFact(factText(sample))
    if (fact.kind === 'missing') continue
    if (fact.kind === 'below') belowDetection += 1
    if ((fact.kind === 'number' || fact.kind === 'below') && fact.decimal.units >= 0n) {
      values.push(toRational(fact.decimal))
    } else left.push(fact.text)
  }
  if (values.length === 0) return undefined
  const mean = meanOf(values)
  const value = exactText(mean, MEAN_DIGITS) ?? roundRational(mean, MEAN_DIGITS)
  return { value, used: values.length, belowDetection, left }
}

/** Means of a period as facts for `evaluate('water', …)`, or why there are none. */
export type PeriodMeans = { facts: Facts; counts: Record<string, number> } | { why: Why }

/**
 * Means of the samples of a quarter or year by item; an item with fewer samples than the period needs is left missing.
 * @source 环办〔2011〕22号 评价时段
 */
export function periodMeans(
  samples: readonly Facts[],
  period: 'quarter' | 'year',
  edition: WaterEvaluationEdition = SWQ_2011,
): PeriodMeans {
  const least = edition.leastSamples[period]
  if (samples.length < least) {
    const why: Why = {
      code: 'water.too-few-samples',
      zh: `仅有 ${samples.length} 次监测，少于所需的 ${least} 次，不能评价`,
      en: `Only ${samples.length} samples where ${least} are needed, so nothing can be judged`,
    }
    return { why }
  }
  const facts: Record<string, FactValue> = {}
  const counts: Record<string, number> = {}
  const items = new Set(samples.flatMap((sample) => Object.keys(sample)).filter((item) => item !== 'type'))
  for (const item of items) {
    const mean = meanOfSamples(samples.map((sample) => sample[item]))
    if (!mean) continue
    counts[item] = mean.used
    facts[item] = mean.used >= least ? mean.value : '--'
  }
  const type = samples.find((sample) => sample.type !== undefined)?.type
  return { facts: type === undefined ? facts : { ...facts, type }, counts }
}

/** Shares of classes among judged sections, in percent with one decimal; undefined texts where there is no section. */
export type ClassShares = { total: number; good: number; worst: number; goodShare?: string; worstShare?: string }

/** Counts Ⅰ–Ⅲ and worse than Ⅴ among the grades of judged sections; sections that cannot be judged must be left out. */
export function classShares(grades: readonly number[]): ClassShares {
  const good = grades.filter((grade) => grade <= 3).length
  const worst = grades.filter((grade) => grade === 6).length
  const goodShare = percentage(good, grades.length)
  const worstShare = percentage(worst, grades.length)
  return {
    total: grades.length,
    good,
    worst,
    ...(goodShare === undefined ? {} : { goodShare }),
    ...(worstShare === undefined ? {} : { worstShare }),
  }
}

export type BasinGrade = { quality: WaterQuality; isEdge: boolean }

/**
 * 河流、流域水质定性评价 from the counts of sections; undefined with fewer than five sections, which are judged by their
 * means instead. `isEdge` marks exactly 60 % Ⅰ–Ⅲ with 40 % worse than Ⅴ, which stands in no row.
 * @source 环办〔2011〕22号 河流、流域水质定性评价表
 * @example 9 of 12 Ⅰ–Ⅲ and none worse than Ⅴ is 良好
 */
export function basinGrade(
  { total, good, worst }: Pick<ClassShares, 'total' | 'good' | 'worst'>,
  edition: WaterEvaluationEdition = SWQ_2011,
): BasinGrade | undefined {
  if (total < edition.leastSectionsForShares) return undefined
  const quality = edition.qualities[basinRow(total, good, worst)]
  return quality && { quality, isEdge: good * 100 === total * 60 && worst * 100 === total * 40 }
}

/** Row of the basin table, 0 excellent to 4 heavily polluted; counts are compared, not rounded shares. */
function basinRow(total: number, good: number, worst: number): number {
  if (good * 100 >= total * 90) return 0
  if (good * 100 >= total * 75) return 1
  if (worst * 100 >= total * 40) return 4
  return worst * 100 >= total * 20 ? 3 : 2
}
