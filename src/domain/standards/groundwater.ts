// The class of a groundwater sample under GB/T 14848: each item by its limits, the worst counts.
import { roundRational } from '#kit/rational.ts'
import type { GroundwaterLimit } from './catalog/limit-tables.ts'
import type { EditionOf } from './editions.ts'
import { type Asked, concludeLimits, type Judging, LimitFacts, type Reading } from './limit-facts.ts'
import type { Bound, Ladder } from './limit-ladder.ts'
import type { LimitVerdict, Words } from './limit-verdict.ts'
import type { Facts } from './verdict-parts.ts'

type GroundwaterEdition = EditionOf<'groundwater'>

/** Ⅰ … Ⅴ. */
export const GROUNDWATER_CLASSES: readonly Words[] = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ'].map((name) => ({
  zh: `${name}类`,
  en: `Class ${name}`,
}))
/** Multiples are over class Ⅲ, as for surface water. */
const JUDGING: Judging = { outcomes: GROUNDWATER_CLASSES, basis: 2 }

function boundsOf(limit: GroundwaterLimit): Bound[] {
  const { classLimits, ranges, bySight, absentInFirst, openFourth } = limit
  if (bySight) return [{ absent: true }, { absent: true }, { absent: true }, { absent: true }]
  if (ranges) {
    const [good, fourth] = ranges.map(([atLeast, atMost]) => ({ atLeast, atMost }))
    return good && fourth ? [good, good, good, fourth] : []
  }
  const bounds: Bound[] = (classLimits ?? []).map((atMost) => ({ atMost }))
  if (absentInFirst) bounds[0] = { absent: true }
  if (openFourth) bounds[3] = { over: classLimits?.[2] }
  return bounds
}

const ladders = new WeakMap<GroundwaterLimit, Ladder>()

function ladderOf(edition: GroundwaterEdition, limit: GroundwaterLimit): Ladder {
  const known = ladders.get(limit)
  if (known) return known
  const ladder = boundsOf(limit).map((bound, at) => ({
    bound,
    label: GROUNDWATER_CLASSES[at] ?? null,
    edition: edition.id,
    limit,
  }))
  ladders.set(limit, ladder)
  return ladder
}

const CORE: readonly string[] = ['ph', 'hardness', 'tds', 'nh3n', 'codmn', 'nitrate']
/** Other names that data files use for an item. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  ph: ['pH', 'w01001'],
  nh3n: ['w21003'],
  codmn: ['w01019'],
}

function askedOf(limit: GroundwaterLimit): Asked {
  const { item, zh, en, unit, source: clause, ranges, bySight, absentInFirst } = limit
  const reading: Reading = {
    belowDetection: ranges ? 'refused' : 'limit',
    ...(ranges ? { most: 14 } : {}),
    ...(bySight ? { isSeen: true } : {}),
    ...(absentInFirst ? { mayBeAbsent: true } : {}),
  }
  return { key: item, zh, en, unit, clause, reading }
}

const namesOf = ({ item, zh }: GroundwaterLimit): string[] => [zh, ...(ALIASES[item] ?? [])]

/** Reads and judges one item, with the rules it rests on beside its limits. */
function judgeItem(edition: GroundwaterEdition, limit: GroundwaterLimit, facts: LimitFacts): void {
  const known = facts.value(askedOf(limit), ...namesOf(limit))
  if (!known) return
  const { item, text } = known
  facts.judge(known, [ladderOf(edition, limit)], JUDGING)
  if (item.status === 'below-detection') {
    const formula = `${item.value} ⇒ ${text}`
    facts.step({ edition: edition.id, rule: 'below-detection', formula, value: text }, item)
  }
  if (limit.openFourth && item.grade === 4) {
    facts.step({ edition: edition.id, rule: 'radioactivity', formula: '', value: text }, item)
  }
}

/**
 * 地下水质量类别 of one sample: facts by item key or Chinese name in the unit of the standard. Items that were not given are
 * left out; the worst item gives the class.
 * @source GB/T 14848—2017 表1、表2
 */
export function evaluateGroundwater(edition: GroundwaterEdition, given: Facts): LimitVerdict {
  const facts = new LimitFacts(given)
  for (const limit of edition.limits) {
    const isGiven = [limit.item, ...namesOf(limit)].some((name) => facts.has(name))
    if (isGiven || CORE.includes(limit.item)) judgeItem(edition, limit, facts)
  }
  return concludeGroundwater(edition, facts)
}

function concludeGroundwater(edition: GroundwaterEdition, facts: LimitFacts): LimitVerdict {
  const judged = facts.items.flatMap(({ outcome }) => (outcome ? [outcome.zh] : []))
  if (judged.length > 0) {
    const grade = Math.max(...facts.items.map((item) => item.grade ?? 0))
    const value = GROUNDWATER_CLASSES[grade - 1]?.zh ?? ''
    facts.step({ edition: edition.id, rule: 'single-factor', formula: `max(${judged.join(', ')}) = ${value}`, value })
  }
  return concludeLimits({ subject: 'groundwater', edition: edition.id, outcomes: GROUNDWATER_CLASSES }, facts)
}

/** Ⅴ类水比例 — share of wells of class Ⅴ in percent, one decimal; undefined without wells. */
export function fifthClassShare(grades: readonly number[]): string | undefined {
  if (grades.length === 0) return undefined
  const fifth = BigInt(grades.filter((grade) => grade === 5).length)
  return roundRational({ n: fifth * 100n, d: BigInt(grades.length) }, 1)
}
