// What holds for a whole file: how hours are labelled, the missing year, the kind of water, which of two values counts.
import { InputNumber, Select } from 'antd'
import { useId } from 'react'
import type { ImportMapping } from '#contract/intake.ts'
import { useSay, type Words } from '#web/ui/say.ts'
import { IMPORT_WORDS as W } from './import-words.ts'

type Props = { mapping: ImportMapping; onChange: (mapping: ImportMapping) => void }

const HOUR_LABELS = { end: W.hourEnd, start: W.hourStart }
const WATER_TYPES = { learn: W.waterLearn, river: W.waterRiver, lake: W.waterLake }
const WATER_VALUES = { raw: W.waterRaw, shown: W.waterShown }

export function MappingOptions({ mapping, onChange }: Props) {
  const isAir = mapping.kind === 'air'
  return (
    <div className="mapping-options">
      {isAir ? (
        <Choice
          label={W.hourLabel}
          value={mapping.hourLabel}
          choices={HOUR_LABELS}
          onChange={(hourLabel) => onChange({ ...mapping, hourLabel })}
        />
      ) : (
        <>
          <Choice
            label={W.waterType}
            value={mapping.waterType}
            choices={WATER_TYPES}
            onChange={(waterType) => onChange({ ...mapping, waterType })}
          />
          <Choice
            label={W.waterValues}
            value={mapping.waterValues}
            choices={WATER_VALUES}
            onChange={(waterValues) => onChange({ ...mapping, waterValues })}
          />
        </>
      )}
      <YearField year={mapping.year} onChange={(year) => onChange({ ...mapping, year })} />
    </div>
  )
}

type ChoiceProps<T extends string> = {
  label: Words
  value: T
  choices: Readonly<Record<T, Words>>
  onChange: (value: T) => void
}

function Choice<T extends string>({ label, value, choices, onChange }: ChoiceProps<T>) {
  const say = useSay()
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{say(label)}</label>
      <Select<string>
        id={id}
        value={value}
        popupMatchSelectWidth={false}
        options={(Object.keys(choices) as T[]).map((key) => ({ value: key, label: say(choices[key]) }))}
        onChange={(next) => onChange(next as T)}
      />
    </div>
  )
}

function YearField({ year, onChange }: { year: number | null; onChange: (year: number | null) => void }) {
  const say = useSay()
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{say(W.year)}</label>
      <InputNumber id={id} min={2000} max={2100} precision={0} value={year} onChange={onChange} />
    </div>
  )
}
