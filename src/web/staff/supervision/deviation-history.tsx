// What became of one deviation: every row of it, with who wrote it and the mark that a case opened from it carries.
import { useQuery } from '@tanstack/react-query'
import { Modal, Skeleton } from 'antd'
import { DEVIATION_STATE_NAMES } from '#domain/deviations/words.ts'
import { AddressLink } from '#web/ui/address-link.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { deviationQuery } from './queries.ts'
import { SUPERVISION_WORDS as W } from './words.ts'

type Props = { plan: string; number: number; onClose: () => void }

export function DeviationHistory({ plan, number, onClose }: Props) {
  const say = useSay()
  return (
    <Modal open width={820} title={say(W.historyOf, { n: number })} footer={null} onCancel={onClose}>
      <History plan={plan} number={number} />
    </Modal>
  )
}

function History({ plan, number }: Omit<Props, 'onClose'>) {
  const say = useSay()
  const asked = useQuery(deviationQuery(plan, number))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  return (
    <div className="scroll-x">
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {[W.when, W.state, W.because, W.units, W.by, W.mark].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {asked.data.rows.map(({ id, from, state, because, units, remark, caseId, author, hash }) => (
            <tr key={id}>
              <td data-label={say(W.when)}>
                <Moment at={from} />
              </td>
              <th scope="row" className="supervision-short">
                {say(DEVIATION_STATE_NAMES[state])}{' '}
                {caseId === null ? null : (
                  <AddressLink to={`/procedures/cases/${caseId}`}>{say(W.toCase, { id: caseId })}</AddressLink>
                )}
              </th>
              <td data-label={say(W.because)}>
                <span>
                  {say(because)}
                  {remark === '' ? null : <span className="supervision-line">{remark}</span>}
                </span>
              </td>
              <td data-label={say(W.units)} className="supervision-units">
                {units.join('、')}
              </td>
              <td data-label={say(W.by)}>{author === 'system' ? say(W.byClock) : author}</td>
              <td data-label={say(W.mark)}>
                <code title={hash}>{hash.slice(0, 8)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
