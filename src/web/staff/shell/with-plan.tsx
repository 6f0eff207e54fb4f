// A page that needs the plan: waits for it, says what is wrong, or that none is loaded; where several are, one is chosen.
import { Skeleton } from 'antd'
import { Fragment, type ReactNode } from 'react'
import type { PlanBrief } from '#contract/plans.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay, type Words } from '#web/ui/say.ts'
import { PlanChoice } from './plan-choice.tsx'
import { usePlan } from './use-plan.ts'

type Props = { loading: Words; none: ReactNode | Words; children: (plan: PlanBrief) => ReactNode }

const isWords = (none: Props['none']): none is Words =>
  typeof none === 'object' && none !== null && 'zh' in none && 'en' in none

export function WithPlan({ loading, none, children }: Props) {
  const say = useSay()
  const { plans, plan } = usePlan()
  if (plans.isError) return <RefusalNote problem={plans.error} onRetry={() => void plans.refetch()} />
  if (!plans.data) return <Skeleton active aria-label={say(loading)} />
  if ('refused' in plans.data) return <RefusalNote problem={plans.data} />
  if (plan === undefined) return isWords(none) ? <p>{say(none)}</p> : none
  return (
    <>
      <PlanChoice />
      {/* What a page keeps belongs to the plan it was opened for. */}
      <Fragment key={plan.id}>{children(plan)}</Fragment>
    </>
  )
}
