// Tells how a verdict came about, from the verdict and the catalogue alone.
import { EVALUATORS, type Evaluator } from './evaluators.ts'
import type { Explanation, Verdict } from './verdict.ts'

/** 评价说明 — inputs, rounding, formula with numbers, clause, result, as a tree. */
export function explain(verdict: Verdict): Explanation {
  return (EVALUATORS[verdict.subject] as Evaluator<Verdict>).explain(verdict)
}
