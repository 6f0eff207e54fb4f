// The mapping of a source, field by field.
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { SourceMapping } from '#contract/ways-in.ts'
import { useSay } from '#web/ui/say.ts'
import { Labelled, SelectField } from './labelled.tsx'
import { PlaceField } from './place-field.tsx'
import { NEW_VALUE, namesText, parseNames } from './source-fields.ts'
import { KIND_WORDS, WAYS_WORDS as W } from './words.ts'

type Props = { mapping: SourceMapping; onChange: (mapping: SourceMapping) => void }

export function MappingFields({ mapping, onChange }: Props) {
  const say = useSay()
  const set = (part: Partial<SourceMapping>): void => onChange({ ...mapping, ...part })
  const kinds = Object.entries(KIND_WORDS).map(([value, words]) => ({ value, label: say(words) }))
  return (
    <div className="ways-grid">
      <FormFields mapping={mapping} onChange={onChange} />
      <PlaceField
        label={say(W.site)}
        place={mapping.site}
        choices={['topic', 'fixed']}
        onChange={(site) => set({ site })}
      />
      <SelectField
        label={say(W.siteBy)}
        value={mapping.siteBy}
        options={[
          { value: 'code', label: say(W.byCode) },
          { value: 'name', label: say(W.byName) },
          { value: 'mn', label: say(W.byMn) },
        ]}
        onChange={(siteBy) => set({ siteBy })}
      />
      <PlaceField
        label={say(W.kind)}
        place={mapping.kind}
        choices={['fixed', 'topic']}
        fixed={kinds}
        onChange={(kind) => set({ kind })}
      />
      <PlaceField
        label={say(W.time)}
        place={mapping.time}
        choices={['arrival', 'topic', 'fixed']}
        onChange={(time) => set({ time })}
      />
      <Labelled label={say(W.zone)}>
        <Input value={mapping.zone} maxLength={6} onChange={(event) => set({ zone: event.target.value })} />
      </Labelled>
      <SelectField
        label={say(W.stamp)}
        value={mapping.stamp}
        options={[
          { value: 'start', label: say(W.stampStart) },
          { value: 'end', label: say(W.stampEnd) },
        ]}
        onChange={(stamp) => set({ stamp })}
      />
      <NamesField label={say(W.siteNames)} names={mapping.sites} onChange={(sites) => set({ sites })} />
      <NamesField label={say(W.factorNames)} names={mapping.factors} onChange={(factors) => set({ factors })} />
      <Labelled label={say(W.entries)} wide>
        <Input
          value={mapping.entries ?? ''}
          onChange={(event) => set({ entries: event.target.value === '' ? null : event.target.value })}
        />
      </Labelled>
      <ValueList values={mapping.values} onChange={(values) => set({ values })} />
    </div>
  )
}

function FormFields({ mapping, onChange }: Props) {
  const say = useSay()
  const set = (part: Partial<SourceMapping>): void => onChange({ ...mapping, ...part })
  return (
    <>
      <SelectField
        label={say(W.format)}
        value={mapping.format}
        options={[
          { value: 'auto', label: say(W.auto) },
          { value: 'json', label: 'JSON' },
          { value: 'json-lines', label: 'JSON Lines' },
          { value: 'csv', label: 'CSV' },
          { value: 'xlsx', label: 'XLSX' },
        ]}
        onChange={(format) => set({ format })}
      />
      <SelectField
        label={say(W.encoding)}
        value={mapping.encoding}
        options={[
          { value: 'auto', label: say(W.auto) },
          { value: 'utf-8', label: 'UTF-8' },
          { value: 'gb18030', label: 'GB18030' },
        ]}
        onChange={(encoding) => set({ encoding })}
      />
      <Labelled label={say(W.rowsPath)} wide>
        <Input value={mapping.rows} onChange={(event) => set({ rows: event.target.value })} />
      </Labelled>
    </>
  )
}

type NamesProps = {
  label: string
  names: Readonly<Record<string, string>>
  onChange: (names: Record<string, string>) => void
}

/** Keeps what is being typed: a line that is not complete yet would else vanish. */
function NamesField({ label, names, onChange }: NamesProps) {
  const [text, setText] = useState(() => namesText(names))
  return (
    <Labelled label={label} wide>
      <Input.TextArea
        value={text}
        autoSize={{ minRows: 2, maxRows: 8 }}
        onChange={(event) => {
          setText(event.target.value)
          onChange(parseNames(event.target.value))
        }}
      />
    </Labelled>
  )
}

type Values = SourceMapping['values']

function ValueList({ values, onChange }: { values: Values; onChange: (values: Values) => void }) {
  const say = useSay()
  const change = (n: number, part: Partial<Values[number]>): void =>
    onChange(values.map((value, i) => (i === n ? { ...value, ...part } : value)))
  return (
    <section className="ways-values" aria-label={say(W.values)}>
      {values.map((value, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a value has nothing but its place
        <div key={n} className="ways-value">
          <PlaceField
            label={say(W.value, { n: n + 1 })}
            place={value.at}
            choices={['topic', 'fixed']}
            onChange={(at) => change(n, { at })}
          />
          <PlaceField
            label={say(W.factor)}
            place={value.factor}
            choices={['fixed', 'topic']}
            onChange={(factor) => change(n, { factor })}
          />
          <PlaceField
            label={say(W.unit)}
            place={value.unit}
            choices={['fixed', 'none']}
            onChange={(unit) => change(n, { unit })}
          />
          <PlaceField
            label={say(W.flag)}
            place={value.flag}
            choices={['none']}
            onChange={(flag) => change(n, { flag })}
          />
          <Button size="small" onClick={() => onChange(values.filter((_, i) => i !== n))}>
            {say(W.remove)}
          </Button>
        </div>
      ))}
      <Button onClick={() => onChange([...values, NEW_VALUE])}>{say(W.addValue)}</Button>
    </section>
  )
}
