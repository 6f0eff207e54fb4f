// The one door of the standards engine: facts in, a verdict under the edition in force at the time of the facts out.
import type { Refusal } from '#kit/refusal.ts'
import type { Family } from './edition.ts'
import { EVALUATORS, type EvaluateOptions, type Evaluator, evaluatorOf } from './evaluators.ts'
import type { Facts, Subject, Verdict, VerdictBySubject } from './verdict.ts'

// As `shanshui/standards` this file is the door of the library: what else a program needs with a verdict stands here too.
export { isRefusal, type Refusal } from '#kit/refusal.ts'
export { EDITIONS, edition, editionFor } from './editions.ts'
export type { EvaluateOptions } from './evaluators.ts'
export { explain } from './explain.ts'
export type { Facts, Subject, Verdict } from './verdict.ts'

/** Every subject that can be judged. */
export const SUBJECTS = Object.keys(EVALUATORS) as readonly Subject[]

/** Which family of standards answers for a subject; where several do, the first. */
export const FAMILY_OF = Object.fromEntries(
  SUBJECTS.map((subject) => [subject, EVALUATORS[subject].families[0]]),
) as Readonly<Record<Subject, Family>>

export type VerdictOf<S extends Subject> = VerdictBySubject[S]

/**
 * Judges facts of a subject. Refuses only where no edition can be chosen; bad facts become findings of the verdict,
 * and what cannot be judged says why. An hour or day is judged by the instant of its label: an hour labelled
 * 2026-03-01 00:00 falls under the edition that begins with that day.
 */
export function evaluate<S extends Subject>(
  subject: S,
  facts: Facts,
  options: EvaluateOptions = {},
): VerdictOf<S> | Refusal {
  return evaluatorOf(subject).evaluate(facts, options)
}

/** The verdict once more from its own inputs and settings; equal byte for byte unless the catalogue was corrected. */
export function reevaluate(verdict: Verdict): Verdict | Refusal {
  const evaluator = EVALUATORS[verdict.subject] as Evaluator<Verdict>
  return evaluator.evaluate(verdict.inputs, evaluator.optionsOf(verdict))
}
