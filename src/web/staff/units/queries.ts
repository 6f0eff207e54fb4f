// What the pages of units ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listDivision, readMatrix } from '#contract/division.ts'
import { listOrganisations, type OrganisationKind, readOrganisation } from '#contract/organisations.ts'
import { listProcedures } from '#contract/procedures.ts'
import type { ReplyOf } from '#contract/route.ts'
import { listUnitCases, listUnitMessages } from '#contract/unit-cases.ts'
import { call } from '#web/api.ts'
import { UNITS_KEY } from '../shell/unit-choice.tsx'

export const UNITS_A_PAGE = 50
export const ROWS_A_PART = 20

export type UnitFilter = {
  kind: OrganisationKind | undefined
  q: string | undefined
  ended: boolean
  page: number
}

export const unitsQuery = ({ ended, ...filter }: UnitFilter) =>
  queryOptions({
    queryKey: [...UNITS_KEY, 'list', filter, ended],
    queryFn: () =>
      call(listOrganisations, { query: { ...filter, ended: ended ? 'true' : undefined, pageSize: UNITS_A_PAGE } }),
    placeholderData: keepPreviousData,
  })

export type UnitView = ReplyOf<typeof readOrganisation>

export const unitQuery = (id: number) =>
  queryOptions({
    queryKey: [...UNITS_KEY, 'one', id],
    queryFn: () => call(readOrganisation, { params: { id } }),
  })

export const unitCasesQuery = (unit: string, page: number) =>
  queryOptions({
    queryKey: [...UNITS_KEY, 'cases', unit, page],
    queryFn: () => call(listUnitCases, { query: { unit, page, pageSize: ROWS_A_PART } }),
    placeholderData: keepPreviousData,
  })

export const unitMessagesQuery = (unit: string, page: number) =>
  queryOptions({
    queryKey: [...UNITS_KEY, 'messages', unit, page],
    queryFn: () => call(listUnitMessages, { query: { unit, page, pageSize: ROWS_A_PART } }),
    placeholderData: keepPreviousData,
  })

export const unitDutiesQuery = (plan: string, unit: string, page: number) =>
  queryOptions({
    queryKey: [...UNITS_KEY, 'duties', plan, unit, page],
    queryFn: () => call(listDivision, { params: { plan }, query: { unit, page, pageSize: ROWS_A_PART } }),
    placeholderData: keepPreviousData,
  })

export const unitCountsQuery = (plan: string, unit: string) =>
  queryOptions({
    queryKey: [...UNITS_KEY, 'counts', plan, unit],
    queryFn: () => call(readMatrix, { params: { plan }, query: { unit } }),
  })

export const roleNamesQuery = queryOptions({
  queryKey: ['procedures', 'definitions'],
  queryFn: () => call(listProcedures),
})
