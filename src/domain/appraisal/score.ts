// Scores every unit by a scheme and the facts that are known, and ranks them within their groups.
import {
  add,
  compareDecimals,
  getDecimal,
  multiply,
  type Rational,
  ratio,
  roundRational,
  subtract,
  toRational,
} from '#kit/rational.ts'
import { shareOf } from './curve.ts'
import type { Fact } from './fact.ts'
import {
  type Adjustment,
  isAskedOf,
  leavesOf,
  type Scheme,
  type SchemeItem,
  type ScoringRule,
  type Veto,
} from './scheme.ts'
import { adjustmentInWords, itemInWords, tooFewInWords, vetoInWords } from './score-words.ts'
import type { AdjustmentScore, ItemScore, ScoredUnit, ScoreSheet, UnitScore, VetoScore } from './sheet.ts'
import { weightsFor } from './weights.ts'

/** The fact of a unit for an item, an adjustment or a veto, by its id. */
export type FactsOf = (unit: string, id: string) => Fact

type Leaf = SchemeItem & { rule: ScoringRule }
const figure = (text: string): Rational => toRational(getDecimal(text))
const NOTHING = ratio(0n, 1n)

/**
 * Points of an item are rounded once, from the exact value, to the decimals of the scheme; sums and totals
 * add what is printed and are exact. The sum is not below 0.
 * @source GB/T 8170—2008 进舍规则
 */
export function scoreSheet(scheme: Scheme, units: readonly ScoredUnit[], factsOf: FactsOf): ScoreSheet {
  const scored = units.map((unit) => scoreUnit(scheme, unit, factsOf))
  const ranked = scored.filter((one) => isRanked(scheme, one))
  return { units: scored.map((one) => ({ ...one, place: ranked.includes(one) ? placeOf(one, ranked) : null })) }
}

type Unplaced = Omit<UnitScore, 'place'>

const isRanked = ({ leastApplicable = '0' }: Scheme, { applicable }: Unplaced): boolean =>
  compareDecimals(getDecimal(applicable), getDecimal(leastApplicable)) >= 0

const placeOf = ({ group, total }: Unplaced, ranked: readonly Unplaced[]): number =>
  1 +
  ranked.filter((other) => other.group === group && compareDecimals(getDecimal(other.total), getDecimal(total)) > 0)
    .length

function scoreUnit(scheme: Scheme, unit: ScoredUnit, factsOf: FactsOf): Unplaced {
  const items = scoreItems(scheme, unit, factsOf)
  const adjustments = (scheme.adjustments ?? []).map((one) => adjust(scheme, one, factsOf(unit.id, one.id)))
  const vetoes = (scheme.vetoes ?? []).flatMap((veto) => vetoOf(veto, factsOf(unit.id, veto.id)))
  const sum = sumOf(scheme, items, adjustments)
  return {
    ...unit,
    items,
    adjustments,
    vetoes,
    applicable: applicableOf(scheme, items),
    sum,
    total: afterVetoes(scheme, sum, vetoes),
    open: items.filter(({ state }) => state === 'missing').length,
  }
}

function scoreItems(scheme: Scheme, { id: unit, group }: ScoredUnit, factsOf: FactsOf): ItemScore[] {
  const leaves = askedLeaves(scheme.items, group)
  const facts = new Map(leaves.map((leaf) => [leaf.id, applied(leaf, factsOf(unit, leaf.id))]))
  const weights = weightsFor(scheme, { group, applies: (id) => facts.get(id)?.state !== 'not-applicable' })
  return leaves.map((leaf) => {
    const fact = facts.get(leaf.id) ?? factsOf(unit, leaf.id)
    return scoreItem(scheme, leaf, { fact, weight: weights.get(leaf.id) ?? NOTHING })
  })
}

/** By the weights of the scheme itself: how much of it a total rests on. */
function applicableOf({ items: asked, decimals }: Scheme, items: readonly ItemScore[]): string {
  const applying = new Set(items.filter(({ state }) => state !== 'not-applicable').map(({ id }) => id))
  const weights = leavesOf(asked).filter(({ id }) => applying.has(id))
  return roundRational(weights.map(({ weight }) => figure(weight)).reduce<Rational>(add, NOTHING), decimals)
}

