// Who is signed in, for pages that show what the account may do.
import { useQuery } from '@tanstack/react-query'
import { whoAmI } from '#contract/session.ts'
import { call } from '#web/api.ts'

/** Whether the account may change things: officers and administrators may, readers may not. */
export function useCanWrite(): boolean {
  const account = useQuery({ queryKey: ['session'], queryFn: () => call(whoAmI), staleTime: 300_000 })
  return account.data !== undefined && 'role' in account.data && account.data.role !== 'reader'
}
