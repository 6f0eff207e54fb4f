// One delivery with its message and every attempt; and the giving up of some, with a reason.
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Skeleton } from 'antd'
import type { ReplyOf } from '#contract/route.ts'
import { discardDeliveries, type readDelivery } from '#contract/webhooks.ts'
import { call } from '#web/api.ts'
import { faultWords } from '#web/ui/fault-words.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay, type Words } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { bothTongues } from './both-tongues.ts'
import { deliveryQuery } from './queries.ts'
import { WEBHOOK_WORDS as W } from './words.ts'

export function DeliveryBox({ id, onClose }: { id: number; onClose: () => void }) {
  const say = useSay()
  const delivery = useQuery(deliveryQuery(id))
  return (
    <Modal
      open
      width={720}
      title={say(W.message, { id })}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{say(W.close)}</Button>}
    >
      {delivery.isError ? <RefusalNote problem={delivery.error} onRetry={() => void delivery.refetch()} /> : null}
      {delivery.isPending ? <Skeleton active aria-label={say(W.loading)} /> : null}
      {delivery.data && 'refused' in delivery.data ? <RefusalNote problem={delivery.data} /> : null}
      {delivery.data && 'log' in delivery.data ? <Inside delivery={delivery.data} /> : null}
    </Modal>
  )
}

function Inside({ delivery }: { delivery: ReplyOf<typeof readDelivery> }) {
  const say = useSay()
  return (
    <>
      <h3>{say(W.payload)}</h3>
      <pre className="interface-code">{JSON.stringify(JSON.parse(delivery.message), null, 2)}</pre>
      <h3>{say(W.tries)}</h3>
      {delivery.log.length === 0 ? <p className="quiet">{say(W.noTries)}</p> : null}
      <ol>
        {delivery.log.map((attempt) => (
          <li key={attempt.at}>
            <Moment at={attempt.at} seconds /> · {say(W.took, { ms: attempt.durationMs })} ·{' '}
            {attempt.status === null ? say(attemptWords(attempt.failure ?? '')) : `HTTP ${attempt.status}`}
            {attempt.reply === null || attempt.reply === '' ? null : (
              <div className="quiet interface-address">{attempt.reply}</div>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

const attemptWords = (failure: string): Words => faultWords(failure, bothTongues(failure))

export function DiscardBox({ ids, onClose }: { ids: readonly number[]; onClose: () => void }) {
  const say = useSay()
  const [form] = Form.useForm<{ reason: string }>()
  const { act, busy, problem } = useAct(['webhooks'])
  const discard = async ({ reason }: { reason: string }) => {
    if (await act(() => call(discardDeliveries, { body: { ids: [...ids], reason } }))) onClose()
  }
  return (
    <Modal
      open
      title={say(W.discard)}
      okText={say(W.discard)}
      okButtonProps={{ danger: true }}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{say(W.selected, { n: ids.length })}</p>
      <Form form={form} layout="vertical" onFinish={(fields) => void discard(fields)}>
        <Form.Item name="reason" label={say(W.discardReason)} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </Modal>
  )
}
