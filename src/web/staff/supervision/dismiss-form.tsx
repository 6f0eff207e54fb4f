// Setting deviations aside, with one reason for all that are chosen.
import { Input, Modal } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#contract/route.ts'
import { type DeviationRow, dismissDeviations } from '#contract/supervision.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { SUPERVISION_KEY } from './queries.ts'
import { SUPERVISION_WORDS as W } from './words.ts'

type Props = {
  plan: string
  rows: readonly DeviationRow[]
  onClose: () => void
  onTold: (reply: ReplyOf<typeof dismissDeviations>) => void
}

export function DismissForm({ plan, rows, onClose, onTold }: Props) {
  const say = useSay()
  const [reason, setReason] = useState('')
  const { act, busy, problem } = useAct(SUPERVISION_KEY)
  const send = async (): Promise<void> => {
    const body = { numbers: rows.map(({ number }) => number), reason: reason.trim() }
    const reply = await act(() => call(dismissDeviations, { params: { plan }, body }))
    if (reply) onTold(reply)
  }
  return (
    <Modal
      open
      title={say(W.dismissMany, { n: rows.length })}
      okText={say(W.dismiss)}
      okButtonProps={{ disabled: reason.trim() === '' }}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <p className="quiet">{say(W.dismissHint)}</p>
      <ul className="supervision-chosen">
        {rows.map(({ number, name, ruleName }) => (
          <li key={number}>
            {say(name)}：{say(ruleName)}
          </li>
        ))}
      </ul>
      <Input.TextArea
        aria-label={say(W.reason)}
        placeholder={say(W.reason)}
        rows={3}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </Modal>
  )
}
