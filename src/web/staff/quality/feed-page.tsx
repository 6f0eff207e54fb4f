// One feed: day by day, factor by factor, and who looks after it.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Skeleton } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { readFeed } from '#contract/quality-reports.ts'
import { setOperator } from '#contract/quality-reports.ts'
import type { ReplyOf } from '#contract/route.ts'
import { beijingDate, parseInstant } from '#kit/time.ts'
import { call } from '#web/api.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { groupDigits } from '#web/ui/figures.ts'
import { becauseOf, RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { ActOutcome, useAct } from './desk-acts.tsx'
import { readMonth } from './month.ts'
import { feedQuery } from './queries.ts'
import { isReason, ReasonField } from './reason-field.tsx'
import { delayText, Share, scoreText } from './share.tsx'
import './quality.css'
import { QUALITY_WORDS as W } from './words.ts'

type Feed = ReplyOf<typeof readFeed>

export function FeedPage({ site }: { site: string }) {
  const say = useSay()
  const id = useId()
  const [search, change] = useSearchPart()
  const month = readMonth(search.month, Date.now())
  const found = useQuery(feedQuery(site, month.from, month.until))
  const feed = found.data && 'days' in found.data ? found.data : undefined
  return (
    <article className="quality">
      <p className="no-print">
        <Link to="/quality/feeds" search={{ month: month.text } as never}>
          ← {say(W.backFeeds)}
        </Link>
      </p>
      <header className="page-head">
        <h1>{feed ? `${feed.name}：${say(W.feedTitle)}` : say(W.feedTitle)}</h1>
      </header>
      <div className="quality-bar no-print">
        <label htmlFor={id} className="quality-inline">
          <span>{say(W.month)}</span>
          <Input
            id={id}
            type="month"
            value={month.text}
            onChange={(event) => change({ month: event.target.value === '' ? undefined : event.target.value })}
          />
        </label>
        <Link to="/sites/$code" params={{ code: site }}>
          {say(W.site)}
        </Link>
        <Link to="/quality/desk" search={{ site } as never}>
          {say(W.review)}
        </Link>
      </div>
      {found.isError ? <RefusalNote problem={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && 'refused' in found.data ? (
        <EmptyNote title={say(becauseOf(found.data))} hint={say(W.noFeedsHint)} />
      ) : null}
      {found.isPending ? <Skeleton active aria-label={say(W.loading)} /> : null}
      {feed?.days.length === 0 ? <EmptyNote title={say(W.noFeeds)} hint={say(W.noFeedsHint)} /> : null}
      {feed && feed.days.length > 0 ? (
        <>
          <DayTable feed={feed} />
          <FactorTable feed={feed} />
        </>
      ) : null}
      {feed ? <Operators feed={feed} /> : null}
    </article>
  )
}

function DayTable({ feed }: { feed: Feed }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reached by keyboard
    <section className="quality-scroll" aria-label={say(W.perDay)} tabIndex={0}>
      <h2>{say(W.perDay)}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say(W.day)}</th>
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
          </tr>
        </thead>
        <tbody>
          {feed.days.toReversed().map((day) => (
            <tr key={`${day.day} ${day.kind}`}>
              <th scope="row">{beijingDate(day.day)}</th>
              <td className="number">{scoreText(day.score)}</td>
              <td className="number">
                <Share share={day.completeness} />
              </td>
              <td className="number">
                <Share share={day.timeliness} />
              </td>
              <td className="number">
                <Share share={day.accuracy} />
              </td>
              <td className="number">
                {day.received} / {day.expected}
              </td>
              <td className="number">{delayText(day.delayS)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function FactorTable({ feed }: { feed: Feed }) {
  const say = useSay()
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : Math.min(1, part / whole))
  return (
    <section>
      <h2>{say(W.perFactor)}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say(W.factor)}</th>
            <th scope="col" className="number">
              {say(W.received)}
            </th>
            <th scope="col" className="number">
              {say(W.completeness)}
            </th>
            <th scope="col" className="number">
              {say(W.accuracy)}
            </th>
          </tr>
        </thead>
        <tbody>
          {feed.factors.map(({ code, name, received, valid, expected }) => (
            <tr key={code}>
              <th scope="row">{say(name)}</th>
              <td className="number">
                {groupDigits(received)} / {groupDigits(expected)}
              </td>
              <td className="number">
                <Share share={share(received, expected)} />
              </td>
              <td className="number">
                <Share share={share(valid, received)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Operators({ feed }: { feed: Feed }) {
  const say = useSay()
  const id = useId()
  const [name, setName] = useState('')
  const [from, setFrom] = useState(() => beijingDate(Date.now()))
  const [reason, setReason] = useState('')
  const at = parseInstant(from)
  const act = useAct(
    () => call(setOperator, { params: { site: feed.site }, body: { name, from: at ?? 0, reason } }),
    () => {
      setName('')
      setReason('')
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act.mutate()
  }
  return (
    <section>
      <h2>{say(W.operator)}</h2>
      {feed.operators.length === 0 ? <p className="quiet">{say(W.noOperator)}</p> : null}
      <ul className="quality-entries">
        {feed.operators.map((operator) => (
          <li key={operator.from}>
            <strong>{operator.name}</strong> {say(W.since)} {beijingDate(operator.from)} ·{' '}
            <span className="quiet">
              {operator.author} · {operator.reason}
            </span>
          </li>
        ))}
      </ul>
      <form className="quality-form no-print" onSubmit={submit}>
        <label htmlFor={`${id}name`} className="quality-field">
          <span>{say(W.operator)}</span>
          <Input id={`${id}name`} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        </label>
        <label htmlFor={`${id}from`} className="quality-field">
          <span>{say(W.since)}</span>
          <Input id={`${id}from`} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <ReasonField value={reason} onChange={setReason} />
        <Button
          htmlType="submit"
          loading={act.isPending}
          disabled={name.trim() === '' || at === undefined || !isReason(reason)}
        >
          {say(W.setOperator)}
        </Button>
        <ActOutcome act={act} />
      </form>
    </section>
  )
}
