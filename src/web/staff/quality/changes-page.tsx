// What made results be computed again, newest first.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Pagination, Select } from 'antd'
import { CauseKind, type ChangeCause } from '#contract/quality-reports.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { groupDigits } from '#web/ui/figures.ts'
import { Moment } from '#web/ui/moment.tsx'
import { listNames, useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { causesQuery, ROWS_A_PAGE } from './queries.ts'
import { ReplyNote } from './reply-note.tsx'
import './quality.css'
import { CAUSE_WORDS, QUALITY_WORDS as W } from './words.ts'

export function ChangesPage() {
  const say = useSay()
  const [search, change] = useSearchPart()
  const page = Number(search.page) || 1
  const kind = CauseKind.options.find((one) => one === search.kind)
  const list = useQuery(causesQuery({ kind, page }))
  const reply = list.data && 'rows' in list.data ? list.data : undefined
  return (
    <article className="quality">
      <header className="page-head">
        <h1>{say(W.changesTitle)}</h1>
        {reply ? <p className="page-answer">{say(W.changesAnswer, { total: groupDigits(reply.total) })}</p> : null}
      </header>
      <div className="quality-bar no-print">
        <Select
          allowClear
          aria-label={say(W.causeKind)}
          placeholder={say(W.causeKind)}
          popupMatchSelectWidth={false}
          value={kind}
          options={CauseKind.options.map((value) => ({ value, label: say(CAUSE_WORDS[value]) }))}
          onChange={(value?: CauseKind) => change({ kind: value, page: undefined })}
        />
      </div>
      <ReplyNote asked={list} />
      {reply?.rows.length === 0 ? <EmptyNote title={say(W.noChanges)} hint={say(W.noChangesHint)} /> : null}
      {reply && reply.rows.length > 0 ? <CauseTable rows={reply.rows} /> : null}
      {reply && reply.total > ROWS_A_PAGE ? (
        <Pagination
          current={page}
          pageSize={ROWS_A_PAGE}
          total={reply.total}
          showSizeChanger={false}
          onChange={(next) => change({ page: next })}
        />
      ) : null}
    </article>
  )
}

function CauseTable({ rows }: { rows: readonly ChangeCause[] }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reached by keyboard
    <section className="quality-scroll" aria-label={say(W.changesTitle)} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say(W.cause)}</th>
            <th scope="col">{say(W.causeKind)}</th>
            <th scope="col">{say(W.when)}</th>
            <th scope="col">{say(W.author)}</th>
            <th scope="col">{say(W.site)}</th>
            <th scope="col" className="number">
              {say(W.days)}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.cause}>
              <th scope="row">
                <Link to="/quality/changes/$cause" params={{ cause: row.cause }}>
                  {say(row.text)}
                </Link>
                {row.reason ? (
                  <>
                    <br />
                    <span className="quiet">{row.reason}</span>
                  </>
                ) : null}
              </th>
              <td>{say(CAUSE_WORDS[row.kind])}</td>
              <td>
                <Moment at={row.lastAt} />
              </td>
              <td>{row.author ?? '—'}</td>
              <td>
                {listNames(say, row.siteNames.slice(0, 3))}
                {row.sites > 3 ? ` … ${groupDigits(row.sites)}` : ''}
              </td>
              <td className="number">{groupDigits(row.days)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
