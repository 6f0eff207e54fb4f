// The ways to hand evidence in: a file, a photo, a number frozen as it is known now, a case that is closed.
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { addClosedCase, addEvidenceFile, addExtract } from '#contract/evidence.ts'
import { call, callWithFile } from '#web/api.ts'
import { FileButton } from '#web/ui/file-button.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { EVIDENCE_KEY, type EvidenceAbout, refIn } from './evidence-about.ts'
import { EVIDENCE_WORDS as W } from './evidence-words.ts'

type Asked = { name?: string; ref?: string; caseId?: string }
type PhotoBoxes = { name?: string; lon?: string; lat?: string }

export function EvidenceAdd({ about }: { about: EvidenceAbout }) {
  const say = useSay()
  const { act, busy, problem } = useAct(EVIDENCE_KEY)
  const [asking, setAsking] = useState<'extract' | 'case'>()
  const [photo, setPhoto] = useState<File>()
  const { planId, aboutKind, aboutRef } = about
  const send = (file: File): void => {
    const question = { params: { plan: planId }, query: { aboutKind, aboutRef, kind: 'document' as const } }
    void act(() => callWithFile(addEvidenceFile, file, question))
  }
  return (
    <div className="evidence-add no-print">
      <FileButton label={say(W.addDocument)} accept="" disabled={busy} onFile={send} />
      <FileButton label={say(W.addPhoto)} accept="image/*" disabled={busy} onFile={setPhoto} />
      <Button onClick={() => setAsking('extract')}>{say(W.addExtract)}</Button>
      <Button onClick={() => setAsking('case')}>{say(W.addCase)}</Button>
      <p className="quiet">{say(W.limit)}</p>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      {photo === undefined ? null : <PhotoForm about={about} file={photo} onClose={() => setPhoto(undefined)} />}
      {asking === undefined ? null : <AskForm about={about} what={asking} onClose={() => setAsking(undefined)} />}
    </div>
  )
}

type PhotoProps = { about: EvidenceAbout; file: File; onClose: () => void }

/** What the photo does not say itself may be typed; what it says counts. */
function PhotoForm({ about: { planId, ...about }, file, onClose }: PhotoProps) {
  const say = useSay()
  const [form] = Form.useForm<PhotoBoxes>()
  const { act, busy, problem } = useAct(EVIDENCE_KEY)
  const send = async ({ name, lon, lat }: PhotoBoxes): Promise<void> => {
    const query = {
      ...about,
      kind: 'photo' as const,
      name: name || undefined,
      lon: lon || undefined,
      lat: lat || undefined,
    }
    if (await act(() => callWithFile(addEvidenceFile, file, { params: { plan: planId }, query }))) onClose()
  }
  const degrees = (most: number) => [
    {
      validator: (_: unknown, value: string | undefined) =>
        value === undefined || value === '' || Math.abs(Number(value)) <= most
          ? Promise.resolve()
          : Promise.reject(new Error(say(W.degrees, { most }))),
    },
  ]
  return (
    <Modal
      open
      title={file.name}
      okText={say(W.save)}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(boxes) => void send(boxes)}>
        <p className="quiet">{say(W.photoHint)}</p>
        <Form.Item name="name" label={say(W.nameOptional)}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="lon" label={say(W.lon)} rules={degrees(180)}>
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="lat" label={say(W.lat)} rules={degrees(90)}>
          <Input inputMode="decimal" />
        </Form.Item>
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}

type FormProps = { about: EvidenceAbout; what: 'extract' | 'case'; onClose: () => void }

function AskForm({ about: { planId, ...about }, what, onClose }: FormProps) {
  const say = useSay()
  const [form] = Form.useForm<Asked>()
  const { act, busy, problem } = useAct(EVIDENCE_KEY)
  const needed = [{ required: true, whitespace: true, message: say(W.needed) }]
  const send = async ({ name = '', ref = '', caseId = '' }: Asked): Promise<void> => {
    const params = { plan: planId }
    const done = await act(() =>
      what === 'extract'
        ? call(addExtract, { params, body: { ...about, name, ref: refIn(ref) } })
        : call(addClosedCase, { params, body: { ...about, caseId: Number(caseId) } }),
    )
    if (done) onClose()
  }
  return (
    <Modal
      open
      title={say(what === 'extract' ? W.addExtract : W.addCase)}
      okText={say(W.save)}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(asked) => void send(asked)}>
        {what === 'extract' ? (
          <>
            <Form.Item name="ref" label={say(W.ref)} extra={say(W.refHint)} rules={needed}>
              <Input />
            </Form.Item>
            <Form.Item name="name" label={say(W.name)} rules={needed}>
              <Input maxLength={300} />
            </Form.Item>
          </>
        ) : (
          <Form.Item
            name="caseId"
            label={say(W.caseId)}
            rules={[{ pattern: /^\d{1,9}$/, required: true, message: say(W.needed) }]}
          >
            <Input inputMode="numeric" />
          </Form.Item>
        )}
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}
