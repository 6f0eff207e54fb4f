// The form that opens a case: what it is called, what it is about, and what the procedure asks for at its opening.
import { useNavigate } from '@tanstack/react-router'
import { Form, Input, Modal } from 'antd'
import { openCase, type ProcedureBody } from '#contract/procedures.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { DemandFields } from './demand-fields.tsx'
import { type DemandBoxes, inputsOf } from './demand-inputs.ts'
import { PROCEDURES_KEY } from './queries.ts'
import { PROCEDURE_WORDS as W } from './words.ts'

/** `about` is what the form begins with, where a page of that thing led here. */
type Props = {
  planId: string
  body: ProcedureBody
  about: { kind: string; ref: string } | undefined
  onClose: () => void
}
type Boxes = DemandBoxes & { title: string; aboutKind: string; aboutRef: string }

export function OpenForm({ planId, body, about: given, onClose }: Props) {
  const say = useSay()
  const navigate = useNavigate()
  const [form] = Form.useForm<Boxes>()
  const { act, busy, problem } = useAct(PROCEDURES_KEY)
  const demands = { ...body.opening, sets: body.relations.map(({ id }) => id) }
  const open = async ({ title, aboutKind, aboutRef, ...boxes }: Boxes): Promise<void> => {
    const about = { kind: aboutKind, ref: aboutRef }
    const inputs = inputsOf(demands, boxes)
    const opened = await act(() => call(openCase, { body: { planId, procedure: body.id, title, about, inputs } }))
    if (opened) await navigate({ to: '/procedures/cases/$id', params: { id: String(opened.id) } })
  }
  const needed = [{ required: true, whitespace: true, message: say(W.needed) }]
  return (
    <Modal
      open
      width={720}
      title={`${say(W.openCase)} · ${say(body.name)}`}
      okText={say(W.save)}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        scrollToFirstError
        initialValues={{ aboutKind: given?.kind ?? 'obligation', aboutRef: given?.ref }}
        onFinish={(boxes) => void open(boxes)}
      >
        <Form.Item name="title" label={say(W.caseTitle)} rules={needed}>
          <Input maxLength={300} />
        </Form.Item>
        <div className="procedure-about">
          <Form.Item name="aboutKind" label={say(W.aboutKind)} rules={needed}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="aboutRef" label={say(W.aboutRef)} rules={needed}>
            <Input maxLength={200} />
          </Form.Item>
        </div>
        <DemandFields body={body} demands={demands} />
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}
