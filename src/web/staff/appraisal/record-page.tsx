// The record of a unit over the years, under whatever name it then had and with who headed it then.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { listNames, useSay } from '#web/ui/say.ts'
import { recordQuery } from './queries.ts'
import { APPRAISAL_WORDS as W } from './words.ts'
import './appraisal.css'

export function RecordPage({ id }: { id: number }) {
  const say = useSay()
  const asked = useQuery(recordQuery(id))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const { rows } = asked.data
  return (
    <article>
      <header className="page-head">
        <p className="page-back no-print">
          <Link to="/units/$id" params={{ id: String(id) }}>
            ← {say(W.toUnit)}
          </Link>
        </p>
        <h1>{say(W.recordTitle)}</h1>
        <p className="page-answer">{say(W.recordAnswer, { n: rows.length })}</p>
      </header>
      {rows.length === 0 ? (
        <EmptyNote title={say(W.recordNone)} hint={say(W.recordNoneHint)} />
      ) : (
        <table className="plain-table stack-narrow">
          <thead>
            <tr>
              {[W.year, W.nameThen, W.total, W.place, W.headThen, W.stage].map((words) => (
                <th
                  key={words.en}
                  scope="col"
                  className={words === W.total || words === W.place ? 'number' : undefined}
                >
                  {say(words)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ appraisalId, year, unit, total, place, among, heads, stage, at, hash }) => (
              <tr key={appraisalId}>
                <th scope="row">
                  <Link to="/appraisal/$id" params={{ id: String(appraisalId) }} search={{ unit: String(id) } as never}>
                    {say(W.thatYear, { year })}
                  </Link>
                </th>
                <td data-label={say(W.nameThen)}>{unit}</td>
                <td data-label={say(W.total)} className="number">
                  {total}
                </td>
                <td data-label={say(W.place)} className="number">
                  {place === null ? say(W.unranked) : say(W.placeOf, { place, among })}
                </td>
                <td data-label={say(W.headThen)}>{heads.length === 0 ? '—' : listNames(say, heads)}</td>
                <td data-label={say(W.stage)} title={hash}>
                  {say(stage === 'published' ? W.published : W.signed)} <Moment at={at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </article>
  )
}
