// What the coverage view asks the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type CoverageGap, readCoverage } from '#contract/coverage.ts'
import { call } from '#web/api.ts'

export const ROWS_A_PAGE = 50

export const coverageQuery = (plan: string, asked: { gap: CoverageGap | undefined; page: number }) =>
  queryOptions({
    queryKey: ['division', plan, 'coverage', asked],
    queryFn: () => call(readCoverage, { params: { plan }, query: { ...asked, pageSize: ROWS_A_PAGE } }),
    placeholderData: keepPreviousData,
  })
