// What the pages of the other ways in ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listRuns, listSources, previewMapping, readSourceSample, type SourceMapping } from '#contract/ways-in.ts'
import { call } from '#web/api.ts'

const REFRESH_MS = 5_000
export const RUNS_A_PAGE = 20
/** Under this key everything of the feature is kept. */
export const WAYS_KEY = ['ways-in'] as const

export const sourcesQuery = queryOptions({
  queryKey: [...WAYS_KEY, 'sources'],
  queryFn: () => call(listSources, {}),
  refetchInterval: REFRESH_MS,
})

export const runsQuery = (id: number, page: number) =>
  queryOptions({
    queryKey: [...WAYS_KEY, 'runs', id, page],
    queryFn: () => call(listRuns, { params: { id }, query: { page, pageSize: RUNS_A_PAGE } }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })

export const sampleQuery = (id: number) =>
  queryOptions({
    queryKey: ['ways-in-sample', id],
    queryFn: () => call(readSourceSample, { params: { id } }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const previewQuery = (mapping: SourceMapping, sample: string, topic: string) =>
  queryOptions({
    queryKey: ['ways-in-preview', mapping, sample, topic],
    queryFn: () => call(previewMapping, { body: { mapping, sample, topic: topic === '' ? null : topic } }),
    placeholderData: keepPreviousData,
    enabled: sample.trim() !== '',
  })
