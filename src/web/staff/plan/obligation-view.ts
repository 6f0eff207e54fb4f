// What the page of one obligation asks the server for.
import { queryOptions } from '@tanstack/react-query'
import { readObligation } from '#contract/obligation.ts'
import type { ReplyOf } from '#contract/route.ts'
import { call } from '#web/api.ts'

export type ObligationView = ReplyOf<typeof readObligation>

/** Under the key of progress: what is reported or set there is read here anew. */
export const obligationQuery = (plan: string, id: string) =>
  queryOptions({
    queryKey: ['progress', plan, 'obligation', id],
    queryFn: () => call(readObligation, { params: { plan, id } }),
  })
