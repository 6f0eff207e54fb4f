// An indicator's value as a door into its trace, with the state of the data behind it.
import type { IndicatorValue } from '#contract/indicators.ts'
import { useSay } from '#web/ui/say.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { INDICATOR_WORDS as W } from './words.ts'

type Props = { value: IndicatorValue; unit?: string; showsSureness?: boolean }

export function ValueDoor({ value, unit, showsSureness = false }: Props) {
  const say = useSay()
  return (
    <span className="value">
      <TraceDoor traceRef={value.ref}>
        {value.value ?? '—'}
        {unit === undefined || value.value === null ? null : ` ${unit}`}
      </TraceDoor>
      {value.isDemo ? <span className="demo-mark">{say(W.demo)}</span> : null}
      {showsSureness ? <SurenessMark sureness={value.sureness} /> : null}
    </span>
  )
}

export function SurenessMark({ sureness }: { sureness: IndicatorValue['sureness'] }) {
  const say = useSay()
  if (sureness === null || sureness === 'verified') return null
  return <span className="unverified-mark"> {say(sureness === 'memory' ? W.unverified : W.singleSource)}</span>
}
