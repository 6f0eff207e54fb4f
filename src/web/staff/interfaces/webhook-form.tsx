// The form of a webhook: who, where to, of what, for which sites; a new one shows its secret once.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { listSites } from '#contract/sites.ts'
import { changeWebhook, createWebhook, SUBSCRIBABLE, type WebhookRow } from '#contract/webhooks.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { SecretBox } from './webhook-boxes.tsx'
import { EVENT_WORDS, WEBHOOK_WORDS as W } from './words.ts'

type Event = (typeof SUBSCRIBABLE.options)[number]
type Fields = { name: string; url: string; events: Event[]; sites: string[] }

const NEW: Fields = { name: '', url: '', events: ['verdict.changed'], sites: [] }
const fieldsOf = ({ name, url, events, sites }: WebhookRow): Fields => ({
  name,
  url,
  events: SUBSCRIBABLE.options.filter((event) => events.includes(event)),
  sites: sites?.map(({ code }) => code) ?? [],
})

export function WebhookForm({ row, onClose }: { row?: WebhookRow; onClose: () => void }) {
  const say = useSay()
  const [form] = Form.useForm<Fields>()
  const { act, busy, problem } = useAct(['webhooks'])
  const [secret, setSecret] = useState<string>()
  const save = async ({ sites, ...fields }: Fields) => {
    const body = { ...fields, sites: sites.length === 0 ? null : sites }
    if (row) {
      if (await act(() => call(changeWebhook, { params: { id: row.id }, body }))) onClose()
      return
    }
    const made = await act(() => call(createWebhook, { body }))
    if (made) setSecret(made.secret)
  }
  if (secret !== undefined) return <SecretBox secret={secret} onClose={onClose} />
  return (
    <Modal
      open
      title={say(row ? W.edit : W.add)}
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
        initialValues={row ? fieldsOf(row) : NEW}
        onFinish={(fields) => void save(fields)}
      >
        <Form.Item name="name" label={say(W.name)} rules={[{ required: true }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="url" label={say(W.url)} extra={say(W.urlHint)} rules={[{ required: true }]}>
          <Input type="url" inputMode="url" placeholder="https://" />
        </Form.Item>
        <Form.Item name="events" label={say(W.events)} rules={[{ required: true }]}>
          <Checkbox.Group options={SUBSCRIBABLE.options.map((value) => ({ value, label: say(EVENT_WORDS[value]) }))} />
        </Form.Item>
        <SitesField />
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}

function SitesField() {
  const say = useSay()
  const [q, setQ] = useState('')
  const sites = useQuery({
    queryKey: ['sites', 'choices', q],
    queryFn: () => call(listSites, { query: { q: q === '' ? undefined : q, page: 1, pageSize: 30 } }),
    placeholderData: keepPreviousData,
  })
  const options = sites.data && 'rows' in sites.data ? sites.data.rows : []
  return (
    <Form.Item name="sites" label={say(W.sites)} extra={say(W.sitesHint)}>
      <Select
        mode="multiple"
        showSearch={{ filterOption: false, onSearch: setQ }}
        options={options.map(({ code, name }) => ({ value: code, label: `${name}（${code}）` }))}
      />
    </Form.Item>
  )
}
