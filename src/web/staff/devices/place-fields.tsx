// Where a device stands: a site that is there, or a new one.
import { useQuery } from '@tanstack/react-query'
import { Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { type Say, useSay, type Words } from '#web/ui/say.ts'
import { DEVICE_SITE_KINDS, SITE_KIND_WORDS } from '#web/ui/site-words.ts'
import { PROFILE_WORDS as W } from './profile-words.ts'
import { siteChoicesQuery } from './queries.ts'

export type PlaceFieldsOf = {
  place: 'existing' | 'new'
  siteCode?: string
  name?: string
  kind?: (typeof DEVICE_SITE_KINDS)[number]
}

const needed = (field: Words, say: Say) => [{ required: true, message: say(W.needed, { field: say(field) }) }]

export function PlaceFields() {
  const say = useSay()
  const form = Form.useFormInstance<PlaceFieldsOf>()
  const place = Form.useWatch('place', form) ?? 'new'
  return (
    <div className="profile-grid">
      <Form.Item name="place" label={say(W.place)}>
        <Radio.Group
          options={[
            { value: 'new', label: say(W.newSite) },
            { value: 'existing', label: say(W.existingSite) },
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
    </div>
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
