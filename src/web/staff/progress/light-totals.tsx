// The lights with the number of obligations under each; one that is chosen narrows the list.
import type { listProgress, ProgressRow } from '#contract/progress.ts'
import type { ReplyOf } from '#contract/route.ts'
import { LIGHTS } from '#domain/progress/status.ts'
import { LIGHT_NAMES } from '#domain/progress/status-words.ts'
import { groupDigits } from '#web/ui/figures.ts'
import { useSay } from '#web/ui/say.ts'
import { PROGRESS_WORDS as W } from './words.ts'

type Light = ProgressRow['ruled']['light']
type Props = {
  lights: ReplyOf<typeof listProgress>['lights']
  chosen: Light | undefined
  onChoose: (light: Light | undefined) => void
}

export function LightTotals({ lights, chosen, onChoose }: Props) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame around four buttons
    <div className="progress-lights" role="group" aria-label={say(W.light)}>
      {LIGHTS.map((light) => (
        <button
          key={light}
          type="button"
          aria-pressed={chosen === light}
          onClick={() => onChoose(chosen === light ? undefined : light)}
        >
          <span className={`ruled-light ruled-${light}`} aria-hidden="true" /> {say(LIGHT_NAMES[light])}{' '}
          <strong>{groupDigits(lights[light] ?? 0)}</strong>
        </button>
      ))}
    </div>
  )
}
