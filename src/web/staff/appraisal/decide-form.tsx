// The form by which the plan office decides a unit's appeal, item by item.
import { Button, Select } from 'antd'
import { useState } from 'react'
import { type Appeal, decideAppeal, type UnitScore } from '#contract/appraisal.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { APPRAISAL_KEY, type Sheet } from './queries.ts'
import { APPRAISAL_WORDS as W } from './words.ts'

type Draft = { isUpheld: boolean; value: string; words: string }
const draftOf = ({ wanted }: Appeal): Draft => ({ isUpheld: true, value: wanted, words: '' })

export function DecideForm({ plan, sheet, unit }: { plan: string; sheet: Sheet; unit: UnitScore }) {
  const say = useSay()
  const { act, busy, problem } = useAct(APPRAISAL_KEY)
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({})
  const open = sheet.appeals.filter(({ unitId, decision }) => unitId === unit.id && decision === null)
  const shown = (one: Appeal): Draft => drafts[one.itemId] ?? draftOf(one)
  const put = (one: Appeal, part: Partial<Draft>): void =>
    setDrafts({ ...drafts, [one.itemId]: { ...shown(one), ...part } })
  const isWhole = open.every((one) => shown(one).words.trim() !== '')
  const decide = (): Promise<unknown> => {
    const decisions = open.map((one) => {
      const { isUpheld, value, words } = shown(one)
      return { itemId: one.itemId, isUpheld, value: isUpheld ? value.trim() : null, words }
    })
    return act(() => call(decideAppeal, { params: { plan, id: sheet.id }, body: { unitId: unit.id, decisions } }))
  }
  const nameOf = (id: string): string => say(sheet.lines.find((line) => line.id === id)?.name ?? { zh: id, en: id })
  return (
    <section className="no-print">
      <h2>{say(W.decide)}</h2>
      <table className="plain-table stack-narrow appraisal-claims">
        <thead>
          <tr>
            {[W.item, W.decision, W.decidedValue, W.decidedWhy].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {open.map((one) => (
            <tr key={one.itemId}>
              <th scope="row">{nameOf(one.itemId)}</th>
              <td data-label={say(W.decision)}>
                <Select
                  aria-label={`${nameOf(one.itemId)} ${say(W.decision)}`}
                  value={shown(one).isUpheld ? 'yes' : 'no'}
                  options={[
                    { value: 'yes', label: say(W.upheld) },
                    { value: 'no', label: say(W.dismissed) },
                  ]}
                  onChange={(value) => put(one, { isUpheld: value === 'yes' })}
                />
              </td>
              <td data-label={say(W.decidedValue)}>
                <input
                  inputMode="decimal"
                  maxLength={20}
                  disabled={!shown(one).isUpheld}
                  aria-label={`${nameOf(one.itemId)} ${say(W.decidedValue)}`}
                  value={shown(one).value}
                  onChange={(event) => put(one, { value: event.target.value })}
                />
              </td>
              <td data-label={say(W.decidedWhy)}>
                <textarea
                  rows={1}
                  maxLength={2000}
                  aria-label={`${nameOf(one.itemId)} ${say(W.decidedWhy)}`}
                  value={shown(one).words}
                  onChange={(event) => put(one, { words: event.target.value })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="appraisal-bar">
        <Button type="primary" loading={busy} disabled={!isWhole} onClick={() => void decide()}>
          {say(W.decide)}
        </Button>
      </div>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </section>
  )
}
