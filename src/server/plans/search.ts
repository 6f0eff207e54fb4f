// Full-text search over a loaded plan, decided in memory: a plan is small and its synonyms are data.
import type { searchPlan as searchPlanRoute } from '#contract/plans.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { type SearchQuery, searchPlan } from '#domain/plans/search.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'

type Query = QueryOf<typeof searchPlanRoute>

/** A filter that is set to nothing filters nothing. */
const given = (text: string | undefined): text is string => text !== undefined && text !== ''

/** Obligations, measures and paragraphs that hold every word of the query, best first. */
export async function search(
  db: Database,
  planId: string,
  query: Query,
): Promise<ReplyOf<typeof searchPlanRoute> | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const { q, chapter, verb, role, hasTarget, page, pageSize } = query
  const asked: SearchQuery = {
    q,
    page,
    pageSize,
    ...(given(chapter) ? { chapter } : {}),
    ...(given(verb) ? { verb } : {}),
    ...(role === undefined ? {} : { role }),
    ...(hasTarget === undefined ? {} : { hasTarget }),
  }
  return searchPlan(model.search, asked)
}
