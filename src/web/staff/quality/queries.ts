// What the quality pages ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listRules, readDesk, readRule } from '#contract/quality.ts'
import { type CauseKind, listCauses, listFeeds, readChanges, readFeed } from '#contract/quality-reports.ts'
import type { ReplyOf } from '#contract/route.ts'
import { listSites, type ReadingKind, readSite } from '#contract/sites.ts'
import { call } from '#web/api.ts'

export type Desk = ReplyOf<typeof readDesk>
export type SiteDetail = ReplyOf<typeof readSite>
export type Feeds = ReplyOf<typeof listFeeds>

export const ROWS_A_PAGE = 50

export const siteSearchQuery = (q: string) =>
  queryOptions({
    queryKey: ['sites', 'search', q],
    queryFn: () => call(listSites, { query: { q, pageSize: 30 } }),
    placeholderData: keepPreviousData,
  })

export const siteQuery = (code: string) =>
  queryOptions({
    queryKey: ['sites', 'one', code],
    queryFn: () => call(readSite, { params: { code } }),
    enabled: code !== '',
  })

export type DeskAsked = {
  site: string
  factor: string
  kind: ReadingKind
  from: number
  until: number
  asKnownAt: number | undefined
}

export const deskQuery = (asked: DeskAsked) =>
  queryOptions({
    queryKey: ['quality', 'desk', asked],
    queryFn: () => call(readDesk, { query: asked }),
    placeholderData: keepPreviousData,
    enabled: asked.site !== '' && asked.factor !== '',
  })

export type RuleFilter = {
  q: string | undefined
  test: string | undefined
  siteKind: string | undefined
  active: 'true' | 'false' | undefined
  page: number
}

export const rulesQuery = (filter: RuleFilter) =>
  queryOptions({
    queryKey: ['quality', 'rules', filter],
    queryFn: () => call(listRules, { query: { ...filter, pageSize: ROWS_A_PAGE } }),
    placeholderData: keepPreviousData,
  })

export const ruleQuery = (id: string) =>
  queryOptions({ queryKey: ['quality', 'rule', id], queryFn: () => call(readRule, { params: { id } }) })

export type CauseFilter = { kind: CauseKind | undefined; page: number }

export const causesQuery = (filter: CauseFilter) =>
  queryOptions({
    queryKey: ['quality', 'causes', filter],
    queryFn: () => call(listCauses, { query: { ...filter, pageSize: ROWS_A_PAGE } }),
    placeholderData: keepPreviousData,
  })

export const changesQuery = (cause: string, all: boolean) =>
  queryOptions({
    queryKey: ['quality', 'changes', cause, all],
    queryFn: () => call(readChanges, { params: { cause }, query: { all: all ? 'true' : 'false' } }),
    placeholderData: keepPreviousData,
  })

export type FeedFilter = {
  by: 'site' | 'operator'
  from: number
  until: number
  q: string | undefined
  siteKind: string | undefined
  offline: 'true' | undefined
  page: number
}

export const feedsQuery = (filter: FeedFilter) =>
  queryOptions({
    queryKey: ['quality', 'feeds', filter],
    queryFn: () => call(listFeeds, { query: { ...filter, pageSize: ROWS_A_PAGE } }),
    placeholderData: keepPreviousData,
  })

export const feedQuery = (site: string, from: number, until: number) =>
  queryOptions({
    queryKey: ['quality', 'feed', site, from, until],
    queryFn: () => call(readFeed, { params: { site }, query: { from, until } }),
  })
