// The fields of a platform's form in three groups: where it is, what it gets, how fast.
import { useQuery } from '@tanstack/react-query'
import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { type Say, useSay, type Words } from '#web/ui/say.ts'
import { siteChoicesQuery } from './queries.ts'
import { parsePairs } from './target-fields.ts'
import { ANSWER_WORDS, KIND_WORDS, MODE_WORDS, FORWARD_WORDS as W } from './words.ts'

const needed = (field: Words, say: Say) => ({ required: true, message: say(W.needed, { field: say(field) }) })
const optionsOf = (words: Readonly<Record<string, Words>>, say: Say) =>
  Object.entries(words).map(([value, each]) => ({ value, label: say(each) }))

export function WhereFields() {
  const say = useSay()
  const unfit = (field: Words) => say(W.unfit, { field: say(field) })
  return (
    <div className="forward-grid">
      <Form.Item name="name" label={say(W.name)} rules={[needed(W.name, say)]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="host"
        label={say(W.host)}
        rules={[
          needed(W.host, say),
          { pattern: /^\s*[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?\s*$/, message: unfit(W.host) },
        ]}
      >
        <Input maxLength={253} autoComplete="off" />
      </Form.Item>
      <Form.Item name="port" label={say(W.port)} rules={[needed(W.port, say)]}>
        <InputNumber min={1} max={65_535} precision={0} />
      </Form.Item>
    </div>
  )
}

export function WhatFields({ isNew, hasPassword }: { isNew: boolean; hasPassword: boolean }) {
  const say = useSay()
  const mode = Form.useWatch('mode')
  return (
    <>
      <Form.Item name="mode" label={say(W.mode)}>
        <Radio.Group options={optionsOf(MODE_WORDS, say)} />
      </Form.Item>
      {mode === 'encoded' ? <EncodedFields hasPassword={hasPassword} /> : null}
      <div className="forward-grid">
        <Form.Item name="siteCodes" label={say(W.siteCodes)}>
          <SitesSelect />
        </Form.Item>
        <Form.Item name="kinds" label={say(W.kinds)}>
          <Select mode="multiple" allowClear placeholder={say(W.allKinds)} options={optionsOf(KIND_WORDS, say)} />
        </Form.Item>
      </div>
      {isNew ? (
        <Form.Item name="since" label={say(W.since)} extra={say(W.sinceHint)}>
          <Input type="datetime-local" />
        </Form.Item>
      ) : null}
    </>
  )
}

function EncodedFields({ hasPassword }: { hasPassword: boolean }) {
  const say = useSay()
  return (
    <>
      <Form.Item name="edition" label={say(W.edition)}>
        <Radio.Group
          options={[
            { value: '2005', label: 'HJ/T 212-2005' },
            { value: '2017', label: 'HJ 212-2017' },
            { value: '2025', label: 'HJ 212-2025' },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={say(W.password)}
        extra={say(hasPassword ? W.passwordKeep : W.passwordNone)}
        rules={[{ pattern: /^[\x21-\x3a\x3c-\x7e]*$/, message: say(W.unfit, { field: say(W.password) }) }]}
      >
        <Input.Password maxLength={40} autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="mnMap"
        label={say(W.mnMap)}
        extra={say(W.mnMapHint)}
        rules={[
          {
            validator: (_, text: string | undefined) =>
              parsePairs(text ?? '')
                ? Promise.resolve()
                : Promise.reject(new Error(say(W.unfit, { field: say(W.mnMap) }))),
          },
        ]}
      >
        <Input.TextArea rows={3} spellCheck={false} />
      </Form.Item>
    </>
  )
}

type SitesProps = { id?: string; value?: string[]; onChange?: (codes: string[]) => void }

function SitesSelect({ id, value, onChange }: SitesProps) {
  const say = useSay()
  const [q, setQ] = useState('')
  const sites = useQuery(siteChoicesQuery(q))
  const rows = sites.data && 'rows' in sites.data ? sites.data.rows : []
  return (
    <Select
      mode="multiple"
      allowClear
      {...(id === undefined ? {} : { id })}
      {...(value === undefined ? {} : { value })}
      {...(onChange === undefined ? {} : { onChange })}
      showSearch={{ filterOption: false, onSearch: setQ }}
      placeholder={say(W.allSites)}
      loading={sites.isFetching}
      options={rows.map((site) => ({ value: site.code, label: `${site.name}（${site.code}）` }))}
    />
  )
}

export function HowFields() {
  const say = useSay()
  return (
    <fieldset className="forward-how">
      <legend>{say(W.more)}</legend>
      <Form.Item name="answers" label={say(W.answers)}>
        <Radio.Group options={optionsOf(ANSWER_WORDS, say)} />
      </Form.Item>
      <div className="forward-grid">
        <Form.Item name="framesPerS" label={say(W.framesPerS)} rules={[needed(W.framesPerS, say)]}>
          <InputNumber min={0.1} max={10_000} />
        </Form.Item>
        <Form.Item name="windowFrames" label={say(W.windowFrames)} rules={[needed(W.windowFrames, say)]}>
          <InputNumber min={1} max={1_000} precision={0} />
        </Form.Item>
        <Form.Item name="answerTimeoutS" label={say(W.answerTimeoutS)} rules={[needed(W.answerTimeoutS, say)]}>
          <InputNumber min={0.5} max={120} />
        </Form.Item>
        <Form.Item name="resends" label={say(W.resends)} rules={[needed(W.resends, say)]}>
          <InputNumber min={0} max={10} precision={0} />
        </Form.Item>
      </div>
    </fieldset>
  )
}
