// An MN that is not registered: what it says, why it is refused, the profile its frames speak for, and the act that takes it in.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Form, Skeleton } from 'antd'
import { useState } from 'react'
import { acceptProfile } from '#contract/devices.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { groupDigits } from '#web/ui/figures.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { DEVICE_SITE_KINDS } from '#web/ui/site-words.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { Packets } from './packets-tab.tsx'
import { PlaceFields, type PlaceFieldsOf } from './place-fields.tsx'
import { fromFields, type ProfileFields, toFields } from './profile-fields.ts'
import { ProfileForm } from './profile-form.tsx'
import { PROFILE_WORDS as W } from './profile-words.ts'
import { type Proposal, proposalQuery } from './queries.ts'
import { DEVICE_WORDS } from './words.ts'

export function AcceptDevice({ mn }: { mn: string }) {
  const say = useSay()
  const proposal = useQuery(proposalQuery(mn))
  const data = proposal.data
  return (
    <>
      <header className="page-head">
        <Link to="/devices" search={{ tab: 'unknown' } as never}>
          {say(DEVICE_WORDS.toList)}
        </Link>
        <h1>
          {say(W.acceptTitle)} <code>{mn}</code>
        </h1>
        {data && 'profile' in data ? (
          <p className="page-answer">{say(W.acceptAnswer, { n: groupDigits(data.frames) })}</p>
        ) : null}
      </header>
      {proposal.isError ? <RefusalNote problem={proposal.error} onRetry={() => void proposal.refetch()} /> : null}
      {proposal.isPending ? <Skeleton active aria-label={say(DEVICE_WORDS.loading)} /> : null}
      {data && 'refused' in data ? <EmptyNote title={say(W.nothingYet)} hint={say(W.nothingYetHint)} /> : null}
      {data && 'profile' in data ? <Accept mn={mn} proposal={data} /> : null}
    </>
  )
}

type Fields = PlaceFieldsOf & ProfileFields

function Accept({ mn, proposal }: { mn: string; proposal: Proposal }) {
  const say = useSay()
  const canWrite = useCanWrite()
  const { save, saving, problem } = useAccept(mn)
  const kind = DEVICE_SITE_KINDS.find((one) => one === proposal.siteKind)
  return (
    <>
      <section className="device-box">
        <h2>{say(W.reasons)}</h2>
        <ul className="frame-findings">
          {proposal.reasons.map((reason) => (
            <li key={reason.code}>
              <span className={`finding-${reason.severity}`}>{say(reason).replace(/[：:].*$/, '')}</span>{' '}
              <code>{reason.code}</code> × {groupDigits(reason.frames)}
            </li>
          ))}
        </ul>
      </section>
      <section className="device-box">
        <h2>{say(DEVICE_WORDS.tabProfile)}</h2>
        {canWrite ? null : <p className="quiet">{say(DEVICE_WORDS.readOnly)}</p>}
        <Form<Fields>
          layout="vertical"
          disabled={!canWrite}
          initialValues={{ place: 'new', kind, ...toFields(proposal.profile) }}
          onFinish={(fields) => void save(fields)}
        >
          <PlaceFields />
          <ProfileForm evidence={proposal.evidence} />
          {problem === undefined ? null : <RefusalNote problem={problem} />}
          {canWrite ? (
            <Button type="primary" htmlType="submit" loading={saving}>
              {say(W.register)}
            </Button>
          ) : null}
        </Form>
      </section>
      <section className="device-box">
        <h2>{say(W.packetsSoFar)}</h2>
        <Packets mn={mn} />
      </section>
    </>
  )
}

function useAccept(mn: string) {
  const queries = useQueryClient()
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<Refusal | Error>()
  const save = async ({ place, siteCode, name, kind, ...fields }: Fields) => {
    setSaving(true)
    setProblem(undefined)
    try {
      const at = place === 'existing' ? { siteCode } : { newSite: name && kind ? { name, kind } : undefined }
      const body = { profile: fromFields(fields), ...definedOf(at) }
      const reply = await call(acceptProfile, { params: { mn }, body })
      if (isRefusal(reply)) return setProblem(reply)
      await queries.invalidateQueries({ queryKey: ['devices'] })
    } catch (error) {
      setProblem(error as Error)
    } finally {
      setSaving(false)
    }
  }
  return { save, saving, problem }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }
const definedOf = <T extends object>(of: T): Defined<T> =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as Defined<T>
