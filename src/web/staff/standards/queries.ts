// What the standards pages ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listStandards, listTrialSubjects, readStandard } from '#contract/standards.ts'
import { call } from '#web/api.ts'

/** The catalogue changes with the product's version, not while a page is open. */
const LASTING = { staleTime: Number.POSITIVE_INFINITY }

export const standardsQuery = (q: string) =>
  queryOptions({
    queryKey: ['standards', 'list', q],
    queryFn: () => call(listStandards, { query: { q } }),
    placeholderData: keepPreviousData,
    ...LASTING,
  })

export const editionQuery = (id: string) =>
  queryOptions({
    queryKey: ['standards', 'edition', id],
    queryFn: () => call(readStandard, { params: { id } }),
    ...LASTING,
  })

export const subjectsQuery = queryOptions({
  queryKey: ['standards', 'subjects'],
  queryFn: () => call(listTrialSubjects),
  ...LASTING,
})
