// What the pages of projects ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listProjects, listReserve, ProjectFilter, readProject } from '#contract/projects.ts'
import type { ReplyOf } from '#contract/route.ts'
import { readMap } from '#contract/sites.ts'
import { call } from '#web/api.ts'
import type { SearchRecord } from '#web/ui/use-search.ts'

export const PROJECTS_KEY = ['projects'] as const
export const ROWS_A_PAGE = 30

export type ProjectList = ReplyOf<typeof listProjects>
export type ProjectDetail = ReplyOf<typeof readProject>
export type Filter = z.input<typeof ProjectFilter>

/** The filters of the address; what no filter knows is left out. */
export function filterOf(search: SearchRecord): Filter {
  const found: Record<string, unknown> = {}
  for (const [name, type] of Object.entries(ProjectFilter.shape)) {
    const given = search[name]
    const text = typeof given === 'boolean' || typeof given === 'number' ? String(given) : given
    if (typeof text === 'string' && text.trim() !== '' && type.safeParse(text).success) found[name] = text.trim()
  }
  return found as Filter
}

export const pageOfSearch = ({ page }: SearchRecord): number =>
  typeof page === 'number' && page >= 1 ? Math.floor(page) : 1

export const projectsQuery = (plan: string, filter: Filter, page: number) =>
  queryOptions({
    queryKey: [...PROJECTS_KEY, plan, 'list', filter, page],
    queryFn: () => call(listProjects, { params: { plan }, query: { ...filter, page, pageSize: ROWS_A_PAGE } }),
    placeholderData: keepPreviousData,
  })

export const projectQuery = (plan: string, project: string) =>
  queryOptions({
    queryKey: [...PROJECTS_KEY, plan, 'one', project],
    queryFn: () => call(readProject, { params: { plan, project } }),
  })

export const reserveQuery = (plan: string, asked: { ready: 'true' | undefined; page: number }) =>
  queryOptions({
    queryKey: [...PROJECTS_KEY, plan, 'reserve', asked],
    queryFn: () => call(listReserve, { params: { plan }, query: { ...asked, pageSize: ROWS_A_PAGE } }),
    placeholderData: keepPreviousData,
  })

export const districtQuery = queryOptions({
  queryKey: ['sites', 'map'],
  queryFn: () => call(readMap),
  staleTime: 10_000,
})
