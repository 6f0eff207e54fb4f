// Asks for the reason before a run is taken back.
import { Form, Input, Modal } from 'antd'
import { type RunRow, undoRun } from '#contract/ways-in.ts'
import { call } from '#web/api.ts'
import { groupDigits } from '#web/ui/figures.ts'
import { formatMoment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { WAYS_KEY } from './queries.ts'
import { WAYS_WORDS as W } from './words.ts'

type Props = { run: RunRow; onClose: () => void; onDone: (text: string) => void }

export function UndoBox({ run, onClose, onDone }: Props) {
  const say = useSay()
  const [form] = Form.useForm<{ reason: string }>()
  const { act, busy, problem } = useAct(WAYS_KEY)
  const undo = async ({ reason }: { reason: string }): Promise<void> => {
    const undone = await act(() => call(undoRun, { params: { id: run.id }, body: { reason } }))
    if (!undone) return
    onDone(say(W.undoneDone, { removed: groupDigits(undone.removed), restored: groupDigits(undone.restored) }))
    onClose()
  }
  return (
    <Modal
      open
      title={say(W.undoTitle, { time: formatMoment(run.begunAt, Date.now(), true) })}
      okText={say(W.undo)}
      okButtonProps={{ danger: true }}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{say(W.undoSure, { rows: groupDigits(run.rows - run.quarantined) })}</p>
      <Form form={form} layout="vertical" onFinish={(fields) => void undo(fields)}>
        <Form.Item
          name="reason"
          label={say(W.undoReason)}
          rules={[{ required: true, whitespace: true, message: say(W.undoReasonNeeded) }]}
        >
          <Input maxLength={300} />
        </Form.Item>
      </Form>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </Modal>
  )
}
