// What progress knows of a return when its unit hands it in: whether all is filled in, and the hash of what is.
import type { Inputs } from '#domain/engine/procedure/case.ts'
import type { EvidenceKind } from '#domain/engine/procedure/definition.ts'
import { missingOf } from '#domain/progress/entries.ts'
import { getPeriod, parsePeriod } from '#domain/progress/period.ts'
import type { Queryable } from '#platform/database.ts'
import { type AssignmentInForce, assignmentsInForce } from '../assignments-in-force.ts'
import type { StoredCase } from '../procedures/case-store.ts'
import type { CaseHooks } from '../procedures/hooks.ts'
import { entriesOfCase, hashEntries, type ReturnKey } from './entries.ts'

export const PROCEDURE = 'progress-report'
/** What a return is about: `<unit>/<period>`. */
export const ABOUT = 'progress-return'

/** Undefined for a case that is no return of a unit. */
export function returnKeyOf({ id, planId, procedure, current }: StoredCase): ReturnKey | undefined {
  if (procedure.id !== PROCEDURE || current.about.kind !== ABOUT) return undefined
  const [, unit, period] = /^(.+)\/([^/]+)$/.exec(current.about.ref) ?? []
  if (unit === undefined || period === undefined || parsePeriod(period) === undefined) return undefined
  return { planId, caseId: id, unit, period }
}

/** Obligations that the unit reports on for the period: it leads or assists, and the assignment begins before its end. */
export async function askedOf(
  db: Queryable,
  { planId, unit, period }: Omit<ReturnKey, 'caseId'>,
): Promise<AssignmentInForce[]> {
  const { until } = getPeriod(period)
  return [...(await assignmentsInForce(db, planId, { unit })).values()].filter(({ from }) => from < until)
}

const DOCUMENT: EvidenceKind = 'document'

export const progressHooks = {
  async facts(db: Queryable, stored: StoredCase): Promise<Record<string, boolean>> {
    const key = returnKeyOf(stored)
    if (key === undefined) return {}
    const [asked, entries] = await Promise.all([askedOf(db, key), entriesOfCase(db, key.caseId)])
    const filled = new Set(entries.filter((entry) => missingOf(entry) === undefined).map((entry) => entry.obligationId))
    return { 'entries-complete': asked.every(({ obligationId }) => filled.has(obligationId)) }
  },
  async inputs(db: Queryable, stored: StoredCase, { act, inputs }: { act: string; inputs: Inputs }): Promise<Inputs> {
    const key = returnKeyOf(stored)
    if (key === undefined || act !== 'submit') return inputs
    const entries = await entriesOfCase(db, key.caseId)
    const piece = {
      kind: DOCUMENT,
      ref: `progress-return/${key.caseId}`,
      name: `填报内容（${entries.length} 项）`,
      hash: hashEntries(entries),
    }
    return { ...inputs, evidence: [...(inputs.evidence ?? []), piece] }
  },
} satisfies CaseHooks
