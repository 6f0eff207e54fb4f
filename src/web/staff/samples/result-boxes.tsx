// Boxes over the table of results: versions of one, and its withdrawal.
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Skeleton } from 'antd'
import { type LabResultRow, withdrawResult } from '#contract/samples.ts'
import { call } from '#web/api.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { SAMPLES_KEY, versionsQuery } from './queries.ts'
import { ResultText } from './result-table.tsx'
import { SAMPLE_WORDS as W } from './words.ts'

type Props = { row: LabResultRow; onClose: () => void }

export function VersionsBox({ row, onClose }: Props) {
  const say = useSay()
  const versions = useQuery(versionsQuery(row))
  const found = versions.data && 'versions' in versions.data ? versions.data.versions : undefined
  return (
    <Modal
      open
      width={720}
      title={say(W.versionsTitle, { site: row.siteName, factor: row.factorName })}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{say(W.close)}</Button>}
    >
      {versions.isError ? <RefusalNote problem={versions.error} onRetry={() => void versions.refetch()} /> : null}
      {versions.data && 'refused' in versions.data ? <RefusalNote problem={versions.data} /> : null}
      {versions.isPending ? <Skeleton active aria-label={say(W.loading)} /> : null}
      <ol className="sample-versions">
        {found?.map((version) => (
          <li key={version.knownFrom}>
            <strong>
              <ResultText row={version} />
            </strong>{' '}
            {version.method} · {version.laboratory} · {version.sampledBy}
            <div className="quiet">
              {version.author} <Moment at={version.knownFrom} seconds />{' '}
              {version.knownUntil === null ? (
                say(W.stands)
              ) : (
                <>
                  {say(W.until)} <Moment at={version.knownUntil} seconds />
                </>
              )}
              {version.reason === null ? null : ` · ${version.reason}`}
            </div>
          </li>
        ))}
      </ol>
    </Modal>
  )
}

export function WithdrawBox({ row, onClose, onSaved }: Props & { onSaved: (text: string) => void }) {
  const say = useSay()
  const [form] = Form.useForm<{ reason: string }>()
  const { act, busy, problem } = useAct(SAMPLES_KEY)
  const withdraw = async ({ reason }: { reason: string }): Promise<void> => {
    const { siteCode, at, factor } = row
    if (!(await act(() => call(withdrawResult, { body: { siteCode, at, factor, reason } })))) return
    onSaved(say(W.withdrawnDone))
    onClose()
  }
  return (
    <Modal
      open
      title={say(W.withdrawTitle, { site: row.siteName, factor: row.factorName, result: row.result })}
      okText={say(W.withdraw)}
      okButtonProps={{ danger: true }}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(fields) => void withdraw(fields)}>
        <Form.Item name="reason" label={say(W.withdrawReason)} rules={[{ required: true }]}>
          <Input maxLength={300} />
        </Form.Item>
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}
