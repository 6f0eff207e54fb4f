// Reads the facts that are compared with limits, and gathers what a verdict says about them.
import { compareRationals, getDecimal, multiply, type Rational, toRational } from '#kit/rational.ts'
import { leastSure, type Sureness } from './edition.ts'
import { edition as findEdition } from './editions.ts'
import { type Fact, FINDINGS, factText, parseFact } from './facts.ts'
import { appliedLimits, type Compared, gradeOn, type Ladder, multipleOver, strictest } from './limit-ladder.ts'
import type { LimitItem, LimitStep, LimitSubject, LimitVerdict, Words } from './limit-verdict.ts'
import type { Facts, Finding, Why } from './verdict-parts.ts'

/** What a fact may be: closed bounds; `belowDetection` says what stands for a result under the detection limit. */
export type Reading = {
  least?: number
  most?: number
  belowDetection?: 'half' | 'limit' | 'refused'
  /** Texts that mean "none seen" (无) and "seen" (有), for items judged by eye or nose. */
  isSeen?: boolean
  /** 未检出 without a detection limit is usable, because a class asks for absence. */
  mayBeAbsent?: boolean
}

export type Asked = Words & { key: string; unit: string; clause: string; reading?: Reading }
export type Known = Compared & { text: string; item: LimitItem }

const TWO: Rational = { n: 2n, d: 1n }
const ZERO: Rational = { n: 0n, d: 1n }
/** Past this no level, content or concentration is believable. */
const BELIEVABLE = 1_000_000_000_000

function fault(asked: Asked, fact: Fact): Finding | undefined {
  const { least = 0, most = BELIEVABLE, belowDetection, mayBeAbsent } = asked.reading ?? {}
  if (fact.kind === 'missing') return undefined
  if (fact.kind === 'rejected') return FINDINGS.notANumber(asked.key, fact.text)
  if (fact.kind === 'not-detected') {
    return mayBeAbsent ? undefined : FINDINGS.noDetectionLimit(asked.key, fact.text)
  }
  if (fact.kind === 'below' && belowDetection === 'refused') return FINDINGS.notANumber(asked.key, fact.text)
  const value = toRational(fact.decimal)
  if (least >= 0 && value.n < 0n) return FINDINGS.negative(asked.key, fact.text)
  const isLow = compareRationals(value, toRational(getDecimal(least))) < 0
  const isHigh = compareRationals(value, toRational(getDecimal(most))) > 0
  return isLow || isHigh ? FINDINGS.outOfRange(asked.key, fact.text, `${least}–${most} ${asked.unit}`) : undefined
}

const atLimit = (key: string, value: string, used: string): Finding => ({
  code: 'value.below-detection',
  item: key,
  value,
  zh: `${key} 的结果 ${value} 低于检出限，按检出限 ${used} 评价`,
  en: `The result ${value} of ${key} is below detection; the detection limit, ${used}, is used`,
})

const SEEN: Readonly<Record<string, boolean>> = { 无: false, none: false, no: false, 有: true, yes: true, seen: true }

/** The facts of one evaluation as they are read; nothing is looked at without leaving a trace. */
export class LimitFacts {
  readonly inputs: Record<string, string> = {}
  readonly items: LimitItem[] = []
  readonly findings: Finding[] = []
  readonly steps: LimitStep[] = []
  #sureness: Sureness = 'verified'
  readonly #facts: Facts

  constructor(facts: Facts) {
    this.#facts = facts
  }

  get sureness(): Sureness {
    return this.#sureness
  }

