// What the pages of progress ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { readPlanTree } from '#contract/plans.ts'
import { listProgress, listReturns, type ProgressFilter, readReturn } from '#contract/progress.ts'
import { call } from '#web/api.ts'

export const PROGRESS_KEY = ['progress'] as const
export const ROWS_A_PAGE = 50

/** Each may be absent. */
export type ListFilter = { [K in keyof ProgressFilter]: ProgressFilter[K] | undefined } & { page: number }

export const progressQuery = (plan: string, filter: ListFilter) =>
  queryOptions({
    queryKey: [...PROGRESS_KEY, plan, 'list', filter],
    queryFn: () => call(listProgress, { params: { plan }, query: { ...filter, pageSize: ROWS_A_PAGE } }),
    placeholderData: keepPreviousData,
  })

export type ReturnsFilter = {
  period: string | undefined
  unit: string | undefined
  late: 'true' | undefined
  page: number
}

export const returnsQuery = (plan: string, filter: ReturnsFilter) =>
  queryOptions({
    queryKey: [...PROGRESS_KEY, plan, 'returns', filter],
    queryFn: () => call(listReturns, { params: { plan }, query: { ...filter, pageSize: ROWS_A_PAGE } }),
    placeholderData: keepPreviousData,
  })

export const returnQuery = (plan: string, caseId: number) =>
  queryOptions({
    queryKey: [...PROGRESS_KEY, plan, 'return', caseId],
    queryFn: () => call(readReturn, { params: { plan, case: caseId } }),
  })

export const treeQuery = (plan: string) =>
  queryOptions({
    queryKey: ['plans', plan, 'tree'],
    queryFn: () => call(readPlanTree, { params: { plan } }),
    staleTime: 60_000,
  })
