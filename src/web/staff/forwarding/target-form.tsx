// The form of a platform: where it is, what it gets, how it is spoken to; tried before it is saved.
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Modal } from 'antd'
import { useState } from 'react'
import {
  changeForwardTarget,
  createForwardTarget,
  type ForwardTargetRow,
  testForwardTarget,
} from '#contract/forwarding.ts'
import { isRefusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'
import { faultWords } from '#web/ui/fault-words.ts'
import { becauseOf } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { fieldsOf, localInstant, NEW_TARGET, settingsOf, type TargetFields } from './target-fields.ts'
import { HowFields, WhatFields, WhereFields } from './target-inputs.tsx'
import { FORWARD_WORDS as W } from './words.ts'

type Props = { row?: ForwardTargetRow; onClose: () => void; onSaved: () => void }

const save = (row: ForwardTargetRow | undefined, fields: TargetFields) =>
  row === undefined
    ? call(createForwardTarget, { body: { ...settingsOf(fields), since: localInstant(fields.since) ?? null } })
    : call(changeForwardTarget, { params: { id: row.id }, body: settingsOf(fields) })

export function TargetForm({ row, onClose, onSaved }: Props) {
  const say = useSay()
  const queries = useQueryClient()
  const [form] = Form.useForm<TargetFields>()
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<string>()
  const submit = async (fields: TargetFields) => {
    setSaving(true)
    setProblem(undefined)
    try {
      const reply = await save(row, fields)
      if (isRefusal(reply)) return setProblem(say(becauseOf(reply)))
      await queries.invalidateQueries({ queryKey: ['forwarding'] })
      onSaved()
      onClose()
    } catch (error) {
      setProblem((error as Error).message)
    } finally {
      setSaving(false)
    }
  }
  return (
    <Modal
      open
      width={640}
      title={row === undefined ? say(W.formAdd) : say(W.formEdit, { name: row.name })}
      okText={say(W.save)}
      cancelText={say(W.cancel)}
      confirmLoading={saving}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        scrollToFirstError
        initialValues={row === undefined ? NEW_TARGET : fieldsOf(row)}
        // What is not on screen in this way of forwarding belongs to the settings all the same.
        onFinish={() => void submit(form.getFieldsValue(true))}
      >
        {problem === undefined ? null : <Alert type="error" title={problem} showIcon />}
        <WhereFields />
        <TryConnection read={() => form.validateFields(['host', 'port'])} />
        <WhatFields isNew={row === undefined} hasPassword={row?.hasPassword ?? false} />
        <HowFields />
      </Form>
    </Modal>
  )
}

type Outcome = { type: 'success' | 'error'; text: string }

function TryConnection({ read }: { read: () => Promise<{ host: string; port: number }> }) {
  const say = useSay()
  const [trying, setTrying] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  const attempt = async () => {
    // What is wrong with a field is told beside it.
    const at = await read().catch(() => undefined)
    if (!at) return
    setTrying(true)
    setOutcome(undefined)
    try {
      const reply = await call(testForwardTarget, { body: { host: at.host, port: at.port } })
      if (isRefusal(reply)) setOutcome({ type: 'error', text: say(becauseOf(reply)) })
      else if (reply.reached) setOutcome({ type: 'success', text: say(W.reached, { ms: reply.ms }) })
      else setOutcome({ type: 'error', text: say(W.unreached, { because: say(faultWords(reply.because ?? '')) }) })
    } catch (error) {
      setOutcome({ type: 'error', text: (error as Error).message })
    } finally {
      setTrying(false)
    }
  }
  return (
    <div className="forward-try" role="status">
      <Button loading={trying} onClick={() => void attempt()}>
        {say(W.test)}
      </Button>
      {outcome === undefined ? null : <Alert type={outcome.type} showIcon title={outcome.text} />}
    </div>
  )
}
