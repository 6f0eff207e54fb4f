// What the plan pages ask: the loaded plans, the contents of one, and one part with its obligations and paragraphs.
import type { PlanBrief, readPlanNode, readPlanTree } from '#contract/plans.ts'
import type { ReplyOf } from '#contract/route.ts'
import { inconsistenciesIn, isWithin, obligationsIn, paragraphsOf } from '#domain/plans/plan-model.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { findPlan, listPlanIds } from '../plan-store.ts'
import { pathOf, toInconsistency, toNodeBrief, toObligation, toParagraph, toPlanBrief } from '../plan-wire.ts'

/** Loaded plans, in the order of their first years, then of their ids. */
export async function listPlans(db: Database): Promise<{ rows: PlanBrief[] }> {
  const models = await Promise.all((await listPlanIds(db)).map((id) => findPlan(db, id)))
  const rows = models.flatMap((model) => (isRefusal(model) ? [] : [toPlanBrief(model)]))
  return { rows: rows.toSorted((a, b) => a.startYear - b.startYear) }
}

/** Chapters, sections and measures in order, flat with parents. */
export async function readTree(db: Database, planId: string): Promise<ReplyOf<typeof readPlanTree> | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  return { plan: toPlanBrief(model), nodes: [...model.nodes.values()].map((node) => toNodeBrief(model, node)) }
}

/** One chapter, section or measure with everything in it. */
export async function readNode(
  db: Database,
  planId: string,
  nodeId: string,
): Promise<ReplyOf<typeof readPlanNode> | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const node = model.nodes.get(nodeId)
  if (node === undefined)
    return refuse('plans.node-not-found', `Plan "${planId}" has no chapter, section or measure "${nodeId}"`)
  const measures = [...model.nodes.values()].filter(({ id }) => isWithin(id, nodeId))
  return {
    node: toNodeBrief(model, node),
    path: pathOf(model, node).map((step) => toNodeBrief(model, step)),
    obligations: obligationsIn(model, nodeId).map((placed) => toObligation(model, placed)),
    paragraphs: paragraphsOf(model, nodeId).map(toParagraph),
    inconsistencies: inconsistenciesIn(model, nodeId).map(toInconsistency),
    systems: [...new Set(measures.flatMap(({ of }) => ('systems' in of ? of.systems : [])))].sort(),
  }
}
