// What the forwarding page asks the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listForwardRefusals, listForwardTargets } from '#contract/forwarding.ts'
import { listSites } from '#contract/sites.ts'
import { call } from '#web/api.ts'

const REFRESH_MS = 3_000
export const REFUSALS_A_PAGE = 20

export const targetsQuery = queryOptions({
  queryKey: ['forwarding', 'targets'],
  queryFn: () => call(listForwardTargets, {}),
  refetchInterval: REFRESH_MS,
})

export const refusalsQuery = (id: number, page: number) =>
  queryOptions({
    queryKey: ['forwarding', 'refusals', id, page],
    queryFn: () => call(listForwardRefusals, { params: { id }, query: { page, pageSize: REFUSALS_A_PAGE } }),
    placeholderData: keepPreviousData,
  })

export const siteChoicesQuery = (q: string) =>
  queryOptions({
    queryKey: ['sites', 'choices', q],
    queryFn: () => call(listSites, { query: { q: q === '' ? undefined : q, page: 1, pageSize: 30 } }),
    placeholderData: keepPreviousData,
  })
