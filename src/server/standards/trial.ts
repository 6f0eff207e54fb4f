// Facts typed in by a person, judged and explained; nothing is stored.
import type { TrialSubject, TrialVerdict } from '#contract/standards.ts'
import { compareEditions } from '#domain/standards/compare-editions.ts'
import { editionsOf } from '#domain/standards/editions.ts'
import { evaluate, FAMILY_OF, SUBJECTS } from '#domain/standards/evaluate.ts'
import { EVALUATORS } from '#domain/standards/evaluators.ts'
import { explain } from '#domain/standards/explain.ts'
import type { FactField } from '#domain/standards/fact-sheet.ts'
import { FACT_SHEETS } from '#domain/standards/fact-sheets.ts'
import type { Facts, Subject, Verdict } from '#domain/standards/verdict.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { differenceWords } from './difference-words.ts'

type Words = { zh: string; en: string }
const wordsOf = ({ zh, en }: Words): Words => ({ zh, en })

const fieldOf = ({ key, unit, options, example, isCore, ...words }: FactField): TrialSubject['fields'][number] => ({
  key,
  words: wordsOf(words),
  unit,
  options: options.map(({ value, ...option }) => ({ value, words: wordsOf(option) })),
  example,
  isCore,
})

/** Editions that may be asked for by name; an emission standard is of one of many families. */
const editionsFor = (subject: Subject): string[] => [
  ...new Set(EVALUATORS[subject].families.flatMap((family) => editionsOf(family).map(({ id }) => id))),
]

/** Every subject with the facts it asks for and the editions that can judge it, oldest first. */
export const trialSubjects = (): TrialSubject[] =>
  SUBJECTS.map((id) => ({
    id,
    title: wordsOf(FACT_SHEETS[id]),
    family: FAMILY_OF[id],
    editions: editionsFor(id),
    fields: FACT_SHEETS[id].fields.map(fieldOf),
    isOpen: FACT_SHEETS[id].isOpen === true,
  }))

const isTrial = (subject: string): subject is Subject => Object.hasOwn(FACT_SHEETS, subject)

const unknown = (subject: string): Refusal =>
  refuse('standards.unknown-subject', `不能试算“${subject}” | Cannot try “${subject}”`)

function wireOf(verdict: Verdict): TrialVerdict {
  const explanation = explain(verdict)
  const { value } = explanation
  // Most first lines hold the value already.
  const headline = (text: string): string => (value === undefined || text.includes(value) ? text : `${text}：${value}`)
  return {
    edition: verdict.edition,
    judged: verdict.judged,
    why: verdict.why ? { zh: verdict.why.zh, en: verdict.why.en } : null,
    headline: { zh: headline(explanation.zh), en: headline(explanation.en) },
    colour: verdict.colour,
    sureness: verdict.sureness,
    findings: verdict.findings.map(({ zh, en }) => ({ zh, en })),
    explanation,
  }
}

/** Judges by a named edition, or by the one in force at the instant. */
export function tryFacts(
  subject: string,
  facts: Facts,
  choice: { at?: number | undefined; edition?: string | undefined; now: number },
): TrialVerdict | Refusal {
  if (!isTrial(subject)) return unknown(subject)
  const options = choice.edition === undefined ? { at: choice.at ?? choice.now } : { edition: choice.edition }
  const verdict = evaluate(subject, facts, options)
  return isRefusal(verdict) ? verdict : wireOf(verdict)
}

/** The same facts under two editions and what differs: verdict, items, and limits of the items judged. */
export function compareFacts(subject: string, facts: Facts, editions: { a: string; b: string }) {
  if (!isTrial(subject)) return unknown(subject)
  const compared = compareEditions(subject, facts, editions.a, editions.b)
  if (isRefusal(compared)) return compared
  const differences = [...compared.verdict, ...compared.items, ...compared.limits]
  return {
    a: wireOf(compared.a),
    b: wireOf(compared.b),
    differences: differences.map(({ where, field, a, b }) => ({
      what: differenceWords(where, field, FACT_SHEETS[subject]),
      a,
      b,
    })),
  }
}