  /** Whether a fact of that name was given, whatever it says. */
  has(name: string): boolean {
    return Object.hasOwn(this.#facts, name) && factText(this.#facts[name]) !== ''
  }

  /** Whether any of these facts was given. */
  hasAny(...names: readonly (string | undefined)[]): boolean {
    return names.some((name) => name !== undefined && this.has(name))
  }

  /** Text of the first fact of these names that was given, recorded under the first name; blank where absent. */
  text(key: string, ...aliases: readonly string[]): string {
    for (const name of [key, ...aliases]) {
      if (!this.has(name)) continue
      const text = factText(this.#facts[name])
      this.inputs[key] = text
      return text
    }
    return ''
  }

  /** A number that is no item of its own (an oxygen content, a flow); undefined where absent, with a finding where unusable. */
  quantity(asked: Asked, ...aliases: readonly string[]): { value: Rational; text: string } | undefined {
    const text = this.text(asked.key, ...aliases)
    const fact = parseFact(text)
    if (fact.kind === 'missing') return undefined
    const reading: Reading = { ...asked.reading, belowDetection: 'refused' }
    const finding = fault({ ...asked, reading }, fact)
    if (finding) this.findings.push(finding)
    return finding || fact.kind !== 'number' ? undefined : { value: toRational(fact.decimal), text }
  }

  /** The value of an item; undefined where it is missing or unusable. The item is reported in either case. */
  value(asked: Asked, ...aliases: readonly string[]): Known | undefined {
    const text = this.text(asked.key, ...aliases)
    const item = blankItem(asked, text)
    this.items.push(item)
    if (asked.reading?.isSeen && Object.hasOwn(SEEN, text)) {
      item.status = 'ok'
      return { value: ZERO, text, isAbsent: !SEEN[text], item }
    }
    const fact = parseFact(text)
    if (fact.kind === 'missing') {
      item.value = null
      return undefined
    }
    const finding = asked.reading?.isSeen ? FINDINGS.notANumber(asked.key, text) : fault(asked, fact)
    if (finding) this.findings.push(finding)
    if (finding || fact.kind === 'rejected') {
      item.status = 'rejected'
      return undefined
    }
    return this.#known(asked, fact, item)
  }

  #known({ key, reading }: Asked, fact: Exclude<Fact, { kind: 'missing' | 'rejected' }>, item: LimitItem): Known {
    if (fact.kind === 'number') {
      item.status = 'ok'
      return { value: toRational(fact.decimal), text: fact.text, isAbsent: fact.decimal.units === 0n, item }
    }
    item.status = 'below-detection'
    if (fact.kind === 'not-detected') return { value: ZERO, text: fact.text, isAbsent: true, item }
    const half = toRational(fact.decimal)
    const isLimit = reading?.belowDetection === 'limit'
    const used = isLimit ? fact.text.replace(/[<＜lL\s]/g, '') : fact.used
    item.used = used
    this.findings.push(isLimit ? atLimit(key, fact.text, used) : FINDINGS.belowDetection(key, fact.text, used))
    return { value: isLimit ? multiply(half, TWO) : half, text: used, isAbsent: true, item }
  }

  /** Notes a step by a rule of an edition, of one item or of the whole; the verdict is only as sure as the rule. */
  step(step: LimitStep, item?: LimitItem): void {
    const rule = findEdition(step.edition)?.rules.find(({ id }) => id === step.rule)
    if (!rule) throw new Error(`Cannot note a step as ${step.edition} must define the rule "${step.rule}"`)
    this.#sureness = leastSure(this.#sureness, rule.sureness)
    ;(item ?? this).steps.push(step)
  }

  /** Compares a value with its ladders and writes the outcome to its item; `basis` is the rung that multiples are over. */
  judge(known: Known, ladders: readonly Ladder[], { outcomes, basis = 0 }: Judging): void {
    const { item } = known
    const grade = Math.max(...ladders.map((ladder) => gradeOn(ladder, known)))
    item.grade = grade
    item.outcome = outcomes[grade - 1] ?? outcomes.at(-1) ?? null
    item.limits = appliedLimits(ladders, known)
    for (const { sureness } of item.limits) this.#sureness = leastSure(this.#sureness, sureness)
    const rung = ladders[strictest(ladders)]?.[basis]
    const multiple = rung && multipleOver(rung.bound, known)
    if (multiple !== undefined) item.multiple = multiple
  }
}

/** Words of the grades, best first. */
export type Judging = { outcomes: readonly Words[]; basis?: number }

/** 达标 and 超标: the outcomes of a limit that is kept or not. */
export const KEPT_OR_NOT: readonly Words[] = [
  { zh: '达标', en: 'kept' },
  { zh: '超标', en: 'exceeded' },
]

const blankItem = ({ key, unit, clause, zh, en }: Asked, text: string): LimitItem => ({
  key,
  zh,
  en,
  value: text === '' ? null : text,
  unit,
  status: 'missing',
  clause,
  grade: null,
  outcome: null,
  limits: [],
  steps: [],
})

const nothing: Why = {
  code: 'limits.nothing-to-judge',
  zh: '没有可评价的有效数据',
  en: 'There is no usable value to judge',
}

type Head = {
  subject: LimitSubject
  edition: string
  outcomes: readonly Words[]
  why?: Why | undefined
  settings?: Readonly<Record<string, unknown>> | undefined
}

/** The verdict of items that were judged: the worst decides. Not judged where `why` says so or no item was. */
export function concludeLimits({ subject, edition, outcomes, why, settings }: Head, facts: LimitFacts): LimitVerdict {
  const grade = Math.max(0, ...facts.items.map((item) => item.grade ?? 0))
  const reason = why ?? (grade === 0 ? nothing : undefined)
  const multiples = facts.items.flatMap(({ key, multiple }) =>
    multiple === undefined ? [] : [[key, multiple] as const],
  )
  return {
    subject,
    edition,
    judged: reason === undefined,
    ...(reason ? { why: reason } : {}),
    grade: reason ? null : grade,
    colour: null,
    outcome: reason ? null : (outcomes[grade - 1] ?? outcomes.at(-1) ?? null),
    worst: reason ? [] : facts.items.filter((item) => item.grade === grade).map(({ key }) => key),
    multiples: reason ? {} : Object.fromEntries(multiples),
    items: facts.items,
    steps: facts.steps,
    findings: facts.findings,
    sureness: facts.sureness,
    inputs: facts.inputs,
    ...(settings === undefined ? {} : { settings }),
  }
}
