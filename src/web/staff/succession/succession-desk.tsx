// The obligations of a page with their fates or suggestions, and what may be done with those that are chosen.
import { Button } from 'antd'
import { useState } from 'react'
import { settleSuccession } from '#contract/succession.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { toggled } from '#web/ui/toggled.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { useAct } from '#web/ui/use-act.ts'
import { SUCCESSION_KEY, type Succession } from './queries.ts'
import { SettleForm } from './settle-form.tsx'
import { SuccessionTable } from './succession-table.tsx'
import { UndoForm } from './undo-form.tsx'
import { SUCCESSION_WORDS as W } from './words.ts'

/** Suggestions that may be taken together: of those that lead to the same, the one that is most like it. */
function acceptable(open: Succession['rows']): Succession['rows'] {
  const best = new Map<string, Succession['rows'][number]>()
  for (const row of open) {
    const { suggestion } = row
    if (suggestion === null || suggestion.isTaken) continue
    const other = best.get(suggestion.id)?.suggestion
    if (other === undefined || other === null || other.likeness < suggestion.likeness) best.set(suggestion.id, row)
  }
  return [...best.values()]
}

export function SuccessionDesk({ plan, found }: { plan: string; found: Succession }) {
  const say = useSay()
  const canWrite = useCanWrite()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [form, setForm] = useState<'settle' | 'undo'>()
  const { act, busy, problem } = useAct(SUCCESSION_KEY)
  const rows = found.rows.filter(({ obligationId }) => chosen.has(obligationId))
  const open = rows.filter(({ entry }) => entry === null)
  const settled = rows.flatMap(({ entry }) => entry ?? [])
  const accepted = acceptable(open)
  const done = () => {
    setChosen(new Set())
    setForm(undefined)
  }
  const accept = async (to: string): Promise<void> => {
    const entries = accepted.map(({ obligationId, suggestion }) => ({
      obligationId,
      kind: 'carried-over' as const,
      successorId: suggestion?.id ?? null,
      reason: '',
    }))
    if (await act(() => call(settleSuccession, { params: { plan }, body: { to, entries } }))) done()
  }
  const { to } = found
  return (
    <>
      {canWrite && to !== null ? (
        <div className="succession-acts no-print">
          <Button type="primary" disabled={accepted.length === 0} loading={busy} onClick={() => void accept(to.id)}>
            {say(W.accept, { n: accepted.length })}
          </Button>
          <Button disabled={open.length === 0} onClick={() => setForm('settle')}>
            {say(W.settleMany, { n: open.length })}
          </Button>
          <Button disabled={settled.length === 0} onClick={() => setForm('undo')}>
            {say(W.undo, { n: settled.length })}
          </Button>
        </div>
      ) : null}
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      <SuccessionTable
        rows={found.rows}
        chosen={chosen}
        canChoose={canWrite && to !== null}
        onToggle={(id) => setChosen(toggled(chosen, id))}
        onAll={(isAll) => setChosen(new Set(isAll ? found.rows.map(({ obligationId }) => obligationId) : []))}
      />
      {form === 'settle' && to !== null ? (
        <SettleForm plan={plan} to={to.id} rows={open} successors={found.successors} onClose={done} />
      ) : null}
      {form === 'undo' ? <UndoForm plan={plan} ids={settled.map(({ id }) => id)} onClose={done} /> : null}
    </>
  )
}
