// The boxes of the webhook page: are you sure, the secret once, the end of a webhook.
import { Button, Modal } from 'antd'
import { removeWebhook, type WebhookRow } from '#contract/webhooks.ts'
import { call } from '#web/api.ts'
import { CopyButton } from '#web/ui/copy-button.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { WEBHOOK_WORDS as W } from './words.ts'

type SureProps = { title: string; text: string; onOk: () => void; onClose: () => void }

export function SureBox({ title, text, onOk, onClose }: SureProps) {
  const say = useSay()
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ danger: true }}
      cancelText={say(W.cancel)}
      onOk={onOk}
      onCancel={onClose}
    >
      <p>{text}</p>
    </Modal>
  )
}

export function RemoveBox({ row, onClose }: { row: WebhookRow; onClose: () => void }) {
  const say = useSay()
  const { act, busy, problem } = useAct(['webhooks'])
  const remove = async () => {
    if (await act(() => call(removeWebhook, { params: { id: row.id } }))) onClose()
  }
  return (
    <Modal
      open
      title={say(W.remove)}
      okText={say(W.remove)}
      okButtonProps={{ danger: true }}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => void remove()}
      onCancel={onClose}
    >
      <p>{say(W.removeSure, { name: row.name })}</p>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </Modal>
  )
}

export function SecretBox({ secret, onClose }: { secret: string; onClose: () => void }) {
  const say = useSay()
  return (
    <Modal
      open
      title={say(W.secretTitle)}
      closable={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {say(W.kept)}
        </Button>
      }
    >
      <p>{say(W.secretHint)}</p>
      <code className="interface-code">{secret}</code>
      <CopyButton text={secret} />
    </Modal>
  )
}
