// Replays an exported file of flags, corrections and reviews.
import { Button, Modal } from 'antd'
import { useRef, useState } from 'react'
import { ReplayFile, replayQuality } from '#contract/quality.ts'
import { isRefusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'
import { useSay } from '#web/ui/say.ts'
import { ActOutcome, useAct } from './desk-acts.tsx'
import { isReason, ReasonField } from './reason-field.tsx'
import { QUALITY_WORDS as W } from './words.ts'

export function ReplayButton() {
  const say = useSay()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<ReplayFile | 'broken'>()
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return
    const parsed = ReplayFile.safeParse(
      await chosen
        .text()
        .then(JSON.parse)
        .catch(() => undefined),
    )
    setFile(parsed.success ? parsed.data : 'broken')
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={say(W.replay)}
        onChange={(event) => {
          void choose(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()}>{say(W.replay)}</Button>
      {file === 'broken' ? <span role="alert">{say(W.notReplay)}</span> : null}
      {file !== undefined && file !== 'broken' ? <ReplayDialog file={file} onClose={() => setFile(undefined)} /> : null}
    </>
  )
}

function ReplayDialog({ file, onClose }: { file: ReplayFile; onClose: () => void }) {
  const say = useSay()
  const [reason, setReason] = useState('')
  const act = useAct(
    () => call(replayQuality, { body: { file, reason } }),
    () => undefined,
  )
  const done = act.data && !isRefusal(act.data) ? act.data : undefined
  return (
    <Modal
      open
      title={`${say(W.replay)}：${say(W.standing)} ${file.flags.length}，${say(W.corrections)} ${file.corrections.length}，${say(W.reviews)} ${file.reviews.length}`}
      okText={say(W.replay)}
      cancelText={say(W.cancel)}
      okButtonProps={{ disabled: !isReason(reason) || done !== undefined, loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={onClose}
    >
      <ReasonField value={reason} onChange={setReason} />
      <ActOutcome act={act} />
      {done ? (
        <div role="status">
          <p>{say(W.replayed, { added: done.added, known: done.known, skipped: done.skipped.length })}</p>
          <ul>
            {done.skipped.slice(0, 20).map(({ id, because }) => (
              <li key={id}>{say(because)}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </Modal>
  )
}
