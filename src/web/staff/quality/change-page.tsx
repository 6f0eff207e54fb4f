// The change report of one cause: each result that moved, from what to what, with the door to where it comes from.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Pagination } from 'antd'
import { useState } from 'react'
import { type ChangeRow, exportChanges, type readChanges } from '#contract/quality-reports.ts'
import type { ReplyOf } from '#contract/route.ts'
import { addressOf } from '#web/api.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { groupDigits } from '#web/ui/figures.ts'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { changesQuery } from './queries.ts'
import { ReplyNote } from './reply-note.tsx'
import './quality.css'
import { CAUSE_WORDS, QUALITY_WORDS as W } from './words.ts'

const SHOWN = 100

type Report = ReplyOf<typeof readChanges>

export function ChangePage({ cause }: { cause: string }) {
  const say = useSay()
  const [all, setAll] = useState(false)
  const found = useQuery(changesQuery(cause, all))
  const report = found.data && 'rows' in found.data ? found.data : undefined
  return (
    <article className="quality">
      <p className="no-print">
        <Link to="/quality/changes">← {say(W.backChanges)}</Link>
      </p>
      <ReplyNote asked={found} />
      {report ? <ReportHead report={report} /> : null}
      {report ? (
        <div className="quality-bar no-print">
          <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
            {say(W.showAll)}
          </Checkbox>
          <Button href={addressOf(exportChanges, { params: { cause } })} download>
            {say(W.csv)}
          </Button>
        </div>
      ) : null}
      {report ? <Moves key={String(all)} rows={report.rows} /> : null}
    </article>
  )
}

function ReportHead({ report: { cause, counts } }: { report: Report }) {
  const say = useSay()
  return (
    <header className="page-head">
      <h1>{say(cause.text)}</h1>
      <p className="page-answer">
        {say(W.changeAnswer, {
          averages: groupDigits(counts.average ?? 0),
          verdicts: groupDigits(counts.verdict ?? 0),
          indicators: groupDigits(counts.indicator ?? 0),
        })}
      </p>
      <p className="quiet">
        {say(CAUSE_WORDS[cause.kind])} · <Moment at={cause.firstAt} />
        {cause.author ? ` · ${cause.author}` : ''}
        {cause.reason ? ` · ${cause.reason}` : ''}
      </p>
    </header>
  )
}

function Moves({ rows }: { rows: readonly ChangeRow[] }) {
  const say = useSay()
  const [page, setPage] = useState(1)
  if (rows.length === 0) return <EmptyNote title={say(W.noMoves)} hint={say(W.noMovesHint)} />
  return (
    <>
      <ChangeTable rows={rows.slice((page - 1) * SHOWN, page * SHOWN)} />
      {rows.length > SHOWN ? (
        <Pagination current={page} pageSize={SHOWN} total={rows.length} showSizeChanger={false} onChange={setPage} />
      ) : null}
    </>
  )
}

function ChangeTable({ rows }: { rows: readonly ChangeRow[] }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reached by keyboard
    <section className="quality-scroll" aria-label={say(W.changeTitle)} tabIndex={0}>
      <table className="plain-table quality-moved">
        <thead>
          <tr>
            <th scope="col">{say(W.what)}</th>
            <th scope="col">{say(W.place)}</th>
            <th scope="col">{say(W.name)}</th>
            <th scope="col">{say(W.period)}</th>
            <th scope="col">{say(W.before)}</th>
            <th scope="col">{say(W.after)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.what} ${row.place} ${row.name.zh} ${row.at}`}>
              <td>{say(W[row.what])}</td>
              <td>{row.place}</td>
              <td>{say(row.name)}</td>
              <td>
                <Moment at={row.at} />
              </td>
              <td>{row.before ?? '—'}</td>
              <td>
                {row.ref === null || row.after === null ? (
                  (row.after ?? '—')
                ) : (
                  <TraceDoor traceRef={row.ref}>{row.after}</TraceDoor>
                )}{' '}
                {row.unit}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
