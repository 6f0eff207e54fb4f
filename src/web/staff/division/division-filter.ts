// What of the division is shown and how, as it stands in the address.
import { DivisionState } from '#contract/division.ts'
import type { SearchRecord } from '#web/ui/use-search.ts'

export const VIEWS = ['list', 'matrix', 'gantt'] as const
export type View = (typeof VIEWS)[number]

export type DivisionFilter = {
  view: View
  state: DivisionState | undefined
  unit: string | undefined
  /** Chapter, section or measure. */
  node: string | undefined
  q: string | undefined
  page: number
}

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

export function filterOf(search: SearchRecord): DivisionFilter {
  const state = DivisionState.safeParse(search.state)
  return {
    view: VIEWS.find((view) => view === search.view) ?? 'list',
    state: state.success ? state.data : undefined,
    unit: textOf(search.unit),
    node: textOf(search.node),
    q: textOf(search.q),
    page: typeof search.page === 'number' && search.page >= 1 ? Math.floor(search.page) : 1,
  }
}
