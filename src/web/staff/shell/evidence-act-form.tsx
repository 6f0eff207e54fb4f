// Reviewing a piece of evidence or taking it back, with the reason.
import { Form, Input, Modal, Radio } from 'antd'
import { reviewEvidence, withdrawEvidence } from '#contract/evidence.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { EVIDENCE_KEY } from './evidence-about.ts'
import { EVIDENCE_WORDS as W } from './evidence-words.ts'

type Props = { params: { plan: string; id: number }; what: 'review' | 'withdraw'; onClose: () => void }
type Asked = { accepted?: boolean; reason?: string }

export function EvidenceActForm({ params, what, onClose }: Props) {
  const say = useSay()
  const [form] = Form.useForm<Asked>()
  const accepted = Form.useWatch('accepted', form)
  const { act, busy, problem } = useAct(EVIDENCE_KEY)
  const isReasonNeeded = what === 'withdraw' || accepted === false
  const send = async (asked: Asked): Promise<void> => {
    const reason = asked.reason?.trim() ?? ''
    const done = await act(() =>
      what === 'review'
        ? call(reviewEvidence, { params, body: { accepted: asked.accepted === true, reason } })
        : call(withdrawEvidence, { params, body: { reason } }),
    )
    if (done) onClose()
  }
  return (
    <Modal
      open
      title={say(W[what])}
      okText={say(W.save)}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(asked) => void send(asked)}>
        {what === 'review' ? (
          <Form.Item name="accepted" label={say(W.review)} rules={[{ required: true, message: say(W.needed) }]}>
            <Radio.Group
              options={[
                { value: true, label: say(W.accept) },
                { value: false, label: say(W.reject) },
              ]}
            />
          </Form.Item>
        ) : null}
        <Form.Item
          name="reason"
          label={say(W.reason)}
          {...(what === 'review' ? { extra: say(W.reasonHint) } : {})}
          rules={[{ required: isReasonNeeded, whitespace: isReasonNeeded, message: say(W.needed) }]}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
        </Form.Item>
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}
