// What the pages of the appraisal ask the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { compareAppraisals, listAppraisals, readAppraisal, readScheme, readUnitRecord } from '#contract/appraisal.ts'
import type { ReplyOf } from '#contract/route.ts'
import { call } from '#web/api.ts'

export const APPRAISAL_KEY = ['appraisal'] as const

export type Sheet = ReplyOf<typeof readAppraisal>
export type SchemeView = ReplyOf<typeof readScheme>

export const appraisalsQuery = (plan: string) =>
  queryOptions({
    queryKey: [...APPRAISAL_KEY, plan, 'list'],
    queryFn: () => call(listAppraisals, { params: { plan } }),
  })

export const schemeQuery = (plan: string, id: string, version: number) =>
  queryOptions({
    queryKey: [...APPRAISAL_KEY, plan, 'scheme', id, version],
    queryFn: () => call(readScheme, { params: { plan, id, version } }),
  })

export const sheetQuery = (plan: string, id: number) =>
  queryOptions({
    queryKey: [...APPRAISAL_KEY, plan, 'sheet', id],
    queryFn: () => call(readAppraisal, { params: { plan, id } }),
    placeholderData: keepPreviousData,
  })

export const compareQuery = (plan: string, id: number, other: number) =>
  queryOptions({
    queryKey: [...APPRAISAL_KEY, plan, 'compare', id, other],
    queryFn: () => call(compareAppraisals, { params: { plan, id, other } }),
  })

export const recordQuery = (id: number) =>
  queryOptions({
    queryKey: [...APPRAISAL_KEY, 'record', id],
    queryFn: () => call(readUnitRecord, { params: { id } }),
  })
