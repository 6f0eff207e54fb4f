// What the site pages ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ReplyOf } from '#contract/route.ts'
import {
  listReadings,
  listSites,
  listVerdicts,
  type ReadingKind,
  readSeries,
  readSite,
  type VerdictSubject,
} from '#contract/sites.ts'
import type { EpochMs } from '#kit/time.ts'
import { call } from '#web/api.ts'
import type { SiteFilter } from './site-filter.ts'

export type SiteDetail = ReplyOf<typeof readSite>
export type Series = ReplyOf<typeof readSeries>['series'][number]
export type Span = { from: EpochMs; until: EpochMs }

export const SITES_A_PAGE = 50
export const READINGS_A_PAGE = 48

/** The filter as the list and its download are asked. */
export const siteQuestion = (filter: SiteFilter) => ({
  q: filter.q,
  kind: filter.kinds.length === 0 ? undefined : filter.kinds.join(','),
  state: filter.state,
  demo: filter.demo,
  sort: filter.sort,
  order: filter.order,
})

export const askSites = (filter: SiteFilter, pageSize: number) =>
  call(listSites, { query: { ...siteQuestion(filter), page: filter.page, pageSize } })

export const sitesQuery = (filter: SiteFilter) =>
  queryOptions({
    queryKey: ['sites', 'list', filter],
    queryFn: () => askSites(filter, SITES_A_PAGE),
    placeholderData: keepPreviousData,
  })

export const siteQuery = (code: string) =>
  queryOptions({ queryKey: ['sites', 'one', code], queryFn: () => call(readSite, { params: { code } }) })

export type SeriesAsked = { kind: ReadingKind; span: Span; factors: readonly string[]; asKnownAt: number | undefined }

export const seriesQuery = (code: string, { kind, span, factors, asKnownAt }: SeriesAsked) =>
  queryOptions({
    queryKey: ['sites', 'one', code, 'series', kind, span, factors, asKnownAt],
    queryFn: () =>
      call(readSeries, { params: { code }, query: { kind, ...span, factors: factors.join(','), asKnownAt } }),
    placeholderData: keepPreviousData,
    enabled: factors.length > 0,
  })

export type ReadingPage = { kind: ReadingKind; span: Span; page: number; flag: string | undefined }

export const readingsQuery = (code: string, { kind, span, page, flag }: ReadingPage) =>
  queryOptions({
    queryKey: ['sites', 'one', code, 'readings', kind, span, page, flag],
    queryFn: () =>
      call(listReadings, { params: { code }, query: { kind, ...span, flag, page, pageSize: READINGS_A_PAGE } }),
    placeholderData: keepPreviousData,
  })

export type VerdictPage = {
  subject: VerdictSubject
  span?: Span
  page: number
  pageSize: number
  asKnownAt?: number | undefined
}

export const verdictsQuery = (code: string, { subject, span, page, pageSize, asKnownAt }: VerdictPage) =>
  queryOptions({
    queryKey: ['sites', 'one', code, 'verdicts', subject, span, page, pageSize, asKnownAt],
    queryFn: () => call(listVerdicts, { params: { code }, query: { subject, ...span, page, pageSize, asKnownAt } }),
    placeholderData: keepPreviousData,
  })
