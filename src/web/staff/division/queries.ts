// What the page of the division of labour asks the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type DivisionState, listDivision } from '#contract/division.ts'
import { call } from '#web/api.ts'

export const DIVISION_KEY = ['division'] as const
export const ROWS_A_PAGE = 50

export type DivisionFilter = {
  state: DivisionState | undefined
  unit: string | undefined
  q: string | undefined
  page: number
}

export const divisionQuery = (plan: string, filter: DivisionFilter) =>
  queryOptions({
    queryKey: [...DIVISION_KEY, plan, filter],
    queryFn: () => call(listDivision, { params: { plan }, query: { ...filter, pageSize: ROWS_A_PAGE } }),
    placeholderData: keepPreviousData,
  })
