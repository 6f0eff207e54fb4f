// The site list's filter as it stands in the address.
import type { SiteKind, SiteRow } from '#contract/sites.ts'
import { SITE_KIND_WORDS, SITE_STATE_WORDS } from '#web/ui/site-words.ts'
import type { SearchRecord } from '#web/ui/use-search.ts'

export const SORTS = ['name', 'kind', 'latest', 'grade'] as const
export type Sort = (typeof SORTS)[number]

export type SiteFilter = {
  q: string | undefined
  kinds: SiteKind[]
  state: SiteRow['state'] | undefined
  demo: 'true' | 'false' | undefined
  sort: Sort
  order: 'asc' | 'desc'
  page: number
}

const keyOf = <T extends string>(words: Readonly<Record<T, unknown>>, value: unknown): T | undefined =>
  typeof value === 'string' && Object.hasOwn(words, value) ? (value as T) : undefined

/** Anything the address holds that is not a choice of the page counts as not chosen. */
export function readSiteFilter(search: SearchRecord): SiteFilter {
  const page = Number(search.page)
  const kinds = String(search.kind ?? '').split(',')
  const demo = String(search.demo ?? '')
  return {
    q: search.q === undefined || search.q === '' ? undefined : String(search.q),
    kinds: kinds.flatMap((kind) => keyOf(SITE_KIND_WORDS, kind) ?? []),
    state: keyOf(SITE_STATE_WORDS, search.state),
    demo: demo === 'true' || demo === 'false' ? demo : undefined,
    sort: SORTS.find((sort) => sort === search.sort) ?? 'kind',
    order: search.order === 'desc' ? 'desc' : 'asc',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  }
}

/** The filter as address parts; every change but paging goes back to the first page. */
export const writeSiteFilter = (filter: SiteFilter): SearchRecord => ({
  q: filter.q,
  kind: filter.kinds.length === 0 ? undefined : filter.kinds.join(','),
  state: filter.state,
  demo: filter.demo,
  sort: filter.sort === 'kind' ? undefined : filter.sort,
  order: filter.order === 'asc' ? undefined : filter.order,
  page: filter.page === 1 ? undefined : filter.page,
})

export const isFiltered = ({ q, kinds, state, demo }: SiteFilter): boolean =>
  q !== undefined || kinds.length > 0 || state !== undefined || demo !== undefined
