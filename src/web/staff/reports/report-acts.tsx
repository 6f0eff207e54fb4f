// What can be done with a report: its files, its submission, its withdrawal.
import { Button, Dropdown, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { downloadReport, type REPORT_FILES, submitReport, withdrawDraft } from '#contract/reports.ts'
import { addressOf, call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { useAct } from '#web/ui/use-act.ts'
import { REPORTS_KEY, type ReportView } from './queries.ts'
import { REPORT_WORDS as W } from './words.ts'

type Format = keyof typeof REPORT_FILES
const FORMATS: readonly Format[] = ['pdf', 'docx', 'xlsx']

export function ReportActs({ view }: { view: ReportView }) {
  const say = useSay()
  const canWrite = useCanWrite()
  const { act, busy, problem } = useAct(REPORTS_KEY)
  const { id, state } = view.brief
  const isDraft = canWrite && state === 'draft'
  return (
    <>
      <div className="filter-bar no-print">
        {view.version === null ? null : <Files id={id} version={view.version} />}
        {isDraft ? (
          <Button
            type="primary"
            loading={busy}
            onClick={() => void act(() => call(submitReport, { params: { id }, body: {} }))}
          >
            {say(W.submit)}
          </Button>
        ) : null}
        {isDraft || (canWrite && state === 'failed') ? <Withdraw id={id} act={act} /> : null}
      </div>
      {problem ? <RefusalNote problem={problem} /> : null}
    </>
  )
}

function Files({ id, version }: { id: number; version: number }) {
  const say = useSay()
  const items = FORMATS.map((format) => ({
    key: format,
    label: (
      <a href={addressOf(downloadReport, { params: { id, format }, query: { version } })} download>
        {format.toUpperCase()}
      </a>
    ),
  }))
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button aria-haspopup="menu">{say(W.files)}</Button>
    </Dropdown>
  )
}

function Withdraw({ id, act }: { id: number; act: ReturnType<typeof useAct>['act'] }) {
  const say = useSay()
  const [reason, give] = useState('')
  return (
    <Popconfirm
      title={say(W.withdrawReason)}
      description={
        <Input aria-label={say(W.withdrawReason)} value={reason} onChange={(event) => give(event.target.value)} />
      }
      okText={say(W.withdraw)}
      cancelText={say(W.cancel)}
      okButtonProps={{ disabled: reason.trim() === '' }}
      onConfirm={() => void act(() => call(withdrawDraft, { params: { id }, body: { reason } }))}
    >
      <Button>{say(W.withdraw)}</Button>
    </Popconfirm>
  )
}
