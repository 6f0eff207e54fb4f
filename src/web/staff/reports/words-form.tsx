// The words of one paragraph under edit; its numbers stand as citations.
import { Button, Input } from 'antd'
import { useState } from 'react'
import { editReport } from '#contract/reports.ts'
import type { Document } from '#domain/documents/document.ts'
import { cite } from '#domain/documents/words.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { REPORTS_KEY } from './queries.ts'
import { REPORT_WORDS as W } from './words.ts'

type Props = {
  id: number
  version: number
  block: { id: string; text: string }
  figures: Document['figures']
  onClose: () => void
}

export function WordsForm({ id, version, block, figures, onClose }: Props) {
  const say = useSay()
  const [text, write] = useState(block.text)
  const [note, remark] = useState('')
  const { act, busy, problem } = useAct(REPORTS_KEY)
  const save = async () => {
    const saved = await act(() => call(editReport, { params: { id }, body: { version, block: block.id, text, note } }))
    if (saved) onClose()
  }
  return (
    <form
      className="report-form no-print"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Input.TextArea
        aria-label={say(W.edit)}
        autoFocus
        autoSize={{ minRows: 4, maxRows: 16 }}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
      <details>
        <summary className="quiet">{say(W.figuresHint)}</summary>
        <ul className="report-figures">
          {Object.entries(figures).map(([name, figure]) => (
            <li key={name}>
              <code>{cite(name)}</code> {figure.text}
            </li>
          ))}
        </ul>
      </details>
      <Input
        aria-label={say(W.note)}
        placeholder={say(W.note)}
        value={note}
        onChange={(event) => remark(event.target.value)}
      />
      <p>
        <Button type="primary" htmlType="submit" loading={busy}>
          {say(W.save)}
        </Button>{' '}
        <Button onClick={onClose}>{say(W.cancel)}</Button>
      </p>
      {problem ? <RefusalNote problem={problem} /> : null}
    </form>
  )
}
