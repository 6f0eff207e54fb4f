// What the drawer asks the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ReplyOf } from '#contract/route.ts'
import { readTrace } from '#contract/trace.ts'
import { call } from '#web/api.ts'

export type Node = ReplyOf<typeof readTrace>
export type NodeLink = Node['down'][number]
export type Only = 'all' | 'counted' | 'not-counted'

export const INPUTS_A_PAGE = 100

export const traceQuery = (ref: string, page: number, only: Only) =>
  queryOptions({
    queryKey: ['trace', ref, page, only],
    queryFn: () => call(readTrace, { query: { ref, page, pageSize: INPUTS_A_PAGE, only } }),
    staleTime: 30_000,
  })

/** Another page of the same node stays on the screen until the next has come; another node does not. */
export const pagedTraceQuery = (ref: string, page: number, only: Only) =>
  queryOptions({
    ...traceQuery(ref, page, only),
    placeholderData: (before, query) => (query?.queryKey[1] === ref ? keepPreviousData(before) : undefined),
  })
