// The form of a source: how it reaches us, what its content means, and a sample to see it on.
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#contract/route.ts'
import {
  changeSource,
  createSource,
  type readSourceSample,
  type SourceBody,
  type SourceRow,
} from '#contract/ways-in.ts'
import type { Refusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { Labelled } from './labelled.tsx'
import { MappingFields } from './mapping-fields.tsx'
import { firstSiteQuery, sampleQuery, WAYS_KEY } from './queries.ts'
import { SamplePreview } from './sample-preview.tsx'
import { SettingsFields } from './settings-fields.tsx'
import { exampleOf, newSource } from './source-fields.ts'
import { WAYS_WORDS as W } from './words.ts'

type Props = { row?: SourceRow; canWrite: boolean; onSaved: (id: number) => void }

type Sample = { text: string; topic: string }

/** What the source sent last, else an example of our own form. */
const sampleOf = (last: ReplyOf<typeof readSourceSample> | Refusal | undefined, site: string): Sample =>
  last && 'text' in last && last.text !== null
    ? { text: last.text, topic: last.topic ?? '' }
    : { text: exampleOf(site), topic: '' }

/** Empty lines of topics and an empty header are of no account. */
function tidy({ settings, ...body }: SourceBody): SourceBody {
  if (settings.way === 'mqtt') {
    return { ...body, settings: { way: 'mqtt', topics: settings.topics.map((one) => one.trim()).filter(Boolean) } }
  }
  if (settings.way === 'http') return { ...body, settings }
  return { ...body, settings: { ...settings, authorization: settings.authorization || null } }
}

export function SourceForm({ row, canWrite, onSaved }: Props) {
  const say = useSay()
  const [body, setBody] = useState<SourceBody>(() => row ?? newSource())
  const [sample, setSample] = useState<Sample>()
  const last = useQuery({ ...sampleQuery(row?.id ?? 0), enabled: row !== undefined })
  const site = useQuery(firstSiteQuery).data ?? 'S1'
  const [isSaved, setSaved] = useState(false)
  // That of what is shown here, not of what somebody saved meanwhile.
  const [version, setVersion] = useState(row?.version ?? 1)
  const { act, busy, problem } = useAct(WAYS_KEY)
  const set = (part: Partial<SourceBody>): void => {
    setSaved(false)
    setBody((before) => ({ ...before, ...part }))
  }
  const save = async (): Promise<void> => {
    const { name, settings, mapping } = tidy(body)
    const asked = { name, settings, mapping }
    if (row === undefined) {
      const made = await act(() => call(createSource, { body: asked }))
      if (made) onSaved(made.id)
      return
    }
    const changed = await act(() => call(changeSource, { params: { id: row.id }, body: { ...asked, version } }))
    if (!changed) return
    setVersion(changed.version)
    setSaved(true)
  }
  return (
    <form
      className="ways-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className="ways-columns">
        <div>
          <div className="ways-grid">
            <Labelled label={say(W.name)} wide>
              <Input
                value={body.name}
                required
                maxLength={80}
                onChange={(event) => set({ name: event.target.value })}
              />
            </Labelled>
            <SettingsFields
              settings={body.settings}
              canChooseWay={row === undefined}
              onChange={(settings) => set({ settings })}
            />
          </div>
          <h2>{say(W.mapping)}</h2>
          <MappingFields mapping={body.mapping} onChange={(mapping) => set({ mapping })} />
        </div>
        <SamplePreview
          mapping={body.mapping}
          sample={sample ?? sampleOf(last.data, site)}
          hasTopic={body.settings.way === 'mqtt'}
          onSample={setSample}
        />
      </div>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      {canWrite ? (
        <p className="ways-acts" role="status">
          <Button type="primary" htmlType="submit" loading={busy}>
            {say(W.save)}
          </Button>
          {isSaved ? <span className="ways-good">{say(W.saved)}</span> : null}
        </p>
      ) : (
        <p className="quiet">{say(W.readOnly)}</p>
      )}
    </form>
  )
}
