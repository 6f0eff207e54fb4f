// Which of the loaded plans the pages speak of: the one in the address, else the one looked at last, else the first.
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { PlanBrief } from '#contract/plans.ts'
import { remember, remembered } from '#web/ui/remembered.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { plansQuery } from './queries.ts'

const NAME = 'plan'

/** Pages of one thing of a plan, each with the page to go to where another plan is chosen: it has no such thing. */
const LISTS: readonly { page: RegExp; list: string }[] = [
  { page: /^\/plan\/(obligations|versions)\/./, list: '/plan' },
  { page: /^\/projects\/(?!reserve)./, list: '/projects' },
  { page: /^\/progress\/returns\/./, list: '/progress/returns' },
  { page: /^\/reports\/./, list: '/reports' },
  { page: /^\/indicators\/(?!assessment)./, list: '/indicators' },
]

/** `plans` is the query of all; `plan` is undefined until it is there, and where none is loaded. */
export function usePlan() {
  const plans = useQuery(plansQuery)
  const [search] = useSearchPart()
  const rows: readonly PlanBrief[] = plans.data !== undefined && 'rows' in plans.data ? plans.data.rows : []
  const asked = rows.find(({ id }) => id === search.plan)
  const last = remembered(NAME)
  const plan = asked ?? rows.find(({ id }) => id === last) ?? rows[0]
  useEffect(() => {
    // A link that names its plan is followed by pages that name none.
    if (asked !== undefined) remember(NAME, asked.id)
  }, [asked])
  return { plans, rows, plan }
}

/** Goes to the same page of another plan; filters that speak of the old one are left behind. */
export function useChoosePlan(): (id: string) => void {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  return (id) => {
    const to = LISTS.find(({ page }) => page.test(pathname))?.list ?? '.'
    void navigate({ to, search: { plan: id } as never, resetScroll: false })
  }
}
