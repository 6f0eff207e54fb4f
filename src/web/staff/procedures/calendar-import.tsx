// A year of holidays handed in: year and notice first, then the file; stored whole or shown with the faults of its lines.
import { Checkbox, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { importCalendarYear } from '#contract/calendar.ts'
import type { ReplyOf } from '#contract/route.ts'
import { callWithFile } from '#web/api.ts'
import { FileButton } from '#web/ui/file-button.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { CALENDAR_WORDS as W } from './calendar-words.ts'
import { PROCEDURES_KEY } from './queries.ts'

type Done = ReplyOf<typeof importCalendarYear> & { year: number }

export function CalendarImport({ next }: { next: number }) {
  const say = useSay()
  const { act, busy, problem } = useAct(PROCEDURES_KEY)
  const [year, setYear] = useState(next)
  const [source, setSource] = useState('')
  const [isVerified, setVerified] = useState(false)
  const [done, setDone] = useState<Done>()
  const isReady = source.trim() !== ''
  const choose = async (file: File): Promise<void> => {
    setDone(undefined)
    const query = { source, verified: isVerified ? ('true' as const) : undefined }
    const told = await act(() => callWithFile(importCalendarYear, file, { params: { year }, query }))
    if (told) setDone({ ...told, year })
  }
  return (
    <section className="calendar-import no-print" aria-label={say(W.importYear)}>
      <h2>{say(W.importYear)}</h2>
      <div className="filter-bar">
        <InputNumber
          aria-label={say(W.ofYear)}
          value={year}
          min={2000}
          max={2100}
          precision={0}
          onChange={(value) => setYear(value ?? next)}
        />
        <Input
          aria-label={say(W.notice)}
          placeholder={say(W.notice)}
          value={source}
          maxLength={300}
          onChange={(event) => setSource(event.target.value)}
        />
        <Checkbox checked={isVerified} onChange={(event) => setVerified(event.target.checked)}>
          {say(W.checked)}
        </Checkbox>
        <FileButton
          label={say(W.file)}
          accept=".csv,.json"
          disabled={busy || !isReady}
          onFile={(file) => void choose(file)}
        />
        {isReady ? null : <span className="quiet">{say(W.noticeFirst)}</span>}
      </div>
      <p className="quiet">{say(W.fileHint)}</p>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      {done === undefined ? null : <Told done={done} />}
    </section>
  )
}

function Told({ done: { stored, year, cases, faults } }: { done: Done }) {
  const say = useSay()
  if (stored) return <p role="status">{say(W.stored, { year, cases })}</p>
  return (
    <div role="alert">
      <strong>{say(W.notStored, { n: faults.length })}</strong>
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.row} ${fault.en}`} className="case-late">
            {say(fault.row === 0 ? W.faultFile : W.faultRow, { row: fault.row, because: say(fault) })}
          </li>
        ))}
      </ul>
    </div>
  )
}
