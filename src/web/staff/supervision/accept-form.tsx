// Opening the case that a deviation proposes: its prepared text can be changed; several at once are opened as prepared.
import { Form, Input, Modal, Select } from 'antd'
import type { ReplyOf } from '#contract/route.ts'
import { acceptDeviations, type DeviationRow } from '#contract/supervision.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { useStandingUnits } from '../shell/unit-choice.tsx'
import { SUPERVISION_KEY } from './queries.ts'
import { SUPERVISION_WORDS as W } from './words.ts'

type Boxes = NonNullable<DeviationRow['prepared']>
type Props = {
  plan: string
  rows: readonly DeviationRow[]
  onClose: () => void
  onTold: (reply: ReplyOf<typeof acceptDeviations>) => void
}

export function AcceptForm({ plan, rows, onClose, onTold }: Props) {
  const say = useSay()
  const [form] = Form.useForm<Boxes>()
  const { act, busy, problem } = useAct(SUPERVISION_KEY)
  const [row] = rows
  const prepared = rows.length === 1 ? row?.prepared : undefined
  const send = async (boxes?: Boxes): Promise<void> => {
    const items = rows.map(({ number }) => ({ number, ...boxes }))
    const reply = await act(() => call(acceptDeviations, { params: { plan }, body: { items } }))
    if (reply) onTold(reply)
  }
  const name = row?.opens == null ? '' : say(row.opens.name)
  return (
    <Modal
      open
      width={640}
      title={rows.length === 1 ? say(W.accept, { name }) : say(W.acceptMany, { n: rows.length })}
      okText={rows.length === 1 ? say(W.accept, { name }) : say(W.acceptMany, { n: rows.length })}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => (prepared ? form.submit() : void send())}
      onCancel={onClose}
    >
      {prepared ? (
        <>
          <p className="quiet">{say(W.frozen)}</p>
          <TextBoxes form={form} prepared={prepared} onFinish={(boxes) => void send(boxes)} />
        </>
      ) : (
        <>
          <p className="quiet">{say(W.manyHint)}</p>
          <ul className="supervision-chosen">
            {rows.map((one) => (
              <li key={one.number}>
                {one.prepared?.title ?? say(one.name)}（{one.units.length === 0 ? say(W.noUnits) : one.units.join('、')}
                ）
              </li>
            ))}
          </ul>
        </>
      )}
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </Modal>
  )
}

type BoxesProps = {
  form: ReturnType<typeof Form.useForm<Boxes>>[0]
  prepared: Boxes
  onFinish: (boxes: Boxes) => void
}

function TextBoxes({ form, prepared, onFinish }: BoxesProps) {
  const say = useSay()
  const units = useStandingUnits()
  const must = [{ required: true, message: say(W.must) }]
  const names = new Set([...prepared.units, ...units.map(({ name }) => name)])
  return (
    <Form form={form} layout="vertical" initialValues={prepared} onFinish={onFinish}>
      <Form.Item name="title" label={say(W.titleOf)} rules={must}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="matter" label={say(W.matter)} rules={must}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name="demand" label={say(W.demand)} rules={must}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name="units" label={say(W.units)} rules={must}>
        <Select mode="multiple" options={[...names].map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item name="due" label={say(W.proposedDue)} rules={must}>
        <Input type="date" />
      </Form.Item>
    </Form>
  )
}
