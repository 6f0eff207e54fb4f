// The encryption of a device: how old its key is, whether it must encrypt, and the acts that set, renew and take away a key.
import { Alert, Button, Form, Input, Radio } from 'antd'
import type { DeviceEncryption, EncryptionPolicy } from '#contract/devices.ts'
import { keyAge } from '#domain/devices/key-age.ts'
import { formatMoment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { CIPHER_WORDS, ENCRYPTION_WORDS as W } from './encryption-words.ts'
import type { DeviceDetail } from './queries.ts'
import { useAsk } from './use-ask.ts'
import { useEncryption } from './use-encryption.ts'
import { DEVICE_WORDS } from './words.ts'

export function EncryptionBox({ device }: { device: DeviceDetail }) {
  const say = useSay()
  const canWrite = useCanWrite()
  return (
    <section className="device-box" aria-labelledby="device-encryption">
      <h2 id="device-encryption">{say(W.title)}</h2>
      <KeyState encryption={device.encryption} />
      {canWrite ? <EncryptionForm device={device} /> : null}
    </section>
  )
}

function KeyState({ encryption: { keySince, hasBefore, offeredAt } }: { encryption: DeviceEncryption }) {
  const say = useSay()
  const now = Date.now()
  if (keySince === null) return <p>{say(W.none)}</p>
  const { daysLeft, state } = keyAge(keySince, now)
  const left = state === 'over' ? say(W.daysOver, { n: -daysLeft }) : say(W.daysLeft, { n: daysLeft })
  return (
    <>
      <p>
        {say(W.since, { time: formatMoment(keySince, now) })}
        <span className={state === 'good' ? '' : state === 'ending' ? 'finding-warning' : 'finding-error'}>{left}</span>{' '}
        {hasBefore ? say(W.before) : null}
      </p>
      {offeredAt === null ? null : <p>{say(W.offered, { time: formatMoment(offeredAt, now) })}</p>}
    </>
  )
}

/** For the head of the page: a key that ends, or has, whichever tab is open. */
export function KeyWarning({ encryption: { keySince, policy } }: { encryption: DeviceEncryption }) {
  const say = useSay()
  if (keySince === null || policy === 'off') return null
  const { daysLeft, state } = keyAge(keySince, Date.now())
  if (state === 'good') return null
  const title = `${say(W.title)}：${state === 'over' ? say(W.daysOver, { n: -daysLeft }) : say(W.daysLeft, { n: daysLeft })}`
  return <Alert type={state === 'over' ? 'error' : 'warning'} showIcon title={title} />
}

type Fields = { policy: EncryptionPolicy; key?: string; reason: string }

function EncryptionForm({ device }: { device: DeviceDetail }) {
  const say = useSay()
  const { mn, encryption, quarantined } = device
  const [form] = Form.useForm<Fields>()
  const { save, saving, problem, isSaved } = useEncryption(mn)
  const renewal = useAsk(mn)
  const hasKey = encryption.keySince !== null
  const done = () => form.setFieldsValue({ key: '', reason: '' })
  const send = async (reingest: boolean) => {
    const fields = await form.validateFields().catch(() => undefined)
    if (!fields) return
    const { policy, key, reason } = fields
    if (await save({ policy, reason, reingest, ...(key ? { key } : {}) })) done()
  }
  const remove = async () => {
    const fields = await form.validateFields(['policy', 'reason']).catch(() => undefined)
    if (fields && (await save({ policy: fields.policy, reason: fields.reason, key: null, reingest: false }))) done()
  }
  const renew = async () => {
    const fields = await form.validateFields(['reason']).catch(() => undefined)
    const commands = [{ cn: '1014', params: {} }]
    if (fields && (await renewal.ask({ commands, reason: fields.reason, expiresInMin: 60 }))) done()
  }
  const refused = problem ?? renewal.problem
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      initialValues={{ policy: encryption.policy, key: '', reason: '' }}
      onFinish={() => void send(false)}
    >
      <EncryptionFields />
      {refused === undefined ? null : <RefusalNote problem={refused} />}
      {isSaved ? <Alert type="success" showIcon title={say(W.saved)} /> : null}
      {renewal.asked > 0 ? <Alert type="success" showIcon title={say(W.asked)} /> : null}
      <div className="devices-bar">
        <Button type="primary" htmlType="submit" loading={saving}>
          {say(W.save)}
        </Button>
        {quarantined > 0 ? (
          <Button disabled={saving} onClick={() => void send(true)}>
            {say(W.saveReread)}
          </Button>
        ) : null}
        <Button disabled={!hasKey || renewal.asking} title={say(W.renewHint)} onClick={() => void renew()}>
          {say(W.renew)}
        </Button>
        <Button danger disabled={!hasKey || saving} onClick={() => void remove()}>
          {say(W.remove)}
        </Button>
      </div>
    </Form>
  )
}

function EncryptionFields() {
  const say = useSay()
  const policies = Object.keys(CIPHER_WORDS) as EncryptionPolicy[]
  return (
    <div className="profile-grid">
      <Form.Item name="policy" label={say(W.policy)}>
        <Radio.Group options={policies.map((value) => ({ value, label: say(CIPHER_WORDS[value]) }))} />
      </Form.Item>
      <Form.Item
        name="key"
        label={say(W.key)}
        extra={say(W.keyKeep)}
        rules={[{ pattern: /^([0-9a-fA-F]{32})?$/, message: say(W.keyWrong) }]}
      >
        <Input.Password maxLength={32} autoComplete="new-password" spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={say(DEVICE_WORDS.reason)}
        rules={[{ required: true, whitespace: true, min: 2, message: say(DEVICE_WORDS.reasonNeeded) }]}
      >
        <Input maxLength={500} />
      </Form.Item>
    </div>
  )
}
