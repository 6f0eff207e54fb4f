// A small form that registers an unknown device at a site, existing or new.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Form, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { registerDevice } from '#contract/intake.ts'
import type { BodyOf } from '#contract/route.ts'
import { isRefusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'
import { becauseOf } from '#web/ui/refusal-note.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { DEVICE_SITE_KINDS, SITE_KIND_WORDS } from '#web/ui/site-words.ts'
import { useDraft } from '#web/ui/use-draft.ts'
import { siteChoicesQuery } from './queries.ts'
import { SYSTEM_WORDS, INTAKE_WORDS as W } from './words.ts'

type Fields = {
  place: 'existing' | 'new'
  siteCode?: string
  name?: string
  kind?: (typeof DEVICE_SITE_KINDS)[number]
  systemCode?: string
  edition: '2005' | '2017'
}
type Props = { mn: string; onClose: () => void; onDone: (mn: string, siteCode: string) => void }

export function RegisterDevice({ mn, onClose, onDone }: Props) {
  const say = useSay()
  const queries = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const [draft, keepDraft] = useDraft<Partial<Fields>>(`device ${mn}`)
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<string>()
  const save = async (fields: Fields) => {
    setSaving(true)
    setProblem(undefined)
    try {
      const reply = await call(registerDevice, { body: bodyOf(mn, fields) })
      if (isRefusal(reply)) return setProblem(say(becauseOf(reply)))
      keepDraft(undefined)
      await queries.invalidateQueries({ queryKey: ['records'] })
      onDone(reply.mn, reply.siteCode)
    } catch (error) {
      setProblem((error as Error).message)
    } finally {
      setSaving(false)
    }
  }
  return (
    <Modal
      open
      title={`${say(W.registerTitle)} ${mn}`}
      okText={say(W.register)}
      cancelText={say(W.cancel)}
      confirmLoading={saving}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ place: 'existing', edition: '2017', ...draft }}
        onValuesChange={(_, fields) => keepDraft(fields)}
        onFinish={(fields) => void save(fields)}
      >
        {problem === undefined ? null : <Alert type="error" title={problem} showIcon />}
        <PlaceFields form={form} />
        <Form.Item name="systemCode" label={say(W.systemCode)} rules={needed(W.systemCode, say)}>
          <Select
            options={Object.entries(SYSTEM_WORDS).map(([value, words]) => ({ value, label: `${value} ${say(words)}` }))}
          />
        </Form.Item>
        <Form.Item name="edition" label={say(W.edition)}>
          <Radio.Group
            options={[
              { value: '2017', label: 'HJ 212-2017' },
              { value: '2005', label: 'HJ/T 212-2005' },
            ]}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}

const needed = (field: { zh: string; en: string }, say: Say) => [
  { required: true, message: say(W.needed, { field: say(field) }) },
]

function PlaceFields({ form }: { form: ReturnType<typeof Form.useForm<Fields>>[0] }) {
  const say = useSay()
  const place = Form.useWatch('place', form) ?? 'existing'
  return (
    <>
      <Form.Item name="place" label={say(W.sitePlace)}>
        <Radio.Group
          options={[
            { value: 'existing', label: say(W.existingSite) },
            { value: 'new', label: say(W.newSite) },
          ]}
        />
      </Form.Item>
      {place === 'existing' ? (
        <Form.Item name="siteCode" label={say(W.site)} rules={needed(W.site, say)}>
          <SiteSelect />
        </Form.Item>
      ) : (
        <>
          <Form.Item name="name" label={say(W.siteName)} rules={needed(W.siteName, say)}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="kind" label={say(W.siteKind)} rules={needed(W.siteKind, say)}>
            <Select options={DEVICE_SITE_KINDS.map((value) => ({ value, label: say(SITE_KIND_WORDS[value]) }))} />
          </Form.Item>
        </>
      )}
    </>
  )
}

type SiteSelectProps = { id?: string; value?: string; onChange?: (code: string) => void }

function SiteSelect({ id, value, onChange }: SiteSelectProps) {
  const say = useSay()
  const [q, setQ] = useState('')
  const sites = useQuery(siteChoicesQuery(q))
  const rows = sites.data && 'rows' in sites.data ? sites.data.rows : []
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(value === undefined ? {} : { value })}
      {...(onChange === undefined ? {} : { onChange })}
      showSearch={{ filterOption: false, onSearch: setQ }}
      placeholder={say(W.siteSearch)}
      loading={sites.isFetching}
      options={rows.map((site) => ({ value: site.code, label: `${site.name}（${site.code}）` }))}
    />
  )
}

function bodyOf(mn: string, fields: Fields): BodyOf<typeof registerDevice> {
  const { place, siteCode, name, kind, systemCode = '', edition } = fields
  const base = { mn, systemCode, edition, units: {} }
  if (place === 'new' && name !== undefined && kind !== undefined) return { ...base, newSite: { name, kind } }
  return siteCode === undefined ? base : { ...base, siteCode }
}
