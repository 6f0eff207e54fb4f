// Reads the facts of an index one by one: what came, what was used, what was wrong with it.
import { compareRationals, getDecimal, type Rational, toRational } from '#kit/rational.ts'
import type { IndexLevel } from './catalog/index-tables.ts'
import { type Limit, leastSure, type Rule, type Sureness } from './edition.ts'
import { type Fact, FINDINGS, factText, parseFact } from './facts.ts'
import type { IndexItem, IndexStep, IndexSubject, IndexVerdict } from './index-verdict.ts'
import type { Facts, Finding, Why } from './verdict-parts.ts'

/** What a fact may be: bounds are closed; `isOptional` facts may be absent; `aboveZero` shuts out zero. */
export type Bounds = { least?: number; most?: number; isOptional?: boolean; aboveZero?: boolean }

/** A usable fact: its exact value, the text the rule works with, and the item that reports it. */
export type Reading = { value: Rational; text: string; item: IndexItem }

/** Past this no amount, area or concentration is believable. */
const BELIEVABLE = 1e18

/** The facts of one evaluation, as they are read; every reading leaves its trace in `items`, `inputs` and `findings`. */
export class IndexFacts {
  readonly inputs: Record<string, string> = {}
  readonly items: IndexItem[] = []
  readonly findings: Finding[] = []
  readonly missing: string[] = []
  readonly steps: IndexStep[] = []
  sureness: Sureness
  readonly #facts: Facts

  constructor(facts: Facts, sureness: Sureness) {
    this.#facts = facts
    this.sureness = sureness
  }

  /** A fact as text, recorded as an input; blank where absent. */
  text(key: string): string {
    const text = Object.hasOwn(this.#facts, key) ? factText(this.#facts[key]) : ''
    // Defined and not assigned: a species may be called __proto__.
    if (text !== '')
      Object.defineProperty(this.inputs, key, { value: text, enumerable: true, configurable: true, writable: true })
    return text
  }

  /** The fact of a term as a number; undefined where it is missing or unusable, which `missing` or a finding then says. */
  read(term: Limit, bounds: Bounds = {}): Reading | undefined {
    const text = this.text(term.item)
    const fact = parseFact(text)
    if (fact.kind === 'missing' && bounds.isOptional) return undefined
    const item: IndexItem = {
      key: term.item,
      value: fact.kind === 'missing' ? null : text,
      unit: term.unit,
      status: 'missing',
      clause: term.source,
      result: null,
    }
    this.items.push(item)
    const finding = fault(term, fact, bounds)
    if (finding) this.findings.push(finding)
    if (finding || !('decimal' in fact)) {
      if (fact.kind !== 'missing') item.status = 'rejected'
      this.missing.push(term.item)
      return undefined
    }
    this.sureness = leastSure(this.sureness, term.sureness)
    item.status = 'ok'
    if (fact.kind === 'number') return { value: toRational(fact.decimal), text, item }
    item.status = 'below-detection'
    item.used = fact.used
    this.findings.push(FINDINGS.belowDetection(term.item, text, fact.used))
    return { value: toRational(fact.decimal), text: fact.used, item }
  }

  /** Notes a step by a rule; the result is only as sure as the rule. */
  step(rule: Rule, formula: string, value: string): void {
    this.sureness = leastSure(this.sureness, rule.sureness)
    this.steps.push({ rule: rule.id, formula, value })
  }
}

function fault(term: Limit, fact: Fact, { least = 0, most = BELIEVABLE, aboveZero }: Bounds): Finding | undefined {
  if (fact.kind === 'missing') return undefined
  if (fact.kind === 'not-detected') return FINDINGS.noDetectionLimit(term.item, fact.text)
  if (fact.kind === 'rejected') return FINDINGS.notANumber(term.item, fact.text)
  const value = toRational(fact.decimal)
  if (least === 0 && value.n < 0n) return FINDINGS.negative(term.item, fact.text)
  const isLow = compareRationals(value, toRational(getDecimal(least))) < 0
  const isHigh = compareRationals(value, toRational(getDecimal(most))) > 0
  if (isLow || isHigh) return FINDINGS.outOfRange(term.item, fact.text, `${least}–${most} ${term.unit}`)
  return aboveZero && value.n === 0n ? FINDINGS.outOfRange(term.item, fact.text, `> 0 ${term.unit}`) : undefined
}

/** The level whose bounds hold the value; undefined where the table has a gap there. */
export function findLevel<L extends IndexLevel>(levels: readonly L[], value: Rational): L | undefined {
  const order = (bound: string): number => compareRationals(value, toRational(getDecimal(bound)))
  return levels.find(
    ({ from, over, upTo, below }) =>
      (from === undefined || order(from) >= 0) &&
      (over === undefined || order(over) > 0) &&
      (upTo === undefined || order(upTo) <= 0) &&
      (below === undefined || order(below) < 0),
  )
}

/** Why an index cannot be given: the facts it lacks. */
export const factsMissing = (subject: IndexSubject, missing: readonly string[]): Why => ({
  code: `${subject}.facts-missing`,
  zh: `${missing.join('、')} 缺测或无效，不能评价`,
  en: `${missing.join(', ')} missing or invalid, so nothing can be judged`,
})

type Head = { subject: IndexSubject; edition: string; unit: string }
type Outcome = { value: string | null; level?: { grade: number; zh: string; colour?: string } | undefined } | Why

/** The verdict of facts that were read: a value with its level, or why there is none. */
export function concludeIndex(head: Head, facts: IndexFacts, outcome: Outcome): IndexVerdict {
  const { subject, edition, unit } = head
  const rest = {
    unit,
    items: facts.items,
    steps: facts.steps,
    findings: facts.findings,
    sureness: facts.sureness,
    inputs: facts.inputs,
  }
  if ('code' in outcome) {
    const nothing = { value: null, level: null, grade: null, colour: null }
    return { subject, edition, judged: false, why: outcome, ...nothing, ...rest }
  }
  const { value, level } = outcome
  const graded = { level: level?.zh ?? null, grade: level?.grade ?? null, colour: level?.colour ?? null }
  return { subject, edition, judged: true, value, ...graded, ...rest }
}
