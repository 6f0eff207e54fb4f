// Handing out what a consultation settled: an order to units, or another assignment of an obligation.
import { Form, Input, Modal, Radio, Select } from 'antd'
import { type FollowUp, openFollowUps, type SupervisedRow } from '#contract/supervision.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay, type Words } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { useStandingUnits } from '../shell/unit-choice.tsx'
import { SUPERVISION_KEY } from './queries.ts'
import { SUPERVISION_WORDS as W } from './words.ts'

type Props = { plan: string; row: SupervisedRow; onClose: () => void }

export function FollowUpForm({ plan, row, onClose }: Props) {
  const say = useSay()
  const [form] = Form.useForm<FollowUp>()
  const kind = Form.useWatch('kind', form) ?? 'order'
  const { act, busy, problem } = useAct(SUPERVISION_KEY)
  const send = async (item: FollowUp): Promise<void> => {
    // A list that nobody opened is absent from what the form gives.
    const whole: FollowUp = item.kind === 'order' ? item : { ...item, assists: item.assists ?? [] }
    const reply = await act(() => call(openFollowUps, { params: { plan, case: row.id }, body: { items: [whole] } }))
    if (reply) onClose()
  }
  return (
    <Modal
      open
      width={640}
      title={`${say(W.handOutTitle)}：${row.title}`}
      okText={say(W.handOut)}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ kind: 'order', title: row.title }}
        onFinish={(item) => void send(item)}
      >
        <Form.Item name="kind" label={say(W.kind)}>
          <Radio.Group
            options={[
              { value: 'order', label: say(W.order) },
              { value: 'assignment', label: say(W.assignment) },
            ]}
          />
        </Form.Item>
        {kind === 'order' ? <OrderBoxes /> : <AssignmentBoxes />}
      </Form>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </Modal>
  )
}

function OrderBoxes() {
  const say = useSay()
  const must = [{ required: true, message: say(W.must) }]
  return (
    <>
      <Form.Item name="title" label={say(W.titleOf)} rules={must}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="demand" label={say(W.demand)} rules={must}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
      <Units name="units" words={W.units} isMany isNeeded />
      <Form.Item name="due" label={say(W.proposedDue)} rules={must}>
        <Input type="date" />
      </Form.Item>
    </>
  )
}

function AssignmentBoxes() {
  const say = useSay()
  const must = [{ required: true, message: say(W.must) }]
  return (
    <>
      <Form.Item name="obligationId" label={say(W.obligation)} rules={must}>
        <Input maxLength={60} />
      </Form.Item>
      <Units name="lead" words={W.lead} isNeeded />
      <Units name="assists" words={W.assists} isMany />
      <Form.Item name="begins" label={say(W.begins)} rules={must}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="ends" label={say(W.ends)} rules={must}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="evidence" label={say(W.evidence)} rules={must}>
        <Input maxLength={300} />
      </Form.Item>
    </>
  )
}

type UnitsProps = { name: string; words: Words; isMany?: boolean; isNeeded?: boolean }

function Units({ name, words, isMany = false, isNeeded = false }: UnitsProps) {
  const say = useSay()
  const units = useStandingUnits()
  return (
    <Form.Item name={name} label={say(words)} rules={[{ required: isNeeded, message: say(W.must) }]}>
      <Select
        showSearch
        {...(isMany ? { mode: 'multiple' as const } : {})}
        options={units.map((unit) => ({ value: unit.name, label: unit.name }))}
      />
    </Form.Item>
  )
}
