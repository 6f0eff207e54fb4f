// The file of a device: what was installed, calibrated, maintained and replaced, when and by whom.
import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { addEntry, type DeviceEntry, withdrawEntry } from '#contract/devices.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { parseInstant } from '#kit/time.ts'
import { call } from '#web/api.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import type { DeviceDetail } from './queries.ts'
import { ENTRY_WORDS } from './words.ts'

const W = {
  now: { zh: '现用：{what}', en: 'In use: {what}' },
  none: { zh: '还没有记录', en: 'No entry yet' },
  noneHint: {
    zh: '记下安装、校准、维护和更换；记录只能撤回，不能改写。',
    en: 'Write down installation, calibration, maintenance and replacement; entries can be taken back, never changed.',
  },
  add: { zh: '添加记录', en: 'Add an entry' },
  kind: { zh: '类别', en: 'Kind' },
  at: { zh: '时间（北京时间）', en: 'When (Beijing time)' },
  until: { zh: '结束时间', en: 'Until' },
  person: { zh: '经办人', en: 'Person' },
  manufacturer: { zh: '生产厂家', en: 'Manufacturer' },
  model: { zh: '型号', en: 'Model' },
  serialNo: { zh: '出厂编号', en: 'Serial number' },
  text: { zh: '情况', en: 'What was done' },
  withdraw: { zh: '撤回', en: 'Take back' },
  withdrawn: { zh: '{who} 已撤回', en: 'taken back by {who}' },
  by: { zh: '{who} 登记', en: 'entered by {who}' },
  needed: { zh: '请填写{field}', en: 'Fill in: {field}' },
} as const

export function FileTab({ device }: { device: DeviceDetail }) {
  const say = useSay()
  const canWrite = useCanWrite()
  const { entries } = device
  const inUse = entries.find(({ model, withdrawnBy }) => model !== null && withdrawnBy === null)
  const what = inUse && [inUse.manufacturer, inUse.model, inUse.serialNo].filter((text) => text !== null).join(' ')
  return (
    <>
      {what === undefined ? null : <p className="page-answer">{say(W.now, { what })}</p>}
      {canWrite ? (
        <section className="device-box">
          <h2>{say(W.add)}</h2>
          <EntryForm mn={device.mn} />
        </section>
      ) : null}
      {entries.length === 0 ? <EmptyNote title={say(W.none)} hint={say(W.noneHint)} /> : null}
      <ol className="entries">
        {entries.map((entry) => (
          <Entry key={entry.id} mn={device.mn} entry={entry} canWrite={canWrite} />
        ))}
      </ol>
    </>
  )
}

type EntryProps = { mn: string; entry: DeviceEntry; canWrite: boolean }

function Entry({ mn, entry, canWrite }: EntryProps) {
  const say = useSay()
  const queries = useQueryClient()
  const withdraw = async () => {
    await call(withdrawEntry, { params: { mn, id: entry.id }, body: { reason: say(W.withdraw) } })
    await queries.invalidateQueries({ queryKey: ['devices', 'one', mn] })
  }
  const parts = [entry.manufacturer, entry.model, entry.serialNo].filter((text) => text !== null)
  return (
    <li className={entry.withdrawnBy === null ? 'entry' : 'entry entry-withdrawn'}>
      <p>
        <Moment at={entry.at} />
        {entry.until === null ? null : (
          <>
            {' – '}
            <Moment at={entry.until} />
          </>
        )}{' '}
        <strong>{say(ENTRY_WORDS[entry.kind])}</strong> {entry.person}
        {parts.length > 0 ? <span> · {parts.join(' ')}</span> : null}
      </p>
      {entry.text === '' ? null : <p>{entry.text}</p>}
      <p className="quiet">
        {say(W.by, { who: entry.createdBy })} <Moment at={entry.createdAt} />
        {entry.withdrawnBy === null ? null : ` · ${say(W.withdrawn, { who: entry.withdrawnBy })}`}
        {canWrite && entry.withdrawnBy === null ? (
          <button type="button" className="door-link" onClick={() => void withdraw()}>
            {say(W.withdraw)}
          </button>
        ) : null}
      </p>
    </li>
  )
}

type Fields = Partial<Record<'at' | 'until' | 'person' | 'manufacturer' | 'model' | 'serialNo' | 'text', string>> & {
  kind: DeviceEntry['kind']
}
type Kinds = readonly DeviceEntry['kind'][]
const KINDS: Kinds = ['installation', 'calibration', 'maintenance', 'replacement', 'fault', 'note']

function EntryForm({ mn }: { mn: string }) {
  const say = useSay()
  const queries = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const [problem, setProblem] = useState<Refusal | Error>()
  const kind = Form.useWatch('kind', form)
  const namesDevice = kind === 'installation' || kind === 'replacement'
  const save = async ({ at = '', until = '', ...fields }: Fields) => {
    setProblem(undefined)
    const entry = {
      kind: fields.kind,
      at: parseInstant(at) ?? 0,
      until: until === '' ? null : (parseInstant(until) ?? null),
      person: fields.person ?? '',
      manufacturer: fields.manufacturer || null,
      model: fields.model || null,
      serialNo: fields.serialNo || null,
      text: fields.text ?? '',
    }
    try {
      const reply = await call(addEntry, { params: { mn }, body: entry })
      if (isRefusal(reply)) return setProblem(reply)
      form.resetFields()
      await queries.invalidateQueries({ queryKey: ['devices', 'one', mn] })
    } catch (error) {
      setProblem(error as Error)
    }
  }
  const needed = (field: { zh: string; en: string }) => [
    { required: true, whitespace: true, message: say(W.needed, { field: say(field) }) },
  ]
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      initialValues={{ kind: 'maintenance' }}
      onFinish={(fields) => void save(fields)}
    >
      <div className="profile-grid">
        <Form.Item name="kind" label={say(W.kind)}>
          <Select options={KINDS.map((value) => ({ value, label: say(ENTRY_WORDS[value]) }))} />
        </Form.Item>
        <Form.Item name="at" label={say(W.at)} rules={needed(W.at)}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="until" label={say(W.until)}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="person" label={say(W.person)} rules={needed(W.person)}>
          <Input maxLength={100} />
        </Form.Item>
        {namesDevice ? <NamedDevice /> : null}
      </div>
      <Form.Item name="text" label={say(W.text)}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 1, maxRows: 6 }} />
      </Form.Item>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      <Button type="primary" htmlType="submit">
        {say(W.add)}
      </Button>
    </Form>
  )
}

function NamedDevice() {
  const say = useSay()
  const message = say(W.needed, { field: say(W.model) })
  return (
    <>
      <Form.Item name="manufacturer" label={say(W.manufacturer)}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="model" label={say(W.model)} rules={[{ required: true, whitespace: true, message }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="serialNo" label={say(W.serialNo)}>
        <Input maxLength={100} />
      </Form.Item>
    </>
  )
}
