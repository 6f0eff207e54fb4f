// What the pages of procedures ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listCalendarYears } from '#contract/calendar.ts'
import { listCases, listPosts, listProcedures, readCase } from '#contract/procedures.ts'
import type { ReplyOf } from '#contract/route.ts'
import { call } from '#web/api.ts'
import type { CaseFilter } from './case-filter.ts'

export const PROCEDURES_KEY = ['procedures'] as const

export const proceduresQuery = queryOptions({
  queryKey: [...PROCEDURES_KEY, 'definitions'],
  queryFn: () => call(listProcedures),
})

export const CASES_A_PAGE = 30

/** `plan` is named where several are loaded. */
export const casesQuery = (filter: CaseFilter, plan: string | undefined) =>
  queryOptions({
    queryKey: [...PROCEDURES_KEY, 'cases', plan, filter],
    queryFn: () =>
      call(listCases, {
        query: {
          plan,
          procedure: filter.procedure,
          state: filter.state,
          unit: filter.unit,
          person: filter.person,
          open: filter.open ? 'true' : undefined,
          overdue: filter.overdue ? 'true' : undefined,
          page: filter.page,
          pageSize: CASES_A_PAGE,
        },
      }),
    placeholderData: keepPreviousData,
  })

/** One case as its viewer sees it. */
export type CaseView = ReplyOf<typeof readCase>

export const caseQuery = (id: number) =>
  queryOptions({ queryKey: [...PROCEDURES_KEY, 'case', id], queryFn: () => call(readCase, { params: { id } }) })

export const postsQuery = queryOptions({ queryKey: [...PROCEDURES_KEY, 'posts'], queryFn: () => call(listPosts) })

export const calendarQuery = queryOptions({
  queryKey: [...PROCEDURES_KEY, 'calendar'],
  queryFn: () => call(listCalendarYears),
})
