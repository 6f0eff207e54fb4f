// One import: its progress while it runs, then its counts, reasons, sites and rejected lines, and the way to undo it.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Popconfirm, Progress, Skeleton } from 'antd'
import { useState } from 'react'
import { type readImport, undoImport } from '#contract/intake.ts'
import type { ReplyOf } from '#contract/route.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingDateTime } from '#kit/time.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { IMPORT_WORDS as W } from './import-words.ts'
import { importQuery } from './queries.ts'
import { RejectedLines } from './rejected-lines.tsx'

type Import = ReplyOf<typeof readImport>
type Props = { id: number; canWrite: boolean; onClose: () => void }

export function ImportDetail({ id, canWrite, onClose }: Props) {
  const say = useSay()
  const reading = useQuery(importQuery(id))
  if (reading.isError) return <RefusalNote problem={reading.error} onRetry={() => void reading.refetch()} />
  if (!reading.data) return <Skeleton active aria-label={say(W.importTitle, { id, name: '' })} />
  if ('refused' in reading.data) return <RefusalNote problem={reading.data} />
  const one = reading.data
  return (
    <section className="import-box" aria-label={say(W.importTitle, { id, name: one.fileName })}>
      <div className="import-head">
        <h2>{say(W.importTitle, { id, name: one.fileName })}</h2>
        <Button onClick={onClose}>{say(W.close)}</Button>
      </div>
      <ImportState one={one} />
      <ImportReasons one={one} />
      {one.rejected > 0 ? <RejectedLines importId={id} /> : null}
      <ImportSites one={one} />
      {canWrite && (one.state === 'done' || one.state === 'failed') ? <UndoImport id={id} /> : null}
    </section>
  )
}

const count = (value: number): string => value.toLocaleString('en-US')

function ImportState({ one }: { one: Import }) {
  const say = useSay()
  if (one.state === 'queued') return <p role="status">{say(W.queued)}</p>
  if (one.state === 'running') {
    const done = one.totalRows === 0 ? 0 : Math.floor((one.doneRows / one.totalRows) * 100)
    return (
      <div role="status">
        <p>{say(W.running, { done: count(one.doneRows), total: count(one.totalRows) })}</p>
        <Progress percent={done} aria-label={say(W.running, { done: one.doneRows, total: one.totalRows })} />
      </div>
    )
  }
  return (
    <>
      {one.state === 'failed' ? (
        <Alert type="error" showIcon title={say(W.failed, { why: one.failure ?? '' })} />
      ) : null}
      {one.state === 'undone' ? (
        <Alert
          type="info"
          showIcon
          title={say(W.undone, {
            by: one.undoneBy ?? '',
            at: one.undoneAt === null ? '' : beijingDateTime(one.undoneAt),
          })}
        />
      ) : null}
      <p className="page-answer" role="status">
        {say(W.result, {
          total: count(one.totalRows),
          accepted: count(one.accepted),
          unchanged: count(one.unchanged),
          rejected: count(one.rejected),
          sites: one.sitesCreated,
        })}
      </p>
    </>
  )
}

function ImportReasons({ one }: { one: Import }) {
  const say = useSay()
  if (one.reasons.length === 0) return null
  return (
    <>
      <h3>{say(W.reasons)}</h3>
      <table className="plain-table import-reasons">
        <thead>
          <tr>
            <th scope="col">{say(W.reason)}</th>
            <th scope="col" className="number">
              {say(W.rows)}
            </th>
          </tr>
        </thead>
        <tbody>
          {one.reasons.map((reason) => (
            <tr key={reason.code}>
              <th scope="row">{say(reason)}</th>
              <td className="number">{count(reason.rows)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function ImportSites({ one }: { one: Import }) {
  const say = useSay()
  if (one.sites.length === 0) return null
  return (
    <>
      <h3>
        {say(W.sites)} {one.sites.length}
      </h3>
      <ul className="import-site-links">
        {one.sites.map((site) => (
          <li key={site.code}>
            <Link to="/sites/$code" params={{ code: site.code }}>
              {site.name}
            </Link>{' '}
            <span className="quiet number">{count(site.rows)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function UndoImport({ id }: { id: number }) {
  const say = useSay()
  const queries = useQueryClient()
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<Refusal | Error>()
  const undo = async () => {
    setWorking(true)
    setProblem(undefined)
    try {
      const reply = await call(undoImport, { params: { id } })
      if (isRefusal(reply)) setProblem(reply)
      else await queries.invalidateQueries()
    } catch (error) {
      setProblem(error as Error)
    } finally {
      setWorking(false)
    }
  }
  return (
    <div className="record-acts">
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      <Popconfirm
        title={say(W.undo)}
        description={<div className="import-undo-ask">{say(W.undoAsk)}</div>}
        okText={say(W.undoYes)}
        cancelText={say(W.keep)}
        okButtonProps={{ danger: true }}
        onConfirm={() => void undo()}
      >
        <Button danger loading={working}>
          {say(W.undo)}
        </Button>
      </Popconfirm>
    </div>
  )
}
