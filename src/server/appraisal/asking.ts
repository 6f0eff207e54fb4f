// What readings of facts are given and what they give, and what several of them do.
import type { Fact } from '#domain/appraisal/fact.ts'
import type { Scheme } from '#domain/appraisal/scheme.ts'
import { ratio, roundRational } from '#kit/rational.ts'
import { isRefusal } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import type { AppraisalSources } from './sources.ts'
import type { NamedUnit } from './units.ts'

/** What is asked of one kind of source, for all units at once. */
export type Asking = {
  scheme: Scheme
  planId: string
  year: number
  /** First instant of the year, and the first after it. */
  from: EpochMs
  until: EpochMs
  nowMs: EpochMs
  units: readonly NamedUnit[]
  sources: AppraisalSources
}

/** Gives the fact of a unit. */
export type UnitFacts = (unit: NamedUnit) => Fact
/** A reading of another feature that cannot be had is a broken machine: the plan was found before. */
export function must<T extends object>(read: T): Exclude<T, { refused: string }> {
  if (isRefusal(read)) throw new Error(`Cannot read a fact: ${read.because}`)
  return read as Exclude<T, { refused: string }>
}

/** Percent to four places, so that rounding decides no point. */
export const percentOf = (part: number, all: number): string => {
  const text = roundRational(ratio(BigInt(part * 100), BigInt(all)), 4)
  return text.replace(/\.?0+$/, '')
}
