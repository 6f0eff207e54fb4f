// What the page of the division of labour asks the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type DivisionState, listDivision, readMatrix } from '#contract/division.ts'
import { call } from '#web/api.ts'
import type { DivisionFilter } from './division-filter.ts'

export const DIVISION_KEY = ['division'] as const
export const ROWS_A_PAGE = 50

export const divisionQuery = (plan: string, { view: _, ...filter }: DivisionFilter) =>
  queryOptions({
    queryKey: [...DIVISION_KEY, plan, filter],
    queryFn: () => call(listDivision, { params: { plan }, query: { ...filter, pageSize: ROWS_A_PAGE } }),
    placeholderData: keepPreviousData,
  })

export type MatrixState = Exclude<DivisionState, 'none'>

export const matrixQuery = (plan: string, state: MatrixState | undefined) =>
  queryOptions({
    queryKey: [...DIVISION_KEY, plan, 'matrix', state],
    queryFn: () => call(readMatrix, { params: { plan }, query: { state } }),
    placeholderData: keepPreviousData,
  })
