// What a benchmark is and what it gives: a figure, and a baseline measured in the same run to hold it against.
import type { Database } from '#platform/database.ts'

/** `ratio` is `value / baseline.value`; both are in `unit`. */
export type BenchResult = {
  name: string
  value: number
  unit: string
  baseline: { name: string; value: number }
  ratio: number
}

export type BenchIo = {
  /** A database of its own for the run, in the newest shape and empty. */
  freshDatabase: () => Promise<Database & { drop: () => Promise<void> }>
  /** Progress, for a person. */
  say: (sentence: string) => void
}

export type Bench = { name: string; run: (io: BenchIo) => Promise<BenchResult[]> }

/** A result with its ratio, three significant digits each. */
export function benchResult(
  name: string,
  unit: string,
  value: number,
  baseline: { name: string; value: number },
): BenchResult {
  return {
    name,
    value: short(value),
    unit,
    baseline: { ...baseline, value: short(baseline.value) },
    ratio: short(value / baseline.value),
  }
}

const short = (value: number): number => Number(value.toPrecision(3))
