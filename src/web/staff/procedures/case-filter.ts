// Which cases are shown, as it stands in the address.
import type { SearchRecord } from '#web/ui/use-search.ts'

export type CaseFilter = {
  procedure: string | undefined
  /** A state of that procedure. */
  state: string | undefined
  unit: string | undefined
  person: string | undefined
  open: boolean
  overdue: boolean
  page: number
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

/** Open cases are shown unless the address says otherwise. */
export const readCaseFilter = (search: SearchRecord): CaseFilter => ({
  procedure: text(search.procedure),
  state: text(search.state),
  unit: text(search.unit),
  person: text(search.person),
  open: search.all !== true,
  overdue: search.overdue === true,
  page: typeof search.page === 'number' && search.page >= 1 ? Math.floor(search.page) : 1,
})

/** Of the address; what is usual is left out. */
export const writeCaseFilter = ({ open, overdue, page, ...rest }: CaseFilter): SearchRecord => ({
  ...rest,
  all: open ? undefined : true,
  overdue: overdue ? true : undefined,
  page: page === 1 ? undefined : page,
})
