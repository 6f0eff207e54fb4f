// The form of one figure that a unit reports or a reviewer judges.
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { enterFact, type UnitScore } from '#contract/appraisal.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { APPRAISAL_KEY, type Sheet } from './queries.ts'
import type { DetailRow } from './unit-rows.ts'
import { APPRAISAL_WORDS as W } from './words.ts'

type Props = { plan: string; sheet: Sheet; unit: UnitScore; row: DetailRow; onClose: () => void }
type Boxes = { value: string; words: string }

export function EntryForm({ plan, sheet, unit, row, onClose }: Props) {
  const say = useSay()
  const [form] = Form.useForm<Boxes>()
  const { act, busy, problem } = useAct(APPRAISAL_KEY)
  const save = async ({ value, words }: Boxes): Promise<void> => {
    const body = { unitId: unit.id, itemId: row.id, value: value.trim(), words }
    if (await act(() => call(enterFact, { params: { plan, id: sheet.id }, body }))) onClose()
  }
  const takeBack = async (reason: string): Promise<void> => {
    const body = { unitId: unit.id, itemId: row.id, value: null, words: '', reason }
    if (await act(() => call(enterFact, { params: { plan, id: sheet.id }, body }))) onClose()
  }
  const needed = [{ required: true, whitespace: true, message: say(W.needed) }]
  const bounds = row.most === null ? '' : ` ${say(W.bounds, { least: row.least ?? '', most: row.most })}`
  return (
    <Modal
      open
      title={`${unit.unit} · ${say(row.name)}`}
      okText={say(W.save)}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {row.asks === null ? null : <p className="quiet">{say(row.asks)}</p>}
      <Form form={form} layout="vertical" initialValues={row.entry ?? {}} onFinish={(boxes) => void save(boxes)}>
        <Form.Item
          name="value"
          label={`${say(W.value, { unit: row.unit === null ? '' : say(row.unit) })}${bounds}`}
          rules={needed}
        >
          <Input inputMode="decimal" maxLength={20} />
        </Form.Item>
        <Form.Item name="words" label={say(W.words)} rules={needed}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
      {row.entry === undefined ? null : <TakeBack busy={busy} onTake={(reason) => void takeBack(reason)} />}
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </Modal>
  )
}

function TakeBack({ busy, onTake }: { busy: boolean; onTake: (reason: string) => void }) {
  const say = useSay()
  const [reason, setReason] = useState('')
  return (
    <div className="appraisal-bar">
      <Input
        aria-label={say(W.takeBackReason)}
        placeholder={say(W.takeBackReason)}
        value={reason}
        maxLength={500}
        className="appraisal-document"
        onChange={(event) => setReason(event.target.value)}
      />
      <Button danger loading={busy} disabled={reason.trim() === ''} onClick={() => onTake(reason)}>
        {say(W.takeBack)}
      </Button>
    </div>
  )
}
