// The form by which a unit appeals: the items it holds wrong, what they should be, and why.
import { Button } from 'antd'
import { useState } from 'react'
import { appeal, type UnitScore } from '#contract/appraisal.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { APPRAISAL_KEY, type Sheet } from './queries.ts'
import { rowsOf } from './unit-rows.ts'
import { APPRAISAL_WORDS as W } from './words.ts'

type Claim = { wanted: string; words: string }

export function AppealForm({ plan, sheet, unit }: { plan: string; sheet: Sheet; unit: UnitScore }) {
  const say = useSay()
  const { act, busy, problem } = useAct(APPRAISAL_KEY)
  const [claims, setClaims] = useState<Readonly<Record<string, Claim>>>({})
  const rows = rowsOf(sheet, unit).filter(({ because }) => because !== null)
  const put = (id: string, part: Partial<Claim>): void =>
    setClaims({ ...claims, [id]: { wanted: '', words: '', ...claims[id], ...part } })
  const items = Object.entries(claims)
    .filter(([, { wanted, words }]) => wanted.trim() !== '' && words.trim() !== '')
    .map(([itemId, { wanted, words }]) => ({ itemId, wanted: wanted.trim(), words }))
  const submit = (): Promise<unknown> =>
    act(() => call(appeal, { params: { plan, id: sheet.id }, body: { unitId: unit.id, items } }))
  return (
    <section className="no-print">
      <h2>{say(W.appeal)}</h2>
      <p className="quiet">{say(W.appealHint)}</p>
      <table className="plain-table stack-narrow appraisal-claims">
        <thead>
          <tr>
            {[W.item, W.wanted, W.whyWrong].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name }) => (
            <tr key={id}>
              <th scope="row">{say(name)}</th>
              <td data-label={say(W.wanted)}>
                <input
                  inputMode="decimal"
                  maxLength={20}
                  aria-label={`${say(name)} ${say(W.wanted)}`}
                  value={claims[id]?.wanted ?? ''}
                  onChange={(event) => put(id, { wanted: event.target.value })}
                />
              </td>
              <td data-label={say(W.whyWrong)}>
                <textarea
                  rows={1}
                  maxLength={2000}
                  aria-label={`${say(name)} ${say(W.whyWrong)}`}
                  value={claims[id]?.words ?? ''}
                  onChange={(event) => put(id, { words: event.target.value })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="appraisal-bar">
        <Button type="primary" loading={busy} disabled={items.length === 0} onClick={() => void submit()}>
          {say(W.appeal)}
        </Button>
      </div>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </section>
  )
}
