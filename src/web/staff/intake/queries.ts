// What the intake pages ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listImports, listRecords, type RecordRow, readImport } from '#contract/intake.ts'
import { call } from '#web/api.ts'

export type RecordFilter = {
  state?: RecordRow['state'] | undefined
  channel?: RecordRow['channel'] | undefined
  mn?: string | undefined
  importId?: number | undefined
  before?: number | undefined
  limit?: number | undefined
}

export const recordsQuery = (filter: RecordFilter) =>
  queryOptions({
    queryKey: ['records', filter],
    queryFn: () => call(listRecords, { query: { limit: 50, ...filter } }),
    placeholderData: keepPreviousData,
  })

const IMPORTS_A_PAGE = 20

export const importsQuery = (page: number) =>
  queryOptions({
    queryKey: ['imports', 'list', page],
    queryFn: () => call(listImports, { query: { page, pageSize: IMPORTS_A_PAGE } }),
    placeholderData: keepPreviousData,
  })

const POLL_MS = 700

export const importQuery = (id: number) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: () => call(readImport, { params: { id } }),
    refetchInterval: ({ state: { data } }) =>
      data && 'state' in data && (data.state === 'queued' || data.state === 'running') ? POLL_MS : false,
  })
