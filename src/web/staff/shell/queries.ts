// What the shell asks the server for.
import { queryOptions } from '@tanstack/react-query'
import { listPlans } from '#contract/plans.ts'
import { readStatus } from '#contract/session.ts'
import { call } from '#web/api.ts'

const BUSY_MS = 3000
const QUIET_MS = 20_000

/** Asked often only while something is under way. */
export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: () => call(readStatus),
  refetchInterval: ({ state: { data } }) =>
    data && 'version' in data && (data.history !== null || data.staleDays > 0 || data.gateway.trouble)
      ? BUSY_MS
      : QUIET_MS,
})

export const plansQuery = queryOptions({ queryKey: ['plans'], queryFn: () => call(listPlans), staleTime: 60_000 })
