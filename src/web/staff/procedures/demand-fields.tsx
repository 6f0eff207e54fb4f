// The boxes of an act, made from its data: fields with their units, evidence by kind, reason, units to name.
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { EvidenceKind, type ProcedureBody } from '#contract/procedures.ts'
import { useSay } from '#web/ui/say.ts'
import { EVIDENCE_KIND_WORDS, PROCEDURE_WORDS as W } from './words.ts'

type Act = ProcedureBody['acts'][number]
type Demands = Pick<Act, 'fields' | 'evidence' | 'reason' | 'sets'>
type FieldBody = NonNullable<Act['fields']>[number]

export function DemandFields({ body, demands }: { body: ProcedureBody; demands: Demands }) {
  const say = useSay()
  return (
    <>
      {(demands.sets ?? []).map((relation) => (
        <UnitsBox key={relation} body={body} relation={relation} />
      ))}
      {(demands.fields ?? []).map((field) => (
        <FieldBox key={field.id} field={field} />
      ))}
      {(demands.evidence ?? []).length === 0 ? null : <EvidenceBoxes demands={demands} />}
      {demands.reason === true ? (
        <Form.Item
          name="reason"
          label={say(W.reason)}
          rules={[{ required: true, whitespace: true, message: say(W.needed) }]}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} />
        </Form.Item>
      ) : null}
    </>
  )
}

function UnitsBox({ body, relation }: { body: ProcedureBody; relation: string }) {
  const say = useSay()
  const found = body.relations.find(({ id }) => id === relation)
  if (found === undefined) return null
  const { least, most, name } = found
  return (
    <Form.Item
      name={['units', relation]}
      label={`${say(name)} · ${say(W.units)}`}
      extra={say(W.unitCount, { least, most: most ?? say(W.anyNumber) })}
      rules={[{ required: least > 0, whitespace: true, message: say(W.needed) }]}
    >
      <Input.TextArea autoSize={{ minRows: most === 1 ? 1 : 2 }} />
    </Form.Item>
  )
}

function FieldBox({ field }: { field: FieldBody }) {
  const say = useSay()
  const { id, name, type, unit, optional } = field
  const label = `${say(name)}${unit === undefined ? '' : ` (${unit})`}`
  if (type === 'flag')
    return (
      <Form.Item name={['fields', id]} valuePropName="checked">
        <Checkbox>{label}</Checkbox>
      </Form.Item>
    )
  return (
    <Form.Item
      name={['fields', id]}
      label={label}
      rules={[{ required: optional !== true, whitespace: true, message: say(W.needed) }]}
    >
      <FieldInput field={field} />
    </Form.Item>
  )
}

/** Form.Item hands in value and change: they pass through to the box. */
function FieldInput({ field, ...box }: { field: FieldBody }) {
  const say = useSay()
  if (field.type === 'long-text') return <Input.TextArea autoSize={{ minRows: 2 }} maxLength={20_000} {...box} />
  if (field.type === 'date') return <Input type="date" min={field.least} max={field.most} {...box} />
  if (field.type === 'number') return <Input inputMode="decimal" {...box} />
  if (field.type === 'choice')
    return <Select options={(field.choices ?? []).map(({ id, name }) => ({ value: id, label: say(name) }))} {...box} />
  return <Input maxLength={20_000} {...box} />
}

function EvidenceBoxes({ demands }: { demands: Demands }) {
  const say = useSay()
  const asked = demands.evidence ?? []
  const kinds = EvidenceKind.options.filter((kind) => asked.some((demand) => demand.kinds.includes(kind)))
  const needed = [{ required: true, whitespace: true, message: say(W.needed) }]
  return (
    <fieldset className="procedure-evidence">
      <legend>{asked.map(({ name, least }) => say(W.evidenceLeast, { name: say(name), n: least })).join(' · ')}</legend>
      <Form.List name="evidence" initialValue={[{ kind: kinds[0] }]}>
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="procedure-evidence-row">
                <Form.Item name={[name, 'kind']} label={say(W.evidenceKind)} rules={[{ required: true }]}>
                  <Select options={kinds.map((kind) => ({ value: kind, label: say(EVIDENCE_KIND_WORDS[kind]) }))} />
                </Form.Item>
                <Form.Item name={[name, 'name']} label={say(W.evidenceName)}>
                  <Input maxLength={300} />
                </Form.Item>
                <Form.Item name={[name, 'ref']} label={say(W.evidenceRef)} rules={needed}>
                  <Input maxLength={500} />
                </Form.Item>
                <Button onClick={() => remove(name)}>{say(W.remove)}</Button>
              </div>
            ))}
            <Button onClick={() => add({ kind: kinds[0] })}>{say(W.addEvidence)}</Button>
          </>
        )}
      </Form.List>
    </fieldset>
  )
}
