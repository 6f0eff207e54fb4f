// What the overview asks the server for.
import { queryOptions } from '@tanstack/react-query'
import { readMap } from '#contract/sites.ts'
import { call } from '#web/api.ts'

export const mapQuery = queryOptions({ queryKey: ['sites', 'map'], queryFn: () => call(readMap), staleTime: 10_000 })
