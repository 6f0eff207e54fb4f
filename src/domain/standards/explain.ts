// Tells how a verdict came about, from the verdict and the catalogue alone.
import { explainAir } from './explain-air.ts'
import { explainWater } from './explain-water.ts'
import type { Explanation, Verdict } from './verdict.ts'

/** 评价说明 — inputs, rounding, formula with numbers, clause, result, as a tree. */
export function explain(verdict: Verdict): Explanation {
  return verdict.subject === 'water' ? explainWater(verdict) : explainAir(verdict)
}
