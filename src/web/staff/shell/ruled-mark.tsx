// How an obligation stands: the light with its word, the status by the rule, and beside it what the plan office set by hand.
import type { Ruled } from '#contract/progress.ts'
import { LIGHT_NAMES, STATUS_NAMES } from '#domain/progress/status-words.ts'
import { beijingDate } from '#kit/time.ts'
import { useSay } from '#web/ui/say.ts'
import './ruled-mark.css'

const WORDS = {
  byHand: { zh: '人工认定：{status}（至 {until}）', en: 'set by hand: {status} (until {until})' },
  why: { zh: '{author}：{reason}', en: '{author}: {reason}' },
}

export function RuledMark({ ruled: { status, light, override } }: { ruled: Ruled }) {
  const say = useSay()
  return (
    <span className="ruled">
      <span className={`ruled-light ruled-${light}`} aria-hidden="true" />
      <span>
        {light === 'none' ? null : <span className="quiet">{say(LIGHT_NAMES[light])} </span>}
        {say(STATUS_NAMES[status])}
        {override === null ? null : (
          <span className="ruled-by-hand" title={say(WORDS.why, override)}>
            {say(WORDS.byHand, {
              status: say(STATUS_NAMES[override.status]),
              until: beijingDate(override.until - 1),
            })}
          </span>
        )}
      </span>
    </span>
  )
}
