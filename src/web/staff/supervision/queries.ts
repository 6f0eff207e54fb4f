// What the desk of supervision asks the server for, and its filters as they stand in the address.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  type DeviationFilter,
  DeviationState,
  DueFilter,
  listDeviations,
  listSupervised,
  Pressing,
  readDeviation,
  type SupervisedFilter,
} from '#contract/supervision.ts'
import { call } from '#web/api.ts'
import type { SearchRecord } from '#web/ui/use-search.ts'

export const SUPERVISION_KEY = ['supervision'] as const
export const ROWS_A_PAGE = 30

type Asked<T extends z.ZodType> = { [K in keyof z.output<T>]: z.output<T>[K] | undefined }
/** Both lists share unit and words; `deviationPage` is the page of the deviations. */
export type DeskFilter = Asked<typeof DeviationFilter> &
  Asked<typeof SupervisedFilter> & { deviationPage: number; page: number }

const textOf = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined
}
const pageOf = (value: unknown): number => (typeof value === 'number' && value >= 1 ? Math.floor(value) : 1)

export const readDeskFilter = (search: SearchRecord): DeskFilter => ({
  state: DeviationState.safeParse(search.state).data,
  rule: textOf(search.rule),
  unit: textOf(search.unit),
  q: textOf(search.q),
  procedure: Pressing.safeParse(search.procedure).data,
  due: DueFilter.safeParse(search.due).data,
  deviationPage: pageOf(search.deviationPage),
  page: pageOf(search.page),
})

export const deviationsOf = ({ state, rule, unit, q }: DeskFilter) => ({ state, rule, unit, q })
export const supervisedOf = ({ procedure, due, unit, q }: DeskFilter) => ({ procedure, due, unit, q })

export const deviationsQuery = (plan: string, filter: DeskFilter) => {
  const query = { ...deviationsOf(filter), page: filter.deviationPage, pageSize: ROWS_A_PAGE }
  return queryOptions({
    queryKey: [...SUPERVISION_KEY, plan, 'deviations', query],
    queryFn: () => call(listDeviations, { params: { plan }, query }),
    placeholderData: keepPreviousData,
  })
}

export const deviationQuery = (plan: string, number: number) =>
  queryOptions({
    queryKey: [...SUPERVISION_KEY, plan, 'deviation', number],
    queryFn: () => call(readDeviation, { params: { plan, number } }),
  })

export const supervisedQuery = (plan: string, filter: DeskFilter) => {
  const query = { ...supervisedOf(filter), page: filter.page, pageSize: ROWS_A_PAGE }
  return queryOptions({
    queryKey: [...SUPERVISION_KEY, plan, 'supervised', query],
    queryFn: () => call(listSupervised, { params: { plan }, query }),
    placeholderData: keepPreviousData,
  })
}
