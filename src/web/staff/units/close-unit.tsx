// Ending a unit: its last day and why.
import { Form, Input, Modal } from 'antd'
import { closeOrganisation } from '#contract/organisations.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { UNITS_KEY } from '../shell/unit-choice.tsx'
import { UNIT_WORDS as W } from './words.ts'

export const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/

type Boxes = { until: string; reason: string }

export function CloseUnit({ id, onClose }: { id: number; onClose: () => void }) {
  const say = useSay()
  const [form] = Form.useForm<Boxes>()
  const { act, busy, problem } = useAct(UNITS_KEY)
  const end = async (body: Boxes): Promise<void> => {
    if (await act(() => call(closeOrganisation, { params: { id }, body }))) onClose()
  }
  return (
    <Modal
      open
      title={say(W.close)}
      okText={say(W.save)}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="quiet">{say(W.closeHint)}</p>
      <Form form={form} layout="vertical" onFinish={(boxes) => void end(boxes)}>
        <Form.Item
          name="until"
          label={say(W.until)}
          rules={[{ required: true, pattern: DAY_PATTERN, message: say(W.dayShape) }]}
        >
          <Input placeholder="2025-12-31" maxLength={10} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={say(W.reason)}
          rules={[{ required: true, whitespace: true, message: say(W.needed) }]}
        >
          <Input maxLength={300} />
        </Form.Item>
      </Form>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </Modal>
  )
}
