// The plan office sets a status beside the ruled one until a day, with its reason, or takes it back.
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { ProgressStatus, setOverride } from '#contract/progress.ts'
import type { ProgressStatus as Status } from '#domain/progress/status.ts'
import { STATUS_NAMES } from '#domain/progress/status-words.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import type { ObligationView } from './obligation-view.ts'
import { OBLIGATION_WORDS as W } from './obligation-words.ts'

type Boxes = { status: Status; until: string; reason: string }
type Props = { plan: string; view: ObligationView }

export function ObligationOverride({ plan, view }: Props) {
  const say = useSay()
  const [asking, setAsking] = useState<'set' | 'withdraw'>()
  return (
    <div className="no-print obligation-acts">
      <Button size="small" onClick={() => setAsking('set')}>
        {say(W.override)}
      </Button>
      {view.ruled.override === null ? null : (
        <Button size="small" onClick={() => setAsking('withdraw')}>
          {say(W.withdraw)}
        </Button>
      )}
      {asking === undefined ? null : (
        <OverrideForm plan={plan} id={view.obligation.id} what={asking} onClose={() => setAsking(undefined)} />
      )}
    </div>
  )
}

type FormProps = { plan: string; id: string; what: 'set' | 'withdraw'; onClose: () => void }

function OverrideForm({ plan, id, what, onClose }: FormProps) {
  const say = useSay()
  const [form] = Form.useForm<Boxes>()
  const { act, busy, problem } = useAct(['progress'])
  const send = async ({ status, until, reason }: Partial<Boxes>): Promise<void> => {
    const body =
      what === 'set'
        ? { status: status ?? null, until: until ?? null, reason: reason ?? '' }
        : { status: null, until: null, reason: reason ?? '' }
    if (await act(() => call(setOverride, { params: { plan, id }, body }))) onClose()
  }
  const needed = [{ required: true, whitespace: true }]
  return (
    <Modal
      open
      title={say(what === 'set' ? W.override : W.withdraw)}
      okText={say(W.save)}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(boxes: Partial<Boxes>) => void send(boxes)}>
        {what === 'set' ? (
          <>
            <p className="quiet">{say(W.overrideHint)}</p>
            <Form.Item name="status" label={say(W.state)} rules={[{ required: true }]}>
              <Select options={ProgressStatus.options.map((value) => ({ value, label: say(STATUS_NAMES[value]) }))} />
            </Form.Item>
            <Form.Item name="until" label={say(W.until)} rules={needed}>
              <Input type="date" />
            </Form.Item>
          </>
        ) : null}
        <Form.Item name="reason" label={say(W.reason)} rules={needed}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
        </Form.Item>
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}
