// Full-text search over a loaded plan, decided in memory: a plan is small and its synonyms are data.
import type { searchPlan as searchPlanRoute } from '#contract/plans.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { type SearchQuery, searchPlan } from '#domain/plans/search.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { findPlan, listPlanIds } from '../plan-store.ts'

type Query = QueryOf<typeof searchPlanRoute>

/** A filter that is set to nothing filters nothing. */
const given = (text: string | undefined): text is string => text !== undefined && text !== ''

/** Obligations, measures and paragraphs that hold every word of the query, best first; and how many other plans hold. */
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
  return { ...searchPlan(model.search, asked), others: await searchOthers(db, planId, asked) }
}

/** Other plans that hold the same words; a chapter of this plan is none of theirs. */
async function searchOthers(
  db: Database,
  planId: string,
  { chapter: _, ...asked }: SearchQuery,
): Promise<ReplyOf<typeof searchPlanRoute>['others']> {
  if (asked.q.trim() === '') return []
  const models = await Promise.all((await listPlanIds(db)).filter((id) => id !== planId).map((id) => findPlan(db, id)))
  return models.flatMap((model) => {
    if (isRefusal(model)) return []
    const { total } = searchPlan(model.search, { ...asked, page: 1, pageSize: 1 })
    const { id, titleZh, titleEn } = model.pack.about
    return total === 0 ? [] : [{ id, titleZh, titleEn, total }]
  })
}
