// What a platform would not take, with the door to each frame and the way to send them again.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Modal, Pagination, Skeleton } from 'antd'
import { useState } from 'react'
import { type ForwardTargetRow, retryForwardRefusals } from '#contract/forwarding.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { REFUSALS_A_PAGE, refusalsQuery } from './queries.ts'
import { REASON_WORDS, FORWARD_WORDS as W } from './words.ts'

type Props = { row: ForwardTargetRow; canRetry: boolean; onClose: () => void }

export function RefusalList({ row, canRetry, onClose }: Props) {
  const say = useSay()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Refusal | Error>()
  const retry = async () => {
    setBusy(true)
    try {
      const reply = await call(retryForwardRefusals, { params: { id: row.id } })
      if (isRefusal(reply)) return setProblem(reply)
      await queries.invalidateQueries({ queryKey: ['forwarding'] })
      onClose()
    } catch (error) {
      setProblem(error as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      width={720}
      title={say(W.refusalsTitle, { name: row.name })}
      okText={say(W.retry)}
      cancelText={say(W.close)}
      okButtonProps={{ disabled: !canRetry }}
      confirmLoading={busy}
      onOk={() => void retry()}
      onCancel={onClose}
    >
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      <Refusals id={row.id} />
    </Modal>
  )
}

function Refusals({ id }: { id: number }) {
  const say = useSay()
  const [page, setPage] = useState(1)
  const refusals = useQuery(refusalsQuery(id, page))
  if (refusals.isError) return <RefusalNote problem={refusals.error} onRetry={() => void refusals.refetch()} />
  if (!refusals.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in refusals.data) return <RefusalNote problem={refusals.data} />
  const { rows, total } = refusals.data
  if (total === 0) return <EmptyNote title={say(W.refusalsNone)} hint={say(W.refusalsNoneHint)} />
  return (
    <>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.at)}</th>
            <th scope="col">{say(W.record)}</th>
            <th scope="col">{say(W.reason)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((each) => (
            <tr key={each.recordId}>
              <td data-label={say(W.at)}>
                <Moment at={each.at} seconds />
              </td>
              <td data-label={say(W.record)}>
                <TraceDoor traceRef={each.ref} label={String(each.recordId)}>
                  <code>{each.mn ?? each.recordId}</code>
                </TraceDoor>
              </td>
              <td data-label={say(W.reason)}>
                {say(REASON_WORDS[each.reason])}
                {each.detail === null ? null : <div className="quiet">{each.detail}</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > REFUSALS_A_PAGE ? (
        <nav aria-label={say(W.pages)}>
          <Pagination
            current={page}
            pageSize={REFUSALS_A_PAGE}
            total={total}
            showSizeChanger={false}
            onChange={setPage}
          />
        </nav>
      ) : null}
    </>
  )
}
