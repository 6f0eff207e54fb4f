// A project that the plan does not name: its name, medium and the obligations it serves.
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { addProject } from '#contract/projects.ts'
import { MEDIA, type Medium } from '#domain/plans/pack-projects.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { PROJECTS_KEY } from './queries.ts'
import { MEDIUM_WORDS, PROJECT_WORDS as W } from './words.ts'

type Boxes = { name: string; medium: Medium; obligations: string; reason: string }

export function AddProject({ plan }: { plan: string }) {
  const say = useSay()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const [form] = Form.useForm<Boxes>()
  const { act, busy, problem } = useAct(PROJECTS_KEY)
  const add = async ({ obligations, ...boxes }: Boxes): Promise<void> => {
    const obligationIds = obligations.split(/[\s,，、;；]+/).filter((id) => id !== '')
    const added = await act(() => call(addProject, { params: { plan }, body: { ...boxes, obligationIds } }))
    if (added) await navigate({ to: '/projects/$id', params: { id: added.projectId } })
  }
  const rules = [{ required: true, whitespace: true, message: say(W.needed) }]
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say(W.add)}</Button>
      <Modal
        open={isOpen}
        title={say(W.addTitle)}
        okText={say(W.save)}
        cancelText={say(W.cancel)}
        confirmLoading={busy}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Form form={form} layout="vertical" onFinish={(boxes) => void add(boxes)}>
          <Form.Item name="name" label={say(W.name)} rules={rules}>
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item name="medium" label={say(W.medium)} rules={[{ required: true, message: say(W.needed) }]}>
            <Select options={MEDIA.map((value) => ({ value, label: say(MEDIUM_WORDS[value]) }))} />
          </Form.Item>
          <Form.Item name="obligations" label={say(W.obligationIds)} rules={rules}>
            <Input placeholder="c06.s01.m01.t05" />
          </Form.Item>
          <Form.Item name="reason" label={say(W.reason)} rules={rules}>
            <Input maxLength={300} />
          </Form.Item>
          {problem === undefined ? null : <RefusalNote problem={problem} />}
        </Form>
      </Modal>
    </>
  )
}
