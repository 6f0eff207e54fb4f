// What the indicator pages ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { readKnownDifferences } from '#contract/as-known.ts'
import { readAssessment, readSignoff, readYearInputs } from '#contract/assessment.ts'
import { type BreakdownBy, listIndicators, readBreakdown, readIndicator } from '#contract/indicators.ts'
import type { ReplyOf } from '#contract/route.ts'
import { call } from '#web/api.ts'

export type IndicatorDetail = ReplyOf<typeof readIndicator>
export type Assessment = ReplyOf<typeof readAssessment>
export type Signoff = ReplyOf<typeof readSignoff>
export type YearInputs = ReplyOf<typeof readYearInputs>

export type KnownDifferences = ReplyOf<typeof readKnownDifferences>
export type Breakdown = ReplyOf<typeof readBreakdown>

/** Whatever an entry or a sign-off may change. */
export const INDICATORS_KEY = ['indicators'] as const

export const boardQuery = (plan: string, year: number | undefined, asKnownAt?: number) =>
  queryOptions({
    queryKey: ['indicators', plan, 'board', year, asKnownAt],
    queryFn: () => call(listIndicators, { params: { plan }, query: { year, asKnownAt } }),
    placeholderData: keepPreviousData,
  })

type OneAsked = { year: number | undefined; asKnownAt: number | undefined }

export const indicatorQuery = (plan: string, id: string, query: OneAsked) =>
  queryOptions({
    queryKey: ['indicators', plan, 'one', id, query],
    queryFn: () => call(readIndicator, { params: { plan, id }, query }),
    placeholderData: keepPreviousData,
  })

export const assessmentQuery = (plan: string, year: number | undefined, asKnownAt?: number) =>
  queryOptions({
    queryKey: ['indicators', plan, 'assessment', year, asKnownAt],
    queryFn: () => call(readAssessment, { params: { plan }, query: { year, asKnownAt } }),
    placeholderData: keepPreviousData,
  })

export const signoffQuery = (plan: string, year: number, version: number) =>
  queryOptions({
    queryKey: ['indicators', plan, 'signoff', year, version],
    queryFn: () => call(readSignoff, { params: { plan, year, version } }),
  })

export const yearInputsQuery = (plan: string, id: string, year: number) =>
  queryOptions({
    queryKey: ['indicators', plan, 'inputs', id, year],
    queryFn: () => call(readYearInputs, { params: { plan, id }, query: { year } }),
  })

export const breakdownQuery = (
  plan: string,
  id: string,
  query: { year: number; by: BreakdownBy | undefined; asKnownAt: number | undefined },
) =>
  queryOptions({
    queryKey: ['indicators', plan, 'breakdown', id, query],
    queryFn: () => call(readBreakdown, { params: { plan, id }, query }),
  })

export const differencesQuery = (plan: string, query: { year: number; at: number }) =>
  queryOptions({
    queryKey: ['indicators', plan, 'differences', query],
    queryFn: () => call(readKnownDifferences, { params: { plan }, query }),
  })
