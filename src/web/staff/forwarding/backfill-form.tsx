// A period of the past that a platform is to get once more.
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { backfillForwardTarget, type ForwardTargetRow } from '#contract/forwarding.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingDateTime, DAY_MS } from '#kit/time.ts'
import { call } from '#web/api.ts'
import { becauseOf } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { localInstant } from './target-fields.ts'
import { FORWARD_WORDS as W } from './words.ts'

type Fields = { from: string; until: string }

const inputText = (atMs: number): string => beijingDateTime(atMs).slice(0, 16).replace(' ', 'T')

export function BackfillForm({ row, onClose }: { row: ForwardTargetRow; onClose: () => void }) {
  const say = useSay()
  const queries = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const [saving, setSaving] = useState(false)
  const [outcome, setOutcome] = useState<{ type: 'success' | 'error'; text: string }>()
  const submit = async ({ from, until }: Fields) => {
    setSaving(true)
    try {
      const body = { from: localInstant(from) ?? 0, until: localInstant(until) ?? 0 }
      const reply = await call(backfillForwardTarget, { params: { id: row.id }, body })
      if (isRefusal(reply)) return setOutcome({ type: 'error', text: say(becauseOf(reply)) })
      setOutcome({ type: 'success', text: say(W.backfilled, { n: reply.records }) })
      await queries.invalidateQueries({ queryKey: ['forwarding'] })
    } catch (error) {
      setOutcome({ type: 'error', text: (error as Error).message })
    } finally {
      setSaving(false)
    }
  }
  const now = Date.now()
  const needed = (field: string) => [{ required: true, message: say(W.needed, { field }) }]
  return (
    <Modal
      open
      title={say(W.backfillTitle, { name: row.name })}
      okText={say(W.backfill)}
      cancelText={say(W.close)}
      confirmLoading={saving}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="quiet">{say(W.backfillHint)}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ from: inputText(now - DAY_MS), until: inputText(now) }}
        onFinish={(fields) => void submit(fields)}
      >
        <div role="status">
          {outcome === undefined ? null : <Alert type={outcome.type} title={outcome.text} showIcon />}
        </div>
        <div className="forward-grid">
          <Form.Item name="from" label={say(W.backfillFrom)} rules={needed(say(W.backfillFrom))}>
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name="until" label={say(W.backfillUntil)} rules={needed(say(W.backfillUntil))}>
            <Input type="datetime-local" />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  )
}
