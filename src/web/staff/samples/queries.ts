// What the pages of samples ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type LabResultRow, listLabResults, listResultVersions, listSampleFactors } from '#contract/samples.ts'
import { listSites } from '#contract/sites.ts'
import { call } from '#web/api.ts'

export const SAMPLES_KEY = ['samples'] as const
export const RESULTS_A_PAGE = 50

export const resultsQuery = (page: number, search: string) =>
  queryOptions({
    queryKey: [...SAMPLES_KEY, 'list', page, search],
    queryFn: () =>
      call(listLabResults, { query: { page, pageSize: RESULTS_A_PAGE, search: search === '' ? undefined : search } }),
    placeholderData: keepPreviousData,
  })

export const versionsQuery = ({ siteCode, at, factor }: Pick<LabResultRow, 'siteCode' | 'at' | 'factor'>) =>
  queryOptions({
    queryKey: [...SAMPLES_KEY, 'versions', siteCode, at, factor],
    queryFn: () => call(listResultVersions, { query: { siteCode, at, factor } }),
  })

export const factorsQuery = queryOptions({
  queryKey: [...SAMPLES_KEY, 'factors'],
  queryFn: () => call(listSampleFactors, {}),
})

export const siteChoicesQuery = (q: string) =>
  queryOptions({
    queryKey: ['sites', 'choices', q],
    queryFn: () => call(listSites, { query: { q: q === '' ? undefined : q, page: 1, pageSize: 30 } }),
    placeholderData: keepPreviousData,
  })
