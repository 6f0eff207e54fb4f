// The form that opens the appraisal of a year by an issued scheme.
import { useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { openAppraisal, type SchemeRow } from '#contract/appraisal.ts'
import { beijingYear } from '#kit/time.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { APPRAISAL_KEY } from './queries.ts'
import { APPRAISAL_WORDS as W } from './words.ts'

/** So many years back are offered. */
const YEARS = 6
const keyOf = ({ id, version }: Pick<SchemeRow, 'id' | 'version'>): string => `${id} ${version}`

export function OpenForm({ plan, schemes }: { plan: string; schemes: readonly SchemeRow[] }) {
  const say = useSay()
  const navigate = useNavigate()
  const { act, busy, problem } = useAct(APPRAISAL_KEY)
  const last = beijingYear(Date.now())
  const [year, setYear] = useState(last - 1)
  const [chosen, choose] = useState<string>()
  const [due, setDue] = useState('')
  const scheme = schemes.find((one) => keyOf(one) === chosen) ?? schemes[0]
  if (scheme === undefined) return <p className="quiet no-print">{say(W.noIssued)}</p>
  const open = async (): Promise<void> => {
    const body = { year, scheme: { id: scheme.id, version: scheme.version }, due }
    const opened = await act(() => call(openAppraisal, { params: { plan }, body }))
    if (opened) await navigate({ to: '/appraisal/$id', params: { id: String(opened.id) } })
  }
  return (
    <section className="no-print appraisal-box" aria-label={say(W.open)}>
      <div className="appraisal-bar">
        <Select
          aria-label={say(W.year)}
          value={year}
          options={Array.from({ length: YEARS }, (_, n) => ({
            value: last - n,
            label: say(W.thatYear, { year: last - n }),
          }))}
          onChange={setYear}
        />
        <Select
          aria-label={say(W.scheme)}
          value={keyOf(scheme)}
          options={schemes.map((one) => ({
            value: keyOf(one),
            label: `${say(one.name)} ${say(W.version, { n: one.version })}`,
          }))}
          onChange={choose}
        />
        <label>
          {say(W.due)}{' '}
          <input type="date" className="appraisal-day" value={due} onChange={(event) => setDue(event.target.value)} />
        </label>
        <Button type="primary" loading={busy} disabled={due === ''} onClick={() => void open()}>
          {say(W.open)}
        </Button>
      </div>
      <p className="quiet">{say(W.openHint)}</p>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </section>
  )
}
