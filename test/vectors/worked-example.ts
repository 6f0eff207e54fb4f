// A worked example of a standard as data: which edition and clause it stands for, what is computed, what must come out.
import { expect, test } from 'vitest'
import { type EvaluateOptions, evaluate } from '#domain/standards/evaluate.ts'
import type { LimitSubject } from '#domain/standards/limit-verdict.ts'
import type { Facts } from '#domain/standards/verdict.ts'
import { isRefusal } from '#kit/refusal.ts'

export type WorkedExample = {
  edition: string
  clause: string
  says: string
  run: () => unknown
  expected: unknown
  /** What is judged, where the example is a verdict. */
  judges?:
    | { subject: LimitSubject; facts: Facts; at: string }
    | { subject: LimitSubject; facts: Facts; edition: string }
}

type Judged = { edition: string; clause: string; says: string; subject: LimitSubject; facts: Facts; at?: string }

/** An example that is judged: the outcome and, for each item, its outcome and its multiple where it is over. */
export function judged(
  example: Judged,
  expected: { outcome: string | null; items: Record<string, string> },
): WorkedExample {
  const { edition, clause, says, subject, facts, at } = example
  const options: EvaluateOptions =
    at === undefined ? { edition } : { at: Date.parse(at.length > 10 ? at : `${at}T12:00:00+08:00`) }
  const run = (): unknown => {
    const verdict = evaluate(subject, facts, options)
    if (isRefusal(verdict)) return verdict
    const items = verdict.items.flatMap(({ key, outcome, multiple }) => {
      const over = multiple === undefined ? '' : ` ${multiple}`
      return outcome ? [[key, `${outcome.zh}${over}`] as const] : []
    })
    return { outcome: verdict.outcome?.zh ?? null, items: Object.fromEntries(items) }
  }
  const judges = at === undefined ? { subject, facts, edition } : { subject, facts, at: at.slice(0, 10) }
  return { edition, clause, says, run, expected, judges }
}

/** One test an example. */
export function testExamples(examples: readonly WorkedExample[]): void {
  for (const { edition, clause, says, run, expected } of examples) {
    test(`${edition} ${clause}: ${says}`, () => expect(run()).toEqual(expected))
  }
}
