// The state of an indicator as shape and word.
import type { IndicatorStatus } from '#contract/indicators.ts'
import { useSay } from '#web/ui/say.ts'
import { STATUS_SHAPES, STATUS_WORDS } from './words.ts'

export function StatusMark({ status }: { status: IndicatorStatus }) {
  const say = useSay()
  return (
    <span className={`status status-${status}`}>
      <span aria-hidden="true">{STATUS_SHAPES[status]}</span> {say(STATUS_WORDS[status])}
    </span>
  )
}
