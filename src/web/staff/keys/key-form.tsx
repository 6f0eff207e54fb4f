// Makes a key: its name, what it may, which sites; then shows the secret once.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { createApiKey } from '#contract/api-keys.ts'
import { GRANTS, type Grant } from '#contract/route.ts'
import { listSites } from '#contract/sites.ts'
import { call } from '#web/api.ts'
import { CopyButton } from '#web/ui/copy-button.tsx'
import { PERMISSION_WORDS } from '#web/ui/permission-words.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { KEY_WORDS as W } from './words.ts'

type Fields = { name: string; may: Grant[]; sites: string[] }

export function KeyForm({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const [form] = Form.useForm<Fields>()
  const { act, busy, problem } = useAct(['keys'])
  const [secret, setSecret] = useState<string>()
  const make = async ({ name, may, sites }: Fields): Promise<void> => {
    const made = await act(() => call(createApiKey, { body: { name, may, sites: sites.length === 0 ? null : sites } }))
    if (made) setSecret(made.secret)
  }
  if (secret !== undefined) return <SecretBox secret={secret} onClose={onClose} />
  return (
    <Modal
      open
      title={say(W.add)}
      okText={say(W.add)}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: '', may: ['data.write'], sites: [] }}
        onFinish={(fields) => void make(fields)}
      >
        <Form.Item name="name" label={say(W.name)} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="may" label={say(W.may)} rules={[{ type: 'array', min: 1, message: say(W.mayNeeded) }]}>
          <Checkbox.Group
            className="key-grants"
            options={GRANTS.filter((grant) => grant !== 'account.manage').map((value) => ({
              value,
              label: say(PERMISSION_WORDS[value]),
            }))}
          />
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

function SecretBox({ secret, onClose }: { secret: string; onClose: () => void }) {
  const say = useSay()
  return (
    <Modal
      open
      title={say(W.secretTitle)}
      closable={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {say(W.close)}
        </Button>
      }
    >
      <p>{say(W.secretHint)}</p>
      <code className="key-secret">{secret}</code>
      <CopyButton text={secret} />
    </Modal>
  )
}
