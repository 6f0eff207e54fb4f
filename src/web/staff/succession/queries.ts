// What the page of succession asks the server for, as it stands in the address.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ReplyOf } from '#contract/route.ts'
import { listSuccession, SuccessionKind } from '#contract/succession.ts'
import { call } from '#web/api.ts'
import type { SearchRecord } from '#web/ui/use-search.ts'

export type Succession = ReplyOf<typeof listSuccession>

const STATES = ['open', 'suggested', 'settled'] as const

export type SuccessionFilter = {
  to: string | undefined
  state: (typeof STATES)[number] | undefined
  kind: SuccessionKind | undefined
  q: string | undefined
  page: number
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

export const successionFilterOf = ({ to, state, kind, q, page }: SearchRecord): SuccessionFilter => ({
  to: textOf(to),
  state: STATES.find((one) => one === state),
  kind: SuccessionKind.safeParse(kind).data,
  q: textOf(q),
  page: typeof page === 'number' && page >= 1 ? Math.floor(page) : 1,
})

export const ROWS_A_PAGE = 50

/** Whatever settling or undoing may change; pages of obligations stand under it too. */
export const SUCCESSION_KEY = ['succession'] as const

export const successionQuery = (plan: string, filter: SuccessionFilter) =>
  queryOptions({
    queryKey: [...SUCCESSION_KEY, plan, filter],
    queryFn: () => call(listSuccession, { params: { plan }, query: { ...filter, pageSize: ROWS_A_PAGE } }),
    placeholderData: keepPreviousData,
  })
