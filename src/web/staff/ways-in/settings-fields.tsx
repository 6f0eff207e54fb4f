// How a source reaches us: topics, a schedule and an address, or nothing at all.
import { Input } from 'antd'
import type { z } from 'zod'
import type { PullSettings, SourceSettings } from '#contract/ways-in.ts'
import { useSay } from '#web/ui/say.ts'
import { AuthorizationField } from './authorization-field.tsx'
import { Labelled, SelectField } from './labelled.tsx'
import { NEW_SETTINGS } from './source-fields.ts'
import { WAYS_WORDS as W, WAY_WORDS } from './words.ts'

type Props = { settings: SourceSettings; canChooseWay: boolean; onChange: (settings: SourceSettings) => void }

export function SettingsFields({ settings, canChooseWay, onChange }: Props) {
  const say = useSay()
  const ways = (canChooseWay ? (['http', 'mqtt', 'pull'] as const) : [settings.way]).map((value) => ({
    value,
    label: say(WAY_WORDS[value]),
  }))
  return (
    <>
      <SelectField
        label={say(W.way)}
        value={settings.way}
        options={ways}
        onChange={(way) => onChange(NEW_SETTINGS[way])}
      />
      {settings.way === 'mqtt' ? (
        <Labelled label={say(W.topics)} wide>
          <Input.TextArea
            value={settings.topics.join('\n')}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={(event) => onChange({ way: 'mqtt', topics: event.target.value.split('\n') })}
          />
        </Labelled>
      ) : null}
      {settings.way === 'pull' ? <PullFields settings={settings} onChange={onChange} /> : null}
      {settings.way === 'http' ? (
        <p className="quiet ways-field-wide">
          {say(W.httpHow)} {say(W.httpNamed)}
        </p>
      ) : null}
    </>
  )
}

type Pull = z.output<typeof PullSettings>

function PullFields({ settings, onChange }: { settings: Pull; onChange: (settings: Pull) => void }) {
  const say = useSay()
  const set = (part: Partial<Pull>): void => onChange({ ...settings, ...part })
  return (
    <>
      <SelectField
        label={say(W.from)}
        value={settings.from}
        options={[
          { value: 'http', label: say(W.fromHttp) },
          { value: 'folder', label: say(W.fromFolder) },
        ]}
        onChange={(from) => set({ from })}
      />
      <Labelled label={say(W.schedule)}>
        <Input value={settings.schedule} onChange={(event) => set({ schedule: event.target.value })} />
      </Labelled>
      <Labelled label={say(W.address)} wide>
        <Input value={settings.address} onChange={(event) => set({ address: event.target.value })} />
      </Labelled>
      {settings.from === 'folder' ? (
        <Labelled label={say(W.pattern)}>
          <Input value={settings.pattern} onChange={(event) => set({ pattern: event.target.value })} />
        </Labelled>
      ) : (
        <>
          <AuthorizationField value={settings.authorization} onChange={(authorization) => set({ authorization })} />
          <Labelled label={say(W.timeout)}>
            <Input
              type="number"
              min={1}
              max={600}
              value={settings.timeoutS}
              onChange={(event) => set({ timeoutS: Math.trunc(Number(event.target.value)) || 1 })}
            />
          </Labelled>
        </>
      )}
    </>
  )
}
