// What the pages of reports ask the server for; while one is being made they look again.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listReports, listTemplates, type ReportState, readReport } from '#contract/reports.ts'
import type { ReplyOf } from '#contract/route.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'

export const REPORTS_KEY = ['reports'] as const
export const ROWS_A_PAGE = 20
const LOOK_AGAIN_MS = 400

export type ReportFilter = { template: string | undefined; state: ReportState | undefined; page: number }

type Listed = ReplyOf<typeof listReports> | Refusal
const isMaking = (listed: Listed | undefined): boolean =>
  listed !== undefined && !isRefusal(listed) && listed.rows.some(({ state }) => state === 'building')

export const reportsQuery = (plan: string, filter: ReportFilter) =>
  queryOptions({
    queryKey: [...REPORTS_KEY, plan, filter],
    queryFn: () => call(listReports, { params: { plan }, query: { ...filter, pageSize: ROWS_A_PAGE } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (isMaking(state.data) ? LOOK_AGAIN_MS : false),
  })

export const templatesQuery = (plan: string) =>
  queryOptions({
    queryKey: [...REPORTS_KEY, 'templates', plan],
    queryFn: () => call(listTemplates, { params: { plan } }),
  })

type Read = ReplyOf<typeof readReport> | Refusal

export const reportQuery = (id: number, version: number | undefined) =>
  queryOptions({
    queryKey: [...REPORTS_KEY, 'one', id, version],
    queryFn: () => call(readReport, { params: { id }, query: { version } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data && !isRefusal(state.data as Read) && 'brief' in state.data && state.data.brief.state === 'building'
        ? LOOK_AGAIN_MS
        : false,
  })

export type ReportView = ReplyOf<typeof readReport>
export type ReportBlock = NonNullable<ReportView['document']>['blocks'][number]
