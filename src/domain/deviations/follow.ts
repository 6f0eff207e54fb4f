// What becomes of deviations from one look to the next: they appear, change, and go; what people decided stands.
import { canonicalText } from '#kit/canonical.ts'
import type { Deviation } from './find.ts'

export const DEVIATION_STATES = ['open', 'handled', 'dismissed', 'gone'] as const
/** 偏差状态 — open: nobody has decided; handled: a case was opened; dismissed: set aside with a reason; gone: no longer there. */
export type DeviationState = (typeof DEVIATION_STATES)[number]

/** How a deviation stood after the last look; `isCaseOpen` says whether the case it opened is still under way. */
export type StandingDeviation = Deviation & { number: number; state: DeviationState; isCaseOpen: boolean }

export type DeviationChange =
  | { kind: 'appeared'; found: Deviation }
  | { kind: 'changed'; number: number; found: Deviation }
  | { kind: 'gone'; number: number; state: 'open' | 'dismissed' }

const keyOf = ({ rule, subject }: Pick<Deviation, 'rule' | 'subject'>): string =>
  canonicalText([rule, subject.kind, subject.ref])
const contentOf = ({ units, reason }: Deviation): string => canonicalText({ units: units.toSorted(), reason })

/**
 * Changes from the newest standing deviations, one at most a rule and subject, to what is found now. One that was handled
 * appears anew once its case is over and there is something new to it; one that was dismissed stays so until it is gone.
 */
export function followDeviations(
  standing: readonly StandingDeviation[],
  found: readonly Deviation[],
): DeviationChange[] {
  const before = new Map(standing.map((one) => [keyOf(one), one]))
  const now = new Set(found.map(keyOf))
  return [
    ...found.flatMap((one): DeviationChange[] => {
      const known = before.get(keyOf(one))
      if (known === undefined || known.state === 'gone') return [{ kind: 'appeared', found: one }]
      if (contentOf(known) === contentOf(one) || known.state === 'dismissed') return []
      if (known.state === 'open') return [{ kind: 'changed', number: known.number, found: one }]
      return known.isCaseOpen ? [] : [{ kind: 'appeared', found: one }]
    }),
    ...standing.flatMap((one): DeviationChange[] =>
      (one.state === 'open' || one.state === 'dismissed') && !now.has(keyOf(one))
        ? [{ kind: 'gone', number: one.number, state: one.state }]
        : [],
    ),
  ]
}
