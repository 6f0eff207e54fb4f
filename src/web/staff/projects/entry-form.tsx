// The form of an entry of a project, made from its fields; what stands already is changed with a reason.
import { Form, Input, Modal, Select } from 'antd'
import { type EntryKind, enterProject, withdrawProjectEntry } from '#contract/projects.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay, type Words } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { type Boxes, ENTRY_FIELDS, type EntryField, entryOf } from './entry-fields.ts'
import { PROJECTS_KEY, type ProjectDetail } from './queries.ts'
import { PROJECT_WORDS as W } from './words.ts'

/** What is entered: the kind, what it begins with, and whether it changes what stands. */
export type Entering = { of: EntryKind; title: Words; values: Boxes; isChange: boolean }
type Props = { plan: string; detail: ProjectDetail; entering: Entering; onClose: () => void }

export function EntryForm({ plan, detail, entering, onClose }: Props) {
  const say = useSay()
  const [form] = Form.useForm<Record<string, string>>()
  const { act, busy, problem } = useAct(PROJECTS_KEY)
  const { of, title, values, isChange } = entering
  const save = async ({ reason = '', ...boxes }: Record<string, string>): Promise<void> => {
    const params = { plan, project: detail.project.projectId }
    const body = { entry: entryOf(of, boxes), reason }
    if (await act(() => call(enterProject, { params, body }))) onClose()
  }
  return (
    <Modal
      open
      width={of === 'particulars' ? 720 : 520}
      title={say(title)}
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
        initialValues={values}
        onFinish={(boxes) => void save(boxes)}
        className={of === 'particulars' ? 'projects-form' : undefined}
      >
        {ENTRY_FIELDS[of].map((field) => (
          <FieldItem key={field.name} field={field} detail={detail} isFixed={isChange && field.isKey === true} />
        ))}
        {isChange ? (
          <Form.Item
            name="reason"
            label={say(W.changeReason)}
            rules={[{ required: true, whitespace: true, message: say(W.needed) }]}
          >
            <Input maxLength={300} />
          </Form.Item>
        ) : null}
      </Form>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </Modal>
  )
}

function FieldItem({ field, detail, isFixed }: { field: EntryField; detail: ProjectDetail; isFixed: boolean }) {
  const say = useSay()
  const { name, words, input, isNeeded, choices } = field
  return (
    <Form.Item
      name={name}
      label={say(words)}
      rules={isNeeded ? [{ required: true, whitespace: true, message: say(W.needed) }] : []}
      getValueProps={(value: string | null) => ({ value: value === '' || value === null ? undefined : value })}
    >
      {input === 'choice' ? (
        <Select
          allowClear={!isNeeded}
          disabled={isFixed}
          options={(choices?.(detail) ?? []).map((choice) => ({ value: choice.value, label: say(choice.words) }))}
        />
      ) : (
        <Input
          disabled={isFixed}
          maxLength={300}
          {...(input === 'day' ? { type: 'date' } : {})}
          {...(input === 'decimal' ? { inputMode: 'decimal' as const } : {})}
        />
      )}
    </Form.Item>
  )
}

export type Undoing = { of: EntryKind; id: number }

export function UndoForm({
  plan,
  project,
  undoing,
  onClose,
}: {
  plan: string
  project: string
  undoing: Undoing
  onClose: () => void
}) {
  const say = useSay()
  const [form] = Form.useForm<{ reason: string }>()
  const { act, busy, problem } = useAct(PROJECTS_KEY)
  const undo = async (body: { reason: string }): Promise<void> => {
    const params = { plan, project, ...undoing }
    if (await act(() => call(withdrawProjectEntry, { params, body }))) onClose()
  }
  return (
    <Modal
      open
      title={say(W.undoTitle)}
      okText={say(W.undo)}
      okButtonProps={{ danger: true }}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{say(W.undoHint)}</p>
      <Form form={form} layout="vertical" onFinish={(body) => void undo(body)}>
        <Form.Item
          name="reason"
          label={say(W.reason)}
          rules={[{ required: true, whitespace: true, message: say(W.needed) }]}
        >
          <Input maxLength={300} />
        </Form.Item>
      </Form>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </Modal>
  )
}
