// The fields of a device's profile, each with the evidence it was proposed on.
import { Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { useSay, type Words } from '#web/ui/say.ts'
import { READING_KIND_WORDS } from '#web/ui/site-words.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { KINDS, parseUnits } from './profile-fields.ts'
import { ANSWER_WORDS, POLICY_WORDS, STAMP_WORDS, TOLERABLE_WORDS, PROFILE_WORDS as W } from './profile-words.ts'
import type { Proposal } from './queries.ts'

type Evidence = Proposal['evidence']
type Props = { evidence?: Evidence }

const SYSTEMS = ['21', '22', '23', '24', '27', '31', '32', '36', '39', '51', '52']

export function ProfileForm({ evidence = [] }: Props) {
  const say = useSay()
  const options = <T extends string>(words: Readonly<Record<T, Words>>) =>
    (Object.keys(words) as T[]).map((value) => ({ value, label: say(words[value]) }))
  const why = (field: string): ReactNode => <Why evidence={evidence} field={field} />
  return (
    <>
      <div className="profile-grid">
        <Form.Item
          name="systemCode"
          label={say(W.systemCode)}
          extra={why('systemCode')}
          rules={[{ required: true, message: say(W.needed, { field: say(W.systemCode) }) }]}
        >
          <Select showSearch options={SYSTEMS.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="edition" label={say(W.edition)} extra={why('edition')}>
          <Radio.Group
            options={[
              { value: '2005', label: 'HJ/T 212-2005' },
              { value: '2017', label: 'HJ 212-2017' },
              { value: '2025', label: 'HJ 212-2025' },
            ]}
          />
        </Form.Item>
        <Form.Item name="password" label={say(W.password)} tooltip={say(W.passwordHint)} extra={why('password')}>
          <Input maxLength={20} autoComplete="off" />
        </Form.Item>
        <Form.Item name="answerPolicy" label={say(W.answerPolicy)} extra={why('answerPolicy')}>
          <Radio.Group options={options(ANSWER_WORDS)} />
        </Form.Item>
        <Form.Item name="periodStamp" label={say(W.periodStamp)} extra={why('periodStamp')}>
          <Radio.Group options={options(STAMP_WORDS)} />
        </Form.Item>
        <Form.Item name="gapPolicy" label={say(W.gapPolicy)}>
          <Radio.Group options={options(POLICY_WORDS)} />
        </Form.Item>
      </div>
      <fieldset className="profile-intervals">
        <legend>{say(W.intervals)}</legend>
        {KINDS.map((kind) => (
          <Form.Item key={kind} name={['intervals', kind]} label={say(READING_KIND_WORDS[kind])}>
            <InputNumber min={1} max={172_800} placeholder={say(W.intervalHint)} />
          </Form.Item>
        ))}
        <Form.Item name="overTimeS" label={say(W.overTimeS)}>
          <InputNumber min={1} max={99} />
        </Form.Item>
        <Form.Item name="resends" label={say(W.resends)}>
          <InputNumber min={0} max={99} />
        </Form.Item>
        <div className="profile-why">{why('intervals')}</div>
      </fieldset>
      <Form.Item name="factors" label={say(W.factors)} extra={why('factors')}>
        <Select mode="tags" tokenSeparators={[',', '，', ' ']} open={false} suffixIcon={null} />
      </Form.Item>
      <Form.Item
        name="units"
        label={say(W.units)}
        tooltip={say(W.unitsHint)}
        extra={why('units')}
        rules={[
          {
            validator: (_, text: string) =>
              parseUnits(text ?? '') === undefined ? Promise.reject(new Error(say(W.unitsWrong))) : Promise.resolve(),
          },
        ]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} spellCheck={false} placeholder="a34004=mg/m³" />
      </Form.Item>
      <Form.Item name="tolerates" label={say(W.tolerates)} tooltip={say(W.toleratesHint)} extra={why('tolerates')}>
        <Checkbox.Group options={options(TOLERABLE_WORDS)} />
      </Form.Item>
    </>
  )
}

function Why({ evidence, field }: { evidence: Evidence; field: string }) {
  const say = useSay()
  const lines = evidence.filter((line) => line.field === field)
  if (lines.length === 0) return null
  return (
    <ul className="profile-evidence" aria-label={say(W.evidence)}>
      {lines.map((line) => (
        <li key={line.zh}>
          {line.isWeak ? <strong className="finding-warning">{say(W.weak)} </strong> : null}
          {say(line)}{' '}
          {line.records.slice(0, 3).map((ref, n) => (
            <TraceDoor key={ref} traceRef={ref}>
              {say(W.show, { n: n + 1 })}
            </TraceDoor>
          ))}
        </li>
      ))}
    </ul>
  )
}
