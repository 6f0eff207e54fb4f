// The form of a unit: to add one, and to rename or correct one that stands.
import { Form, Input, Modal, Select } from 'antd'
import { addOrganisation, changeOrganisation, OrganisationKind, type OrganisationRow } from '#contract/organisations.ts'
import { KIND_NAMES } from '#domain/organisations/organisation-table.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { UNITS_KEY, useStandingUnits } from '../shell/unit-choice.tsx'
import { DAY_PATTERN } from './close-unit.tsx'
import { UNIT_WORDS as W } from './words.ts'

type Boxes = {
  name: string
  shortName?: string
  kind: OrganisationKind
  parentId?: number
  since?: string
  source?: string
  reason?: string
}

/** `row` absent: a new one. */
export function UnitForm({ row, onClose }: { row?: OrganisationRow; onClose: () => void }) {
  const say = useSay()
  const [form] = Form.useForm<Boxes>()
  const { act, busy, problem } = useAct(UNITS_KEY)
  const save = async ({ name, shortName, kind, parentId, since, source, reason }: Boxes): Promise<void> => {
    const body = { name, shortName: shortName?.trim() || null, kind, parentId: parentId ?? null }
    const done = await act(() =>
      row === undefined
        ? call(addOrganisation, {
            body: { ...body, formerNames: [], since: since?.trim() || null, source: source ?? '' },
          })
        : call(changeOrganisation, { params: { id: row.id }, body: { ...body, reason: reason ?? '' } }),
    )
    if (done) onClose()
  }
  return (
    <Modal
      open
      title={say(row === undefined ? W.add : W.change)}
      okText={say(W.save)}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {row === undefined ? null : <p className="quiet">{say(W.renameHint)}</p>}
      <Form
        form={form}
        layout="vertical"
        initialValues={row === undefined ? { kind: 'district' } : { ...row, parentId: row.parent?.id }}
        onFinish={(boxes) => void save(boxes)}
      >
        <UnitBoxes isNew={row === undefined} without={row?.id} />
      </Form>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </Modal>
  )
}

function UnitBoxes({ isNew, without }: { isNew: boolean; without: number | undefined }) {
  const say = useSay()
  const units = useStandingUnits()
  const needed = [{ required: true, whitespace: true, message: say(W.needed) }]
  return (
    <>
      <Form.Item name="name" label={say(W.name)} rules={needed}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="shortName" label={say(W.shortName)}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="kind" label={say(W.kind)} rules={needed}>
        <Select options={OrganisationKind.options.map((value) => ({ value, label: say(KIND_NAMES[value]) }))} />
      </Form.Item>
      <Form.Item name="parentId" label={say(W.parent)}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={units.filter(({ id }) => id !== without).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      {isNew ? (
        <>
          <Form.Item name="since" label={say(W.since)} rules={[{ pattern: DAY_PATTERN, message: say(W.dayShape) }]}>
            <Input placeholder="2019-03-01" maxLength={10} />
          </Form.Item>
          <Form.Item name="source" label={say(W.source)}>
            <Input maxLength={300} />
          </Form.Item>
        </>
      ) : (
        <Form.Item name="reason" label={say(W.reason)} rules={needed}>
          <Input maxLength={300} />
        </Form.Item>
      )}
    </>
  )
}
