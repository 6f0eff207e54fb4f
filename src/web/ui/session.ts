// Who is signed in, asked once and shared by the shell and the pages.
import { queryOptions } from '@tanstack/react-query'
import { whoAmI } from '#contract/session.ts'
import { call } from '#web/api.ts'

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: () => call(whoAmI), staleTime: 300_000 })
