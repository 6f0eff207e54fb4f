// What is searched for on the plan page, as it stands in the address bar.

export type PlanFilter = {
  q: string
  chapter: string | undefined
  verb: string | undefined
  role: 'lead' | 'assist' | undefined
  hasTarget: boolean
  page: number
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined

/** Reads the filter from the search part of the address; anything unknown counts as not given. */
export function readFilter(search: Readonly<Record<string, unknown>>): PlanFilter {
  const role = search.role
  const page = Number(search.page)
  return {
    q: text(search.q) ?? '',
    chapter: text(search.chapter),
    verb: text(search.verb),
    role: role === 'lead' || role === 'assist' ? role : undefined,
    hasTarget: search.target === 1 || search.target === '1' || search.target === true,
    page: Number.isInteger(page) && page > 1 ? page : 1,
  }
}

/** The filter for the address bar; what is not set is left out. */
export function writeFilter(filter: PlanFilter): Record<string, string | number | undefined> {
  return {
    q: filter.q === '' ? undefined : filter.q,
    chapter: filter.chapter,
    verb: filter.verb,
    role: filter.role,
    target: filter.hasTarget ? 1 : undefined,
    page: filter.page > 1 ? filter.page : undefined,
  }
}

/** Whether anything is searched for, so that results stand in place of the contents. */
export const isSearching = (filter: PlanFilter): boolean =>
  filter.q.trim() !== '' ||
  filter.chapter !== undefined ||
  filter.verb !== undefined ||
  filter.role !== undefined ||
  filter.hasTarget
