// What if: the facts of a sheet under other weights or another scheme; and two years side by side.
import type { compareAppraisals as compareRoute, tryWeights as tryRoute } from '#contract/appraisal.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import { compareSheets } from '#domain/appraisal/compare.ts'
import type { Scheme, SchemeItem } from '#domain/appraisal/scheme.ts'
import { scoreSheet } from '#domain/appraisal/score.ts'
import type { PlanModel } from '#domain/plans/plan-model.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import type { Queryable } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { readFacts } from './facts.ts'
import { namesOf } from './lines.ts'
import { checkWhole, faultInWords, findScheme } from './schemes.ts'
import { shownSheet } from './sheet.ts'
import type { AppraisalSources } from './sources.ts'
import { type Appraisal, findAppraisal } from './store.ts'

type Looking = { planId: string; id: number; nowMs: EpochMs; sources: AppraisalSources }
type Trying = Looking & BodyOf<typeof tryRoute>

/** Nothing is kept; weights that do not sum up are told as faults. */
export async function tryWeights(db: Queryable, asked: Trying): Promise<ReplyOf<typeof tryRoute> | Refusal> {
  const model = await findPlan(db, asked.planId)
  if (isRefusal(model)) return model
  const appraisal = await findAppraisal(db, asked)
  if (isRefusal(appraisal)) return appraisal
  const other = await otherScheme(db, model, { appraisal, asked })
  if (isRefusal(other)) return other
  const checked = checkWhole(model, other)
  if (!('scheme' in checked)) return { changes: [], faults: checked.faults.map(faultInWords) }
  const { nowMs, sources } = asked
  const shown = await shownSheet(db, { appraisal, nowMs, sources })
  const { scheme } = checked
  const { planId, year } = appraisal
  const { units, entries } = shown
  // Another scheme asks for other facts; the same one is tried on the very facts that are shown.
  const factsOf =
    asked.scheme === undefined
      ? shown.factsOf
      : await readFacts(db, { scheme, planId, year, nowMs, units, entries, sources })
  const scored = shown.sheet.units.map(({ id, unit, group }) => ({ id, unit, group }))
  const changes = compareSheets(shown.sheet, scoreSheet(scheme, scored, factsOf))
  return { changes, faults: [] }
}

type Choosing = { appraisal: Appraisal; asked: Trying }

async function otherScheme(db: Queryable, model: PlanModel, { appraisal, asked }: Choosing): Promise<Scheme | Refusal> {
  const found = asked.scheme === undefined ? undefined : await findScheme(db, model, asked.scheme)
  if (isRefusal(found)) return found
  return weighed(found?.body ?? appraisal.scheme, asked.weights)
}

function weighed(scheme: Scheme, weights: Readonly<Record<string, string>>): Scheme {
  const change = (items: readonly SchemeItem[]): SchemeItem[] =>
    items.map((item) => ({
      ...item,
      weight: weights[item.id] ?? item.weight,
      ...(item.items === undefined ? {} : { items: change(item.items) }),
    }))
  return { ...scheme, items: change(scheme.items) }
}

/** The later year second; units are the same by their number, items by their id. */
export async function compareAppraisals(
  db: Queryable,
  { other, ...asked }: Looking & { other: number },
): Promise<ReplyOf<typeof compareRoute> | Refusal> {
  const [after, before] = await Promise.all([
    findAppraisal(db, asked),
    findAppraisal(db, { planId: asked.planId, id: other }),
  ])
  if (isRefusal(after)) return after
  if (isRefusal(before)) return before
  const { nowMs, sources } = asked
  const [now, then] = await Promise.all([
    shownSheet(db, { appraisal: after, nowMs, sources }),
    shownSheet(db, { appraisal: before, nowMs, sources }),
  ])
  return {
    changes: compareSheets(then.sheet, now.sheet),
    names: { ...namesOf(before.scheme), ...namesOf(after.scheme) },
  }
}
