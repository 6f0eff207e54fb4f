// What the account that is signed in may do, for pages that act.
import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from './session.ts'

/** Whether the account manages others. */
export function useIsAdministrator(): boolean {
  const account = useQuery(sessionQuery)
  return account.data !== undefined && 'role' in account.data && account.data.role === 'administrator'
}

/** Whether the account may change things: officers and administrators may, readers may not. */
export function useCanWrite(): boolean {
  const account = useQuery(sessionQuery)
  return account.data !== undefined && 'role' in account.data && account.data.role !== 'reader'
}
