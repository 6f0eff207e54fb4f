// The profile of a registered device, what its frames speak for beside it, the act that changes it, and its encryption.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form } from 'antd'
import { useState } from 'react'
import { changeProfile } from '#contract/devices.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'
import { formatMoment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { EncryptionBox } from './encryption-box.tsx'
import { fromFields, type ProfileFields, toFields } from './profile-fields.ts'
import { ProfileForm } from './profile-form.tsx'
import { PROFILE_WORDS as W } from './profile-words.ts'
import { type DeviceDetail, proposalQuery } from './queries.ts'
import { DEVICE_WORDS } from './words.ts'

export function ProfileTab({ device }: { device: DeviceDetail }) {
  return (
    <>
      <ProfileBox device={device} />
      <EncryptionBox device={device} />
    </>
  )
}

function ProfileBox({ device }: { device: DeviceDetail }) {
  const say = useSay()
  const canWrite = useCanWrite()
  const [form] = Form.useForm<ProfileFields>()
  const proposal = useQuery(proposalQuery(device.mn))
  const evidence = proposal.data && 'evidence' in proposal.data ? proposal.data.evidence : []
  const { save, saving, problem, isSaved } = useSave(device.mn)
  const send = async (reingest: boolean) => {
    const fields = await form.validateFields().catch(() => undefined)
    if (fields) await save(fields, reingest)
  }
  return (
    <section className="device-box">
      {device.profiledBy === null || device.profiledAt === null ? null : (
        <p className="quiet">
          {say(W.profiledBy, { who: device.profiledBy, time: formatMoment(device.profiledAt, Date.now()) })}
        </p>
      )}
      {canWrite ? null : <p className="quiet">{say(DEVICE_WORDS.readOnly)}</p>}
      <Form<ProfileFields>
        form={form}
        layout="vertical"
        disabled={!canWrite}
        initialValues={toFields(device.profile)}
        onFinish={() => void send(false)}
      >
        <ProfileForm evidence={evidence} />
      </Form>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      {isSaved ? <Alert type="success" showIcon title={say(W.saved)} /> : null}
      {canWrite ? (
        <div className="devices-bar">
          <Button type="primary" loading={saving} onClick={() => void send(false)}>
            {say(W.save)}
          </Button>
          {device.quarantined > 0 ? (
            <Button disabled={saving} onClick={() => void send(true)}>
              {say(W.saveReread)}
            </Button>
          ) : null}
        </div>
      ) : null}
    </section>
  )
}

function useSave(mn: string) {
  const queries = useQueryClient()
  const [saving, setSaving] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const [problem, setProblem] = useState<Refusal | Error>()
  const save = async (fields: ProfileFields, reingest: boolean) => {
    setSaving(true)
    setSaved(false)
    setProblem(undefined)
    try {
      const reply = await call(changeProfile, { params: { mn }, body: { profile: fromFields(fields), reingest } })
      if (isRefusal(reply)) return setProblem(reply)
      setSaved(true)
      await queries.invalidateQueries({ queryKey: ['devices'] })
    } catch (error) {
      setProblem(error as Error)
    } finally {
      setSaving(false)
    }
  }
  return { save, saving, problem, isSaved }
}
