// An indicator's value as a door into its trace, with the state of the data behind it.
import type { IndicatorValue } from '#contract/indicators.ts'
import { DemoMark } from '#web/ui/demo-mark.tsx'
import { SurenessMark } from '#web/ui/sureness-mark.tsx'
import { TraceDoor } from '#web/ui/trace-door.tsx'

type Props = { value: IndicatorValue; unit?: string; showsSureness?: boolean }

export function ValueDoor({ value, unit, showsSureness = false }: Props) {
  return (
    <span className="value">
      <TraceDoor traceRef={value.ref}>
        {value.value ?? '—'}
        {unit === undefined || value.value === null ? null : ` ${unit}`}
      </TraceDoor>
      {value.isDemo ? <DemoMark /> : null}
      {showsSureness ? <SurenessMark sureness={value.sureness} /> : null}
    </span>
  )
}
