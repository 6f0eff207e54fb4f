// What the pages of versions and packs ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ChangedKind, listPlanVersions, listShippedPacks, readPlanVersion } from '#contract/plan-versions.ts'
import type { ReplyOf } from '#contract/route.ts'
import { call } from '#web/api.ts'
import type { SearchRecord } from '#web/ui/use-search.ts'

export type Versions = ReplyOf<typeof listPlanVersions>
export type OldPlan = ReplyOf<typeof readPlanVersion>

export type ChangeFilter = {
  no: number | undefined
  kind: ChangedKind | undefined
  approval: 'approved' | 'unapproved' | undefined
  q: string | undefined
  page: number
}

/** As it stands in the address. */
export const changeFilterOf = ({ no, kind, approval, q, page }: SearchRecord): ChangeFilter => ({
  no: typeof no === 'number' && no >= 1 ? no : undefined,
  kind: ChangedKind.safeParse(kind).data,
  approval: approval === 'approved' || approval === 'unapproved' ? approval : undefined,
  q: typeof q === 'string' && q.trim() !== '' ? q.trim() : undefined,
  page: typeof page === 'number' && page >= 1 ? Math.floor(page) : 1,
})

export const CHANGES_A_PAGE = 50

export const versionsQuery = (plan: string, filter: ChangeFilter) =>
  queryOptions({
    queryKey: ['plans', plan, 'versions', filter],
    queryFn: () => call(listPlanVersions, { params: { plan }, query: { ...filter, pageSize: CHANGES_A_PAGE } }),
    placeholderData: keepPreviousData,
  })

export const versionQuery = (plan: string, no: number, node: string | undefined) =>
  queryOptions({
    queryKey: ['plans', plan, 'version', no, node],
    queryFn: () => call(readPlanVersion, { params: { plan, no }, query: { node } }),
    placeholderData: keepPreviousData,
  })

export const PACKS_KEY = ['plans', 'packs'] as const
export const packsQuery = queryOptions({ queryKey: PACKS_KEY, queryFn: () => call(listShippedPacks) })
