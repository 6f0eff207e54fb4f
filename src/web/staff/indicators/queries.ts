// What the indicator pages ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listIndicators, readIndicator } from '#contract/indicators.ts'
import { listPlans } from '#contract/plans.ts'
import type { ReplyOf } from '#contract/route.ts'
import { call } from '#web/api.ts'

export type IndicatorDetail = ReplyOf<typeof readIndicator>

export const plansQuery = queryOptions({ queryKey: ['plans'], queryFn: () => call(listPlans), staleTime: 60_000 })

export const boardQuery = (plan: string, year: number | undefined) =>
  queryOptions({
    queryKey: ['indicators', plan, 'board', year],
    queryFn: () => call(listIndicators, { params: { plan }, query: { year } }),
    placeholderData: keepPreviousData,
  })

export const indicatorQuery = (plan: string, id: string, year: number | undefined) =>
  queryOptions({
    queryKey: ['indicators', plan, 'one', id, year],
    queryFn: () => call(readIndicator, { params: { plan, id }, query: { year } }),
    placeholderData: keepPreviousData,
  })
