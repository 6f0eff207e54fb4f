// The form by which a person takes back what was said of obligations; it asks why.
import { Form, Input, Modal } from 'antd'
import { undoSuccession } from '#contract/succession.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { SUCCESSION_KEY } from './queries.ts'
import { SUCCESSION_WORDS as W } from './words.ts'

type Props = { plan: string; ids: number[]; onClose: () => void }

export function UndoForm({ plan, ids, onClose }: Props) {
  const say = useSay()
  const [form] = Form.useForm<{ reason: string }>()
  const { act, busy, problem } = useAct(SUCCESSION_KEY)
  const undo = async ({ reason }: { reason: string }): Promise<void> => {
    if (await act(() => call(undoSuccession, { params: { plan }, body: { ids, reason } }))) onClose()
  }
  return (
    <Modal
      open
      title={say(W.undo, { n: ids.length })}
      okText={say(W.save)}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(boxes) => void undo(boxes)}>
        <Form.Item
          name="reason"
          label={say(W.reason)}
          rules={[{ required: true, whitespace: true, message: say(W.reasonNeeded) }]}
        >
          <Input.TextArea maxLength={1000} rows={2} />
        </Form.Item>
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}
