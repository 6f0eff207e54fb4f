// A page that needs the plan: waits for it, says what is wrong, or that none is loaded.
import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import type { PlanBrief } from '#contract/plans.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay, type Words } from '#web/ui/say.ts'
import { plansQuery } from './queries.ts'

type Props = { loading: Words; none: Words; children: (plan: PlanBrief) => ReactNode }

export function WithPlan({ loading, none, children }: Props) {
  const say = useSay()
  const plans = useQuery(plansQuery)
  if (plans.isError) return <RefusalNote problem={plans.error} onRetry={() => void plans.refetch()} />
  if (!plans.data) return <Skeleton active aria-label={say(loading)} />
  if ('refused' in plans.data) return <RefusalNote problem={plans.data} />
  const plan = plans.data.rows[0]
  return plan ? children(plan) : <p>{say(none)}</p>
}
