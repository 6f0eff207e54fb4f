// The sign-offs of a year: which there are, what one has frozen, what stands differently now, and a new one.
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { signYear } from '#contract/assessment.ts'
import { call } from '#web/api.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { AssessedTable } from './assessed-table.tsx'
import { ASSESSMENT_WORDS as A, DIFFERENCE_FIELDS } from './assessment-words.ts'
import { type Assessment, INDICATORS_KEY, type Signoff, signoffQuery } from './queries.ts'
import { STATUS_WORDS } from './words.ts'

type OfYear = { plan: string; year: number }

export function Signoffs({ plan, year, signoffs }: OfYear & { signoffs: Assessment['signoffs'] }) {
  const say = useSay()
  const [shown, setShown] = useState<number>()
  return (
    <section>
      <h2>{say(A.signoffs)}</h2>
      {signoffs.length === 0 ? <p className="quiet">{say(A.noSignoffs)}</p> : null}
      <ul className="signoff-list">
        {signoffs.map(({ version, signedAt, signedBy, note, changed }) => (
          <li key={version}>
            <Button size="small" onClick={() => setShown(version)}>
              {say(A.version, { version })}
            </Button>{' '}
            <Moment at={signedAt} /> · {signedBy}
            {note === '' ? '' : ` · ${note}`} ·{' '}
            <span className={changed > 0 ? 'status-not-met' : 'quiet'}>
              {changed > 0 ? say(A.changed, { n: changed }) : say(A.unchanged)}
            </span>
          </li>
        ))}
      </ul>
      {shown === undefined ? null : (
        <SignedYear plan={plan} year={year} version={shown} onClose={() => setShown(undefined)} />
      )}
    </section>
  )
}

function SignedYear({ plan, year, version, onClose }: OfYear & { version: number; onClose: () => void }) {
  const say = useSay()
  const reading = useQuery(signoffQuery(plan, year, version))
  const signed = reading.data && 'rows' in reading.data ? reading.data : undefined
  return (
    <Modal
      open
      width={1100}
      title={`${say(A.title, { year })} · ${say(A.version, { version })}`}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{say(A.close)}</Button>}
    >
      {reading.isError ? <RefusalNote problem={reading.error} onRetry={() => void reading.refetch()} /> : null}
      {reading.data && 'refused' in reading.data ? <RefusalNote problem={reading.data} /> : null}
      {reading.isPending ? <Skeleton active aria-label={say(A.loading)} /> : null}
      {signed ? (
        <>
          <p className={signed.holds ? 'quiet' : 'status-not-met'}>
            {say(signed.holds ? A.holds : A.broken)} <code className="signoff-hash">{signed.hash}</code>
          </p>
          <h3>{say(A.differences)}</h3>
          <Differences differences={signed.differences} />
          <AssessedTable rows={signed.rows} year={year} />
        </>
      ) : null}
    </Modal>
  )
}

function Differences({ differences }: { differences: Signoff['differences'] }) {
  const say = useSay()
  if (differences.length === 0) return <p className="quiet">{say(A.noDifferences)}</p>
  const textOf = (field: string, value: string | null): string => {
    if (value === null) return '—'
    if (field === 'status') return say(STATUS_WORDS[value as keyof typeof STATUS_WORDS])
    return field.endsWith('Hash') ? value.slice(0, 8) : value
  }
  return (
    <table className="plain-table stack-narrow">
      <thead>
        <tr>
          <th scope="col">{say(A.field)}</th>
          <th scope="col">{say(A.wasSigned)}</th>
          <th scope="col">{say(A.now)}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ id, nameZh, nameEn, field, signed, now }) => (
          <tr key={`${id} ${field}`}>
            <th scope="row">
              {say.language === 'zh' ? nameZh : nameEn} · {say(DIFFERENCE_FIELDS[field] ?? { zh: field, en: field })}
            </th>
            <td data-label={say(A.wasSigned)}>{textOf(field, signed)}</td>
            <td data-label={say(A.now)}>{textOf(field, now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function SignBox({ plan, year, onClose }: OfYear & { onClose: () => void }) {
  const say = useSay()
  const [form] = Form.useForm<{ note?: string }>()
  const { act, busy, problem } = useAct(INDICATORS_KEY)
  const sign = async ({ note = '' }: { note?: string }): Promise<void> => {
    if (await act(() => call(signYear, { params: { plan }, body: { year, note } }))) onClose()
  }
  return (
    <Modal
      open
      title={say(A.signTitle, { year })}
      okText={say(A.sign, { year })}
      cancelText={say(A.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{say(A.signHint)}</p>
      <Form form={form} layout="vertical" onFinish={(fields) => void sign(fields)}>
        <Form.Item name="note" label={say(A.signNote)}>
          <Input maxLength={500} />
        </Form.Item>
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}
