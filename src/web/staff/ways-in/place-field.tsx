// Where a part of a row stands: a path with the places of the sample to choose from, a level of the topic, a fixed text.
import { Input } from 'antd'
import type { MappingPlace } from '#contract/ways-in.ts'
import { useSay } from '#web/ui/say.ts'
import { WAYS_WORDS as W } from './words.ts'

type From = MappingPlace['from'] | 'none'

const START: Readonly<Record<From, MappingPlace | null>> = {
  path: { from: 'path', path: '' },
  topic: { from: 'topic', level: 1 },
  fixed: { from: 'fixed', text: '' },
  arrival: { from: 'arrival' },
  none: null,
}

type Props<P extends MappingPlace | null> = {
  label: string
  place: P
  choices: readonly Exclude<From, 'path'>[]
  /** Fixed texts to choose from. */
  fixed?: readonly { value: string; label: string }[]
  onChange: (place: P) => void
}

/** Ids of the datalist of paths; one on the page. */
export const PATHS_ID = 'ways-in-paths'

export function PlaceField<P extends MappingPlace | null>({ label, place, choices, fixed, onChange }: Props<P>) {
  const say = useSay()
  const words = {
    path: W.placePath,
    topic: W.placeTopic,
    fixed: W.placeFixed,
    arrival: W.placeArrival,
    none: W.placeNone,
  }
  const from: From = place?.from ?? 'none'
  return (
    <fieldset className="ways-place">
      <legend>{label}</legend>
      <select
        className="ways-select"
        aria-label={say(W.place, { what: label })}
        value={from}
        onChange={(event) => onChange(START[event.target.value as From] as P)}
      >
        {(['path', ...choices] as const).map((choice) => (
          <option key={choice} value={choice}>
            {say(words[choice])}
          </option>
        ))}
      </select>
      <PlaceValue label={label} place={place} fixed={fixed} onChange={(next) => onChange(next as P)} />
    </fieldset>
  )
}

type ValueProps = {
  label: string
  place: MappingPlace | null
  fixed: Props<MappingPlace>['fixed']
  onChange: (place: MappingPlace) => void
}

function PlaceValue({ label, place, fixed, onChange }: ValueProps) {
  if (place?.from === 'path') {
    return (
      <Input
        aria-label={label}
        list={PATHS_ID}
        value={place.path}
        onChange={(event) => onChange({ from: 'path', path: event.target.value })}
      />
    )
  }
  if (place?.from === 'topic') {
    return (
      <Input
        aria-label={label}
        type="number"
        min={1}
        max={20}
        value={place.level}
        onChange={(event) =>
          onChange({ from: 'topic', level: Math.max(1, Math.trunc(Number(event.target.value)) || 1) })
        }
      />
    )
  }
  if (place?.from !== 'fixed') return null
  const change = (text: string): void => onChange({ from: 'fixed', text })
  if (fixed === undefined) {
    return <Input aria-label={label} value={place.text} onChange={(event) => change(event.target.value)} />
  }
  return (
    <select
      className="ways-select"
      aria-label={label}
      value={place.text}
      onChange={(event) => change(event.target.value)}
    >
      <option value="">—</option>
      {fixed.map(({ value, label: text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  )
}
