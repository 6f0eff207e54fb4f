// Feed scorecards of a month: completeness, timeliness, accuracy of every feed or operator, and who is silent now.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Checkbox, Input, Pagination, Segmented, Select } from 'antd'
import { useDeferredValue, useId } from 'react'
import type { FeedRow } from '#contract/quality-reports.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { groupDigits } from '#web/ui/figures.ts'
import { Moment } from '#web/ui/moment.tsx'
import { listNames, useSay } from '#web/ui/say.ts'
import { DEVICE_SITE_KINDS, SITE_KIND_WORDS } from '#web/ui/site-words.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { readText } from './desk-address.ts'
import { readMonth } from './month.ts'
import { type FeedFilter, type Feeds, feedsQuery, ROWS_A_PAGE } from './queries.ts'
import { ReplyNote } from './reply-note.tsx'
import { delayText, percent, Share, scoreText } from './share.tsx'
import './quality.css'
import { QUALITY_WORDS as W } from './words.ts'

const orNothing = (text: string): string | undefined => (text === '' ? undefined : text)

function useFeedFilter(): [FeedFilter & { month: string; typed: string }, ReturnType<typeof useSearchPart>[1]] {
  const [search, change] = useSearchPart()
  const month = readMonth(search.month, Date.now())
  const typed = readText(search.q)
  const q = useDeferredValue(typed)
  const filter = {
    by: search.by === 'operator' ? ('operator' as const) : ('site' as const),
    from: month.from,
    until: month.until,
    q: orNothing(q),
    siteKind: orNothing(readText(search.kind)),
    offline: search.offline === true || search.offline === 'true' ? ('true' as const) : undefined,
    page: Number(search.page) || 1,
    month: month.text,
    typed,
  }
  return [filter, change]
}

export function FeedsPage() {
  const say = useSay()
  const [{ month, typed, ...filter }, change] = useFeedFilter()
  const list = useQuery(feedsQuery(filter))
  const reply = list.data && 'rows' in list.data ? list.data : undefined
  return (
    <article className="quality">
      <header className="page-head">
        <h1>{say(W.feedsTitle)}</h1>
        {reply ? <p className="page-answer">{say(W.feedsAnswer, figuresOf(reply))}</p> : null}
      </header>
      <FeedBar filter={filter} month={month} typed={typed} change={change} />
      <ReplyNote asked={list} />
      {reply?.rows.length === 0 ? <EmptyNote title={say(W.noFeeds)} hint={say(W.noFeedsHint)} /> : null}
      {reply && reply.rows.length > 0 ? <FeedTable rows={reply.rows} month={month} /> : null}
      {reply && reply.total > ROWS_A_PAGE ? (
        <Pagination
          current={filter.page}
          pageSize={ROWS_A_PAGE}
          total={reply.total}
          showSizeChanger={false}
          onChange={(next) => change({ page: next })}
        />
      ) : null}
      <p className="quiet">{say(W.scoreNote)}</p>
    </article>
  )
}

const figuresOf = ({ total, all, offline }: Feeds) => ({
  n: groupDigits(total),
  completeness: percent(all.completeness),
  timeliness: percent(all.timeliness),
  accuracy: percent(all.accuracy),
  offline: groupDigits(offline),
})

type BarProps = {
  filter: FeedFilter
  month: string
  typed: string
  change: ReturnType<typeof useSearchPart>[1]
}

function FeedBar({ filter, month, typed, change }: BarProps) {
  const say = useSay()
  const id = useId()
  return (
    <search className="quality-bar no-print">
      <label htmlFor={id} className="quality-inline">
        <span>{say(W.month)}</span>
        <Input
          id={id}
          type="month"
          value={month}
          onChange={(event) => change({ month: orNothing(event.target.value), page: undefined })}
        />
      </label>
      <Segmented
        value={filter.by}
        options={[
          { value: 'site' as const, label: say(W.bySite) },
          { value: 'operator' as const, label: say(W.byOperator) },
        ]}
        onChange={(by) => change({ by, page: undefined })}
      />
      <Select
        allowClear
        aria-label={say(W.siteKinds)}
        placeholder={say(W.site)}
        popupMatchSelectWidth={false}
        value={filter.siteKind}
        options={DEVICE_SITE_KINDS.map((value) => ({ value, label: say(SITE_KIND_WORDS[value]) }))}
        onChange={(kind?: string) => change({ kind, page: undefined })}
      />
      <Input
        type="search"
        style={{ width: 200 }}
        value={typed}
        aria-label={say(W.searchSite)}
        placeholder={say(W.searchSite)}
        onChange={(event) => change({ q: orNothing(event.target.value), page: undefined })}
      />
      <Checkbox
        checked={filter.offline === 'true'}
        onChange={(event) => change({ offline: event.target.checked ? 'true' : undefined, page: undefined })}
      >
        {say(W.offlineOnly)}
      </Checkbox>
    </search>
  )
}

function FeedTable({ rows, month }: { rows: readonly FeedRow[]; month: string }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reached by keyboard
    <section className="quality-scroll" aria-label={say(W.feedsTitle)} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say(W.feed)}</th>
            <th scope="col" className="number">
              {say(W.score)}
            </th>
            <th scope="col" className="number">
              {say(W.completeness)}
            </th>
            <th scope="col" className="number">
              {say(W.timeliness)}
            </th>
            <th scope="col" className="number">
              {say(W.accuracy)}
            </th>
            <th scope="col" className="number">
              {say(W.received)}
            </th>
            <th scope="col" className="number">
              {say(W.delay)}
            </th>
            <th scope="col">{say(W.state)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.site === null ? (
                  row.name || say(W.noOperator)
                ) : (
                  <Link to="/quality/feeds/$site" params={{ site: row.site }} search={{ month } as never}>
                    {row.name}
                  </Link>
                )}
                {row.site === null ? null : (
                  <>
                    <br />
                    <span className="quiet">
                      {[row.operator, ...row.devices.slice(0, 2)].filter((part) => part !== null).join(' · ')}
                    </span>
                  </>
                )}
              </th>
              <td className="number">{scoreText(row.score)}</td>
              <td className="number">
                <Share share={row.completeness} />
              </td>
              <td className="number">
                <Share share={row.timeliness} />
              </td>
              <td className="number">
                <Share share={row.accuracy} />
              </td>
              <td className="number">
                {groupDigits(row.received)} / {groupDigits(row.expected)}
              </td>
              <td className="number">{delayText(row.delayS)}</td>
              <td>
                {row.offlineSince === null ? null : (
                  <span className="quality-offline">
                    {say(W.offline)} <Moment at={row.offlineSince} />
                  </span>
                )}
                {row.missingFactors.length === 0 ? null : (
                  <div>
                    {say(W.missing)}：
                    {listNames(
                      say,
                      row.missingFactors.map(({ name }) => say(name)),
                    )}
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