const askedLeaves = (items: readonly SchemeItem[], group: string): Leaf[] =>
  items
    .filter((item) => isAskedOf(item, group))
    .flatMap((item) => (item.rule === undefined ? askedLeaves(item.items ?? [], group) : leavesOf([item])))

/** The fact as the rule takes it: too few cases, or none where the rule then lets go, mean that it does not apply. */
function applied({ rule }: Leaf, fact: Fact): Fact {
  if (fact.state === 'missing' && rule.whenMissing === 'not-applicable') return { ...fact, state: 'not-applicable' }
  const { leastSample = 0 } = rule
  if (fact.state !== 'known' || fact.sample === undefined || fact.sample >= leastSample) return fact
  return { state: 'not-applicable', because: tooFewInWords(fact.sample, leastSample), to: fact.to }
}

function scoreItem({ decimals }: Scheme, leaf: Leaf, { fact, weight }: { fact: Fact; weight: Rational }): ItemScore {
  const printed = roundRational(weight, decimals)
  const base = { id: leaf.id, weight: printed, fact }
  if (fact.state === 'not-applicable') return { ...base, state: 'not-applicable', points: null, because: fact.because }
  const share = fact.state === 'known' ? shareOf(leaf.rule.curve, fact) : NOTHING
  const points = roundRational(multiply(weight, share), decimals)
  return {
    ...base,
    state: fact.state === 'known' ? 'scored' : 'missing',
    points,
    because: itemInWords(fact, { percent: roundRational(multiply(share, ratio(100n, 1n)), 2), weight: printed }),
  }
}

/** How many, times points for each, up to the cap. */
function adjust({ decimals }: Scheme, adjustment: Adjustment, fact: Fact): AdjustmentScore {
  const count = fact.state === 'known' ? figure(fact.value) : NOTHING
  const earned = lesser(multiply(count, figure(adjustment.each)), figure(adjustment.cap))
  const points = roundRational(adjustment.kind === 'bonus' ? earned : subtract(NOTHING, earned), decimals)
  return { id: adjustment.id, points, because: adjustmentInWords(adjustment, fact), fact }
}

const lesser = (a: Rational, b: Rational): Rational => (subtract(a, b).n <= 0n ? a : b)

function vetoOf(veto: Veto, fact: Fact): VetoScore[] {
  return fact.state === 'known' ? [{ id: veto.id, because: vetoInWords(veto, fact), fact }] : []
}

function sumOf(scheme: Scheme, items: readonly ItemScore[], adjustments: readonly AdjustmentScore[]): string {
  const earned = items.map(({ points }) => figure(points ?? '0')).reduce<Rational>(add, NOTHING)
  const changes = adjustments.map(({ points }) => figure(points))
  const bonus = changes.filter(({ n }) => n > 0n).reduce<Rational>(add, NOTHING)
  const deduction = subtract(NOTHING, changes.filter(({ n }) => n < 0n).reduce<Rational>(add, NOTHING))
  const { caps } = scheme
  const capped = (value: Rational, cap: string | undefined): Rational =>
    cap === undefined ? value : lesser(value, figure(cap))
  const sum = subtract(add(earned, capped(bonus, caps?.bonus)), capped(deduction, caps?.deduction))
  return roundRational(sum.n < 0n ? NOTHING : sum, scheme.decimals)
}

/** The hardest of the effects counts. */
function afterVetoes({ vetoes = [], decimals }: Scheme, sum: string, found: readonly VetoScore[]): string {
  const limits = vetoes
    .filter(({ id }) => found.some((one) => one.id === id))
    .map(({ effect }) => (effect.kind === 'zero' ? '0' : effect.points))
  const least = [sum, ...limits].map(getDecimal).reduce((a, b) => (compareDecimals(a, b) <= 0 ? a : b))
  return roundRational(toRational(least), decimals)
}
