// What the plan pages ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { readPlanNode, readPlanTree, searchPlan } from '#contract/plans.ts'
import { call } from '#web/api.ts'
import type { PlanFilter } from './plan-filter.ts'

export const treeQuery = (plan: string) =>
  queryOptions({
    queryKey: ['plans', plan, 'tree'],
    queryFn: () => call(readPlanTree, { params: { plan } }),
    staleTime: 60_000,
  })

export const nodeQuery = (plan: string, id: string) =>
  queryOptions({
    queryKey: ['plans', plan, 'node', id],
    queryFn: () => call(readPlanNode, { params: { plan, id } }),
    placeholderData: keepPreviousData,
  })

export const HITS_A_PAGE = 20

export const searchQuery = (plan: string, filter: PlanFilter) =>
  queryOptions({
    queryKey: ['plans', plan, 'search', filter],
    queryFn: () =>
      call(searchPlan, {
        params: { plan },
        query: {
          q: filter.q,
          chapter: filter.chapter,
          verb: filter.verb,
          role: filter.role,
          hasTarget: filter.hasTarget ? 'true' : undefined,
          page: filter.page,
          pageSize: HITS_A_PAGE,
        },
      }),
    placeholderData: keepPreviousData,
  })
