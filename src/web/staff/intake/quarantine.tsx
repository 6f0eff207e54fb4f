// Quarantine: what could not be stored, why, and the way back in.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Empty, Skeleton } from 'antd'
import { useState } from 'react'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { MnField } from './mn-field.tsx'
import { describeOutcome } from './outcome.ts'
import { recordsQuery } from './queries.ts'
import { RecordPaging } from './record-paging.tsx'
import { RecordTable } from './record-table.tsx'
import { type Reingest, useReingest } from './use-reingest.ts'
import { INTAKE_WORDS as W } from './words.ts'

export function Quarantine({ onRegister }: { onRegister: (mn: string) => void }) {
  const say = useSay()
  const canWrite = useCanWrite()
  const [search, change] = useSearchPart()
  const before = Number(search.before)
  const mn = search.mn === undefined || search.mn === '' ? undefined : String(search.mn)
  const beforeId = Number.isInteger(before) && before > 0 ? before : undefined
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const reingest = useReingest()
  const records = useQuery(recordsQuery({ state: 'quarantined', before: beforeId, mn }))
  if (records.isError) return <RefusalNote problem={records.error} onRetry={() => void records.refetch()} />
  if (!records.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in records.data) return <RefusalNote problem={records.data} />
  const { rows, next } = records.data
  const start = async () => {
    await reingest.start([...chosen])
    setChosen(new Set())
  }
  return (
    <>
      <ReingestNote reingest={reingest} />
      <div className="record-acts">
        {canWrite ? (
          <Button
            type="primary"
            disabled={chosen.size === 0}
            loading={reingest.state === 'open'}
            onClick={() => void start()}
          >
            {say(W.reingest, { n: chosen.size })}
          </Button>
        ) : null}
        <MnField key={mn} mn={mn} onChange={(next) => change({ mn: next, before: undefined })} />
      </div>
      {canWrite ? null : <p className="quiet">{say(W.readOnly)}</p>}
      {rows.length === 0 ? (
        <QuarantineEmpty />
      ) : (
        <RecordTable
          rows={rows}
          busy={records.isPlaceholderData}
          {...(canWrite ? { selection: { chosen, onChange: setChosen }, onRegister } : {})}
        />
      )}
      <RecordPaging before={beforeId} next={next} onGo={(id) => change({ before: id }, 'push')} />
    </>
  )
}

function QuarantineEmpty() {
  const say = useSay()
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <strong>{say(W.quarantineEmpty)}</strong>
          <br />
          {say(W.quarantineEmptyHint)}
        </>
      }
    />
  )
}

function ReingestNote({ reingest }: { reingest: Reingest }) {
  const say = useSay()
  if (reingest.problem) return <RefusalNote problem={reingest.problem} />
  if (reingest.state === 'idle') return null
  const title = {
    open: say(W.reingesting, { n: reingest.asked }),
    slow: say(W.reingestSlow),
    done: say(W.reingestDone),
    refused: say(W.reingestRefused),
  }[reingest.state]
  const type = { open: 'info', slow: 'warning', done: 'success', refused: 'error' } as const
  const outcome = describeOutcome(reingest.outcome, say)
  return (
    <div role="status">
      <Alert
        type={type[reingest.state]}
        showIcon
        title={title}
        description={
          outcome.length === 0 ? undefined : (
            <ul className="outcome">
              {outcome.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )
        }
      />
    </div>
  )
}
