// The form of a command, drawn from its data: parameters with bounds, a reason, and when it is dropped.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { CommandForm as FormData } from '#contract/devices.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { GROUP_WORDS, COMMAND_WORDS as W } from './command-words.ts'
import { formsQuery } from './queries.ts'
import { useAsk } from './use-ask.ts'
import { DEVICE_WORDS } from './words.ts'

type Field = FormData['fields'][number]
type Values = {
  cn?: string
  reason: string
  expiresInMin: number
  params?: Record<string, string | number | undefined>
}

/** What the standard wants set on a first connection, in its order; values are the usual ones. */
const FIRST_SET_UP = [
  { cn: '1012', params: {} },
  { cn: '1000', params: { OverTime: '10', ReCount: '3' } },
  { cn: '1062', params: { RtdInterval: '60' } },
  { cn: '1064', params: { MinInterval: '10' } },
  { cn: '2011', params: {} },
]

export function CommandForm({ mn, edition }: { mn: string; edition: '2005' | '2017' | '2025' }) {
  const say = useSay()
  const [form] = Form.useForm<Values>()
  const forms = useQuery(formsQuery(edition))
  const { ask, asking, problem, asked } = useAsk(mn)
  const list = forms.data && 'forms' in forms.data ? forms.data.forms : []
  const cn = Form.useWatch('cn', form)
  const chosen = list.find((one) => one.cn === cn)
  const send = async (values: Values, commands: { cn: string; params: Record<string, string> }[]) => {
    const done = await ask({ commands, reason: values.reason, expiresInMin: values.expiresInMin })
    if (done) form.setFieldsValue({ reason: '' })
  }
  const preset = async (commands: typeof FIRST_SET_UP) => {
    const values = await form.validateFields(['reason', 'expiresInMin']).catch(() => undefined)
    const known = commands.filter((one) => list.some((two) => two.cn === one.cn))
    if (values) await send({ ...values, reason: values.reason }, known)
  }
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      className="command-form"
      initialValues={{ expiresInMin: 60 }}
      onFinish={(values) => void send(values, [{ cn: values.cn ?? '', params: textsOf(values.params) }])}
    >
      <CommandChoice forms={list} onChange={() => form.setFieldValue('params', {})} />
      {chosen?.actsOnInstrument ? <Alert type="warning" showIcon title={say(W.acts)} /> : null}
      <div className="profile-grid">
        {chosen?.fields.map((field) => (
          <CommandFieldItem key={`${chosen.cn} ${field.name}`} field={field} />
        ))}
      </div>
      <div className="profile-grid">
        <Form.Item
          name="reason"
          label={say(DEVICE_WORDS.reason)}
          rules={[{ required: true, whitespace: true, min: 2, message: say(DEVICE_WORDS.reasonNeeded) }]}
        >
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="expiresInMin" label={say(W.expires)}>
          <InputNumber min={1} max={10_080} />
        </Form.Item>
      </div>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      {asked === 0 ? null : <Alert type="success" showIcon title={say(W.queued, { n: asked })} />}
      <div className="devices-bar">
        <Button type="primary" htmlType="submit" loading={asking}>
          {say(W.send)}
        </Button>
        <Button disabled={asking} onClick={() => void preset([{ cn: '1012', params: {} }] as typeof FIRST_SET_UP)}>
          {say(W.setTime)}
        </Button>
        <Button disabled={asking} title={say(W.firstSetUpHint)} onClick={() => void preset(FIRST_SET_UP)}>
          {say(W.firstSetUp)}
        </Button>
      </div>
    </Form>
  )
}

/** What was left empty is left out; a clock of the browser becomes that of the protocol. */
const textsOf = (params: Values['params']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params ?? {}).flatMap(([name, value]) => {
      const text = value === undefined || value === null ? '' : String(value).trim()
      return text === '' ? [] : [[name, /^\d{4}-\d\d-\d\dT/.test(text) ? clockOf(text) : text]]
    }),
  )

/** `2026-11-25T08:00` → `20261125080000`. */
export const clockOf = (text: string): string => text.replace(/\D/g, '').padEnd(14, '0')

function CommandChoice({ forms, onChange }: { forms: readonly FormData[]; onChange: () => void }) {
  const say = useSay()
  const groups = [...new Set(forms.map(({ group }) => group))]
  return (
    <Form.Item
      name="cn"
      label={say(W.choose)}
      rules={[{ required: true, message: say(W.needed, { field: say(W.choose) }) }]}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        onChange={onChange}
        options={groups.map((group) => ({
          label: say(GROUP_WORDS[group]),
          options: forms
            .filter((form) => form.group === group)
            .map(({ cn, label }) => ({ value: cn, label: `${cn} ${say(label)}` })),
        }))}
      />
    </Form.Item>
  )
}

function CommandFieldItem({ field }: { field: Field }) {
  const say = useSay()
  const [isShown, setShown] = useState(false)
  const isFree = field.isOptional || field.isFilledAtSend
  const remark = field.isFilledAtSend ? say(W.atSend) : field.isOptional ? say(W.optional) : undefined
  const unit = field.unit === null ? '' : `（${field.unit}）`
  const zone = field.type === 'clock' ? `（${say(W.beijing)}）` : ''
  return (
    <Form.Item
      name={['params', field.name]}
      label={`${say(field.label)}${unit}${zone}`}
      {...(remark === undefined ? {} : { extra: remark })}
      rules={isFree ? [] : [{ required: true, message: say(W.needed, { field: say(field.label) }) }]}
    >
      {inputOf(field, say.language, { isShown, onShow: setShown })}
    </Form.Item>
  )
}

type Secrecy = { isShown: boolean; onShow: (shown: boolean) => void }

function inputOf(field: Field, language: 'zh' | 'en', { isShown, onShow }: Secrecy) {
  switch (field.type) {
    case 'choice':
      return <Select options={field.options.map((option) => ({ value: option.value, label: option[language] }))} />
    case 'integer':
      return <InputNumber min={field.least ?? 0} max={field.most ?? 999_999} precision={0} />
    case 'clock':
      return <Input type="datetime-local" step={1} />
    case 'secret':
      return (
        <Input.Password
          maxLength={6}
          autoComplete="new-password"
          visibilityToggle={{ visible: isShown, onVisibleChange: onShow }}
        />
      )
    default:
      return <Input maxLength={200} />
  }
}
