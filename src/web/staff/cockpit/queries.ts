// What the cockpit asks: the questions of the pages it leads to, each a few rows, and what changed.
import { queryOptions } from '@tanstack/react-query'
import { listIndicators } from '#contract/indicators.ts'
import { listCases } from '#contract/procedures.ts'
import { listProgress } from '#contract/progress.ts'
import { listProjects } from '#contract/projects.ts'
import { readMap } from '#contract/sites.ts'
import { listDeviations } from '#contract/supervision.ts'
import { readChangesSince } from '#contract/visits.ts'
import { call } from '#web/api.ts'

const KEY = 'cockpit'
const FEW = 6
const LOOK_AGAIN_MS = 60_000
const params = (plan: string) => ({ params: { plan } })

export const indicatorsQuery = (plan: string) =>
  queryOptions({
    queryKey: [KEY, 'indicators', plan],
    queryFn: () => call(listIndicators, params(plan)),
    refetchInterval: LOOK_AGAIN_MS,
  })
export const lateQuery = (plan: string) =>
  queryOptions({
    queryKey: [KEY, 'late', plan],
    queryFn: () => call(listProgress, { ...params(plan), query: { light: 'red', pageSize: FEW } }),
    refetchInterval: LOOK_AGAIN_MS,
  })
export const ordersQuery = queryOptions({
  queryKey: [KEY, 'orders'],
  queryFn: () => call(listCases, { query: { procedure: 'supervision-order', open: 'true', pageSize: FEW } }),
  refetchInterval: LOOK_AGAIN_MS,
})
export const deviationsQuery = (plan: string) =>
  queryOptions({
    queryKey: [KEY, 'deviations', plan],
    queryFn: () => call(listDeviations, { ...params(plan), query: { pageSize: 1 } }),
    refetchInterval: LOOK_AGAIN_MS,
  })
export const overdueQuery = queryOptions({
  queryKey: [KEY, 'overdue'],
  queryFn: () => call(listCases, { query: { overdue: 'true', pageSize: FEW } }),
  refetchInterval: LOOK_AGAIN_MS,
})
export const projectsQuery = (plan: string) =>
  queryOptions({
    queryKey: [KEY, 'projects', plan],
    queryFn: () => call(listProjects, { ...params(plan), query: { exception: 'any', pageSize: FEW } }),
    refetchInterval: LOOK_AGAIN_MS,
  })
export const mapQuery = queryOptions({ queryKey: ['sites', 'map'], queryFn: () => call(readMap), staleTime: 10_000 })

export const CHANGES_KEY = [KEY, 'changes'] as const
export const changesQuery = (plan: string) =>
  queryOptions({
    queryKey: [...CHANGES_KEY, plan],
    queryFn: () => call(readChangesSince, params(plan)),
    refetchInterval: LOOK_AGAIN_MS,
  })
