// How black and odorous a water is: of a sample, of a point over its samples, of a body along its points.
import { compareRationals, getDecimal, multiply, type Rational, roundRational, toRational } from '#kit/rational.ts'
import type { BLACK_ODOROUS_2015 } from './catalog/black-odorous-2015.ts'
import { getRule } from './edition.ts'
import { concludeIndex, factsMissing, IndexFacts, type Reading } from './index-reader.ts'
import type { IndexVerdict } from './index-verdict.ts'
import type { Facts } from './verdict-parts.ts'

const rational = (figure: string | number): Rational => toRational(getDecimal(figure))

type BlackGrade = 1 | 2 | 3
const BLACK_LEVELS = ['非黑臭', '轻度黑臭', '重度黑臭'] as const
type BlackTerm = (typeof BLACK_ODOROUS_2015)['limits'][number]

/** Grade of one value: bounds belong to the milder side. */
function blackGrade(term: BlackTerm, value: Rational, none: Rational): BlackGrade {
  const severe = rational(term.severe)
  // In shallow water the bound may fall below that of the severe grade: nothing between them is left.
  if (!term.isLowBad) return compareRationals(value, none) <= 0 ? 1 : compareRationals(value, severe) <= 0 ? 2 : 3
  if (compareRationals(value, none) >= 0) return 1
  return compareRationals(value, severe) >= 0 ? 2 : 3
}

/** Reads and grades one indicator; nothing where it is absent. */
function blackItem(
  edition: typeof BLACK_ODOROUS_2015,
  facts: IndexFacts,
  { term, depth }: { term: BlackTerm; depth: Reading | undefined },
): BlackGrade[] {
  const reading = facts.read(term, { isOptional: true, ...(term.item === 'orp' ? { least: -1000, most: 2000 } : {}) })
  if (!reading) return []
  const { belowDepthCm, share } = edition.shallow
  const shallow =
    term.item === 'sd' && depth && compareRationals(depth.value, rational(belowDepthCm)) < 0 ? depth : undefined
  const none = shallow ? multiply(rational(share), shallow.value) : rational(term.none)
  const noneText = roundRational(none, 1)
  if (shallow) facts.step(getRule(edition, 'shallow'), `${share} × ${shallow.text} = ${noneText} cm`, noneText)
  const grade = blackGrade(term, reading.value, none)
  reading.item.result = BLACK_LEVELS[grade - 1] ?? null
  reading.item.formula = `${reading.text}：${noneText} / ${term.severe}`
  return [grade]
}

/**
 * 黑臭水体分级 of one sample: `sd` cm, `do` and `nh3n` mg/L, `orp` mV; `depth` cm below 25 moves the bound of transparency.
 * The worst indicator decides; at least one is needed.
 * @source 城市黑臭水体整治工作指南（2015）
 */
export function evaluateBlackOdorous(edition: typeof BLACK_ODOROUS_2015, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'black-odorous', edition: edition.id, unit: '1' } as const
  const depth = facts.read({ ...edition.limits[0], item: 'depth' }, { isOptional: true, aboveZero: true })
  const grades = edition.limits.flatMap((term) => blackItem(edition, facts, { term, depth }))
  const worst = grades.reduce<BlackGrade | undefined>(
    (so, grade) => (so === undefined || grade > so ? grade : so),
    undefined,
  )
  if (worst === undefined || facts.missing.length > 0) {
    return concludeIndex(
      head,
      facts,
      factsMissing('black-odorous', facts.missing.length > 0 ? facts.missing : edition.limits.map(({ item }) => item)),
    )
  }
  const level = { grade: worst, zh: BLACK_LEVELS[worst - 1] ?? '' }
  facts.step(getRule(edition, 'sample'), `max = ${worst}`, level.zh)
  return concludeIndex(head, facts, { value: null, level })
}

/** Counts of the results of one indicator at a point. */
export type BlackCounts = { values: number; black: number; severe: number }

/**
 * Grade of a point from its indicators' counts: severe where one is so in over 60 % or two in over 30 % of their results.
 * @source 城市黑臭水体整治工作指南（2015）
 */
export function blackOdorousPoint(counts: readonly BlackCounts[], edition: typeof BLACK_ODOROUS_2015): BlackGrade {
  const { oneItemPercent, twoItemsPercent } = edition.aggregation
  const over = (percent: number): number =>
    counts.filter(({ values, severe }) => values > 0 && severe * 100 > values * percent).length
  if (over(oneItemPercent) >= 1 || over(twoItemsPercent) >= 2) return 3
  return counts.some(({ black, severe }) => black + severe > 0) ? 2 : 1
}

/**
 * Grade of a body from its points in order down the stream: `severeFrom`/`severeTo` bound the stretch of three or more severe
 * points in a row; over 60 % of the points severe makes the whole severe.
 * @source 城市黑臭水体整治工作指南（2015）
 */
export function blackOdorousBody(
  points: readonly BlackGrade[],
  edition: typeof BLACK_ODOROUS_2015,
): { grade: BlackGrade; severeStretches: { from: number; to: number }[] } {
  const { pointsPercent, consecutivePoints } = edition.aggregation
  const severeStretches: { from: number; to: number }[] = []
  let start = 0
  for (let at = 0; at <= points.length; at += 1) {
    if (points[at] === 3) continue
    if (at - start >= consecutivePoints) severeStretches.push({ from: start, to: at - 1 })
    start = at + 1
  }
  const severe = points.filter((grade) => grade === 3).length
  const isWhole = points.length > 0 && severe * 100 > points.length * pointsPercent
  return { grade: isWhole ? 3 : points.some((grade) => grade > 1) ? 2 : 1, severeStretches }
}
