// What the mapping makes of a sample, while it is being changed.
import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useDeferredValue } from 'react'
import type { ReplyOf } from '#contract/route.ts'
import type { previewMapping, SourceMapping } from '#contract/ways-in.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { Labelled } from './labelled.tsx'
import { PATHS_ID } from './place-field.tsx'
import { previewQuery } from './queries.ts'
import { KIND_WORDS, WAYS_WORDS as W } from './words.ts'

type Props = {
  mapping: SourceMapping
  sample: { text: string; topic: string }
  hasTopic: boolean
  onSample: (sample: { text: string; topic: string }) => void
}

export function SamplePreview({ mapping, sample, hasTopic, onSample }: Props) {
  const say = useSay()
  const preview = useQuery(previewQuery(useDeferredValue(mapping), useDeferredValue(sample.text), sample.topic))
  const found = preview.data && 'rows' in preview.data ? preview.data : undefined
  return (
    <section className="ways-sample" aria-label={say(W.sample)}>
      <Labelled label={say(W.sample)} wide>
        <Input.TextArea
          className="ways-code"
          value={sample.text}
          autoSize={{ minRows: 5, maxRows: 16 }}
          onChange={(event) => onSample({ ...sample, text: event.target.value })}
        />
      </Labelled>
      <p className="quiet">{say(W.sampleHint)}</p>
      {hasTopic ? (
        <Labelled label={say(W.sampleTopic)} wide>
          <Input value={sample.topic} onChange={(event) => onSample({ ...sample, topic: event.target.value })} />
        </Labelled>
      ) : null}
      <datalist id={PATHS_ID}>
        {found?.leaves.map(({ path, text }) => (
          <option key={path} value={path}>
            {text.slice(0, 60)}
          </option>
        ))}
      </datalist>
      {preview.isError ? <RefusalNote problem={preview.error} onRetry={() => void preview.refetch()} /> : null}
      {preview.data && 'refused' in preview.data ? <RefusalNote problem={preview.data} /> : null}
      {found ? <Found found={found} /> : null}
    </section>
  )
}

type Preview = ReplyOf<typeof previewMapping>

function Found({ found }: { found: Preview }) {
  const say = useSay()
  const placed = found.rows.filter((row) => row.placed).length
  return (
    <>
      <h3 aria-live="polite">
        {say(W.preview)}：{say(W.previewRows, { placed, total: found.total })}
        {found.total > found.rows.length ? say(W.previewFirst, { n: found.rows.length }) : ''}
      </h3>
      <ul className="ways-rows">
        {found.rows.map((row) => (
          <li key={row.row}>
            <strong>{say(W.row, { n: row.row })}</strong>{' '}
            <span className={row.placed ? 'ways-good' : 'ways-bad'}>{say(row.placed ? W.placed : W.notPlaced)}</span>{' '}
            {row.site} {row.kind === null ? null : say(KIND_WORDS[row.kind] ?? { zh: row.kind, en: row.kind })}{' '}
            {row.at === null ? null : <Moment at={row.at} seconds />}
            <RowValues values={row.values} />
            <ul>
              {row.findings.map((finding, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: one code may stand twice
                <li key={i} className={`finding-${finding.severity}`}>
                  {say(finding)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  )
}

function RowValues({ values }: { values: Preview['rows'][number]['values'] }) {
  return (
    <div>
      {values.map(({ factor, name, value, unit, flag }) => (
        <span key={factor} className="record-value">
          {name} {value ?? '—'} {unit}
          {flag === 'N' ? '' : ` [${flag}]`}
        </span>
      ))}
    </div>
  )
}
