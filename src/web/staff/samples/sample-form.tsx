// The form of a sample: where, when, who, and a row a factor; also to revise a result that stands.
import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type LabResultRow, recordSamples } from '#contract/samples.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { factorsQuery, SAMPLES_KEY, siteChoicesQuery } from './queries.ts'
import { EMPTY_RESULT, emptySample, entryOf, fieldsOf, type SampleFields } from './sample-fields.ts'
import { SAMPLE_WORDS as W } from './words.ts'

type Props = { row?: LabResultRow; onClose: () => void; onSaved: (text: string) => void }
type Fields = SampleFields & { reason: string }

export function SampleForm({ row, onClose, onSaved }: Props) {
  const say = useSay()
  const [form] = Form.useForm<Fields>()
  const { act, busy, problem } = useAct(SAMPLES_KEY)
  const save = async ({ reason, ...fields }: Fields): Promise<void> => {
    const entry = entryOf(fields)
    if (!entry) return form.setFields([{ name: 'sampledAt', errors: [say(W.timeUnfit)] }])
    const saved = await act(() => call(recordSamples, { body: { entries: [entry], reason } }))
    if (!saved) return
    onSaved(say(W.saved, saved))
    onClose()
  }
  return (
    <Modal
      open
      width={920}
      title={say(row === undefined ? W.enter : W.revise)}
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
        initialValues={{ ...(row === undefined ? emptySample(Date.now()) : fieldsOf(row)), reason: '' }}
        onFinish={(fields) => void save(fields)}
      >
        <HeadFields isFixed={row !== undefined} />
        <ResultFields isFixed={row !== undefined} />
        <Form.Item
          name="reason"
          label={say(W.reason)}
          extra={say(W.reasonHint)}
          rules={[{ required: row !== undefined }]}
        >
          <Input maxLength={300} />
        </Form.Item>
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}

const needed = [{ required: true }]
/** Nothing chosen shows what can be searched for. */
const chosenOrNone = (value: string) => ({ value: value === '' ? undefined : value })

function HeadFields({ isFixed }: { isFixed: boolean }) {
  const say = useSay()
  const [q, setQ] = useState('')
  const sites = useQuery(siteChoicesQuery(q))
  const factors = useQuery(factorsQuery)
  const options = sites.data && 'rows' in sites.data ? sites.data.rows : []
  const laboratories = factors.data && 'laboratories' in factors.data ? factors.data.laboratories : []
  return (
    <div className="sample-grid">
      <Form.Item
        name="siteCode"
        label={say(W.site)}
        rules={[{ required: true, message: say(W.choose, { what: say(W.site) }) }]}
        getValueProps={chosenOrNone}
      >
        <Select
          disabled={isFixed}
          notFoundContent={say(W.siteNone)}
          showSearch={{ filterOption: false, onSearch: setQ }}
          placeholder={say(W.siteSearch)}
          options={options.map(({ code, name }) => ({ value: code, label: `${name}（${code}）` }))}
        />
      </Form.Item>
      <Form.Item name="sampledAt" label={say(W.sampledAtZone)} rules={needed}>
        <Input type="datetime-local" disabled={isFixed} />
      </Form.Item>
      <Form.Item name="sampleNo" label={say(W.sampleNo)}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="laboratory" label={say(W.laboratory)} rules={needed}>
        <AutoComplete options={laboratories.map((value) => ({ value }))} />
      </Form.Item>
      <Form.Item name="sampledBy" label={say(W.sampledBy)} rules={needed}>
        <Input maxLength={60} />
      </Form.Item>
    </div>
  )
}

function ResultFields({ isFixed }: { isFixed: boolean }) {
  const say = useSay()
  const factors = useQuery(factorsQuery)
  const known = factors.data && 'factors' in factors.data ? factors.data : { factors: [], methods: [] }
  const units = new Map(known.factors.map(({ code, unit }) => [code, unit]))
  return (
    <Form.List name="results">
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <fieldset key={key} className="sample-result">
              <legend className="quiet">{name + 1}</legend>
              <Form.Item
                name={[name, 'factor']}
                label={say(W.factor)}
                rules={[{ required: true, message: say(W.choose, { what: say(W.factor) }) }]}
                getValueProps={chosenOrNone}
              >
                <Select
                  disabled={isFixed}
                  notFoundContent={say(W.factorNone)}
                  showSearch={{ optionFilterProp: 'label' }}
                  options={known.factors.map(({ code, zh, en, unit }) => ({
                    value: code,
                    label: `${say({ zh, en })} ${code}${unit === '' ? '' : ` (${unit})`}`,
                  }))}
                />
              </Form.Item>
              <Form.Item name={[name, 'result']} label={say(W.result)} rules={needed}>
                <Input placeholder={say(W.resultHint)} maxLength={40} />
              </Form.Item>
              <Form.Item name={[name, 'limit']} label={say(W.limit)}>
                <Input maxLength={40} />
              </Form.Item>
              <UnitField name={name} units={units} />
              <Form.Item name={[name, 'method']} label={say(W.method)} rules={needed}>
                <AutoComplete options={known.methods.map((value) => ({ value }))} />
              </Form.Item>
              {isFixed || rows.length === 1 ? null : (
                <Button size="small" onClick={() => remove(name)}>
                  {say(W.remove)}
                </Button>
              )}
            </fieldset>
          ))}
          {isFixed ? null : (
            <Button className="sample-more" onClick={() => add(EMPTY_RESULT)}>
              {say(W.addResult)}
            </Button>
          )}
        </>
      )}
    </Form.List>
  )
}

function UnitField({ name, units }: { name: number; units: ReadonlyMap<string, string> }) {
  const say = useSay()
  const unit = units.get(Form.useWatch<string | undefined>(['results', name, 'factor']) ?? '') ?? ''
  return (
    <Form.Item name={[name, 'unit']} label={say(W.unit)}>
      <Input maxLength={20} {...(unit === '' ? {} : { placeholder: say(W.unitOf, { unit }) })} />
    </Form.Item>
  )
}
