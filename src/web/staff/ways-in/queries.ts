// What the pages of the other ways in ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listSites } from '#contract/sites.ts'
import {
  listDirectRuns,
  listRuns,
  listSources,
  previewMapping,
  readSourceSample,
  type SourceMapping,
} from '#contract/ways-in.ts'
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

/** Runs of a source; without one, batches under our own form. */
export const runsQuery = (id: number | undefined, page: number) =>
  queryOptions({
    queryKey: [...WAYS_KEY, 'runs', id ?? 'direct', page],
    queryFn: () => {
      const query = { page, pageSize: RUNS_A_PAGE }
      return id === undefined ? call(listDirectRuns, { query }) : call(listRuns, { params: { id }, query })
    },
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })

/** Code of a river section that is there, so that examples can be tried as they stand; null where there is none. */
export const firstSiteQuery = queryOptions({
  queryKey: ['first-section'],
  queryFn: async (): Promise<string | null> => {
    const found = await call(listSites, { query: { kind: 'section', page: 1, pageSize: 1 } })
    return 'rows' in found ? (found.rows[0]?.code ?? null) : null
  },
  staleTime: Number.POSITIVE_INFINITY,
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
