// The form by which a person says what becomes of the chosen obligations.
import { Form, Input, Modal, Select } from 'antd'
import { SuccessionKind, type SuccessionRow, settleSuccession } from '#contract/succession.ts'
import { SUCCESSION_TERMS } from '#domain/plans/succession.ts'
import { label } from '#domain/terms.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { SUCCESSION_KEY, type Succession } from './queries.ts'
import { SUCCESSION_WORDS as W } from './words.ts'

type Props = {
  plan: string
  to: string
  rows: readonly SuccessionRow[]
  successors: Succession['successors']
  onClose: () => void
}
type Boxes = { kind: SuccessionKind; successorId?: string; reason?: string }

export function SettleForm({ plan, to, rows, successors, onClose }: Props) {
  const say = useSay()
  const [form] = Form.useForm<Boxes>()
  const kind = Form.useWatch('kind', form)
  const { act, busy, problem } = useAct(SUCCESSION_KEY)
  const settle = async ({ kind: fate, successorId, reason = '' }: Boxes): Promise<void> => {
    const entries = rows.map(({ obligationId }) => ({
      obligationId,
      kind: fate,
      successorId: fate === 'dropped' ? null : (successorId ?? null),
      reason,
    }))
    if (await act(() => call(settleSuccession, { params: { plan }, body: { to, entries } }))) onClose()
  }
  const suggested = rows.length === 1 ? rows[0]?.suggestion?.id : undefined
  return (
    <Modal
      open
      title={say(W.settleMany, { n: rows.length })}
      okText={say(W.save)}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <ul>
        {rows.map(({ obligationId, titleZh, titleEn }) => (
          <li key={obligationId}>{say({ zh: titleZh, en: titleEn })}</li>
        ))}
      </ul>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ kind: rows.length === 1 ? 'carried-over' : 'merged', successorId: suggested }}
        onFinish={(boxes) => void settle(boxes)}
      >
        <Form.Item name="kind" label={say(W.kind)}>
          <Select
            options={SuccessionKind.options.map((value) => ({ value, label: say(label(SUCCESSION_TERMS[value])) }))}
          />
        </Form.Item>
        {kind === 'dropped' ? null : (
          <Form.Item
            name="successorId"
            label={say(W.successor)}
            rules={[{ required: true, message: say(W.successorNeeded) }]}
          >
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={successors.map(({ id, titleZh, titleEn }) => ({
                value: id,
                label: `${say({ zh: titleZh, en: titleEn })} ${id}`,
              }))}
            />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={say(W.reason)}
          rules={kind === 'dropped' ? [{ required: true, whitespace: true, message: say(W.reasonNeeded) }] : []}
        >
          <Input.TextArea maxLength={1000} rows={2} />
        </Form.Item>
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}
