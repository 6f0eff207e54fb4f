// The one door of the standards engine: facts in, a verdict under the edition in force at the time of the facts out.
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type AirOptions, evaluateAir } from './air-index.ts'
import type { Family } from './edition.ts'
import { type EditionOf, editionFor, editionOf } from './editions.ts'
import { evaluateWater } from './surface-water.ts'
import type { AirVerdict, Facts, Subject, Verdict, WaterVerdict } from './verdict.ts'

/** Which family of standards answers for a subject. */
export const FAMILY_OF = { 'air-hour': 'aqi', 'air-day': 'aqi', water: 'surface-water' } as const satisfies Record<
  Subject,
  Family
>

export type VerdictOf<S extends Subject> = S extends 'water' ? WaterVerdict : AirVerdict

/** `at` is the instant the facts stand for; `edition` overrides the choice by date. */
export type EvaluateOptions = AirOptions & { at?: EpochMs; edition?: string }

function pick<F extends Family>(family: F, { at, edition }: EvaluateOptions): EditionOf<F> | Refusal {
  if (edition !== undefined) {
    const named = editionOf(family, edition)
    return (
      named ?? refuse('standards.unknown-edition', `Cannot judge by "${edition}" as it must be an edition of ${family}`)
    )
  }
  if (at === undefined) {
    return refuse(
      'standards.time-needed',
      'Cannot choose an edition as the time of the facts or an edition must be given',
    )
  }
  const found = editionFor(family, at)
  return (
    found ??
    refuse('standards.no-edition-in-force', `Cannot judge as no edition of ${family} was in force at that time`)
  )
}

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
  return evaluateSubject(subject, facts, options) as VerdictOf<S> | Refusal
}

function evaluateSubject(subject: Subject, facts: Facts, options: EvaluateOptions): Verdict | Refusal {
  if (subject === 'water') {
    const edition = pick('surface-water', options)
    return 'refused' in edition ? edition : evaluateWater(edition, facts)
  }
  const edition = pick('aqi', options)
  return 'refused' in edition ? edition : evaluateAir(edition, subject, facts, options)
}

/** The verdict once more from its own inputs and settings; equal byte for byte unless the catalogue was corrected. */
export function reevaluate(verdict: Verdict): Verdict | Refusal {
  const settings = verdict.subject === 'water' ? undefined : verdict.settings
  return evaluateSubject(verdict.subject, verdict.inputs, { ...settings, edition: verdict.edition })
}
