// The working calendar: each year's holidays and days worked in exchange, where they come from, and the import of a year.
import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { CalendarYearRow } from '#contract/calendar.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { listNames, useSay } from '#web/ui/say.ts'
import { useIsAdministrator } from '#web/ui/use-account.ts'
import { CalendarImport } from './calendar-import.tsx'
import { CALENDAR_WORDS as W } from './calendar-words.ts'
import './procedures.css'
import { calendarQuery } from './queries.ts'

export function CalendarPage() {
  const say = useSay()
  const asked = useQuery(calendarQuery)
  const isAdministrator = useIsAdministrator()
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (asked.data === undefined) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const { rows } = asked.data
  const years = rows.map(({ year }) => year)
  return (
    <article>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <p className="page-answer">
          {say(W.answer, {
            from: Math.min(...years),
            to: Math.max(...years),
            doubtful: rows.filter(({ verified }) => !verified).length,
          })}
        </p>
        <p className="quiet no-print">{say(isAdministrator ? W.importHint : W.whoImports)}</p>
      </header>
      {isAdministrator ? <CalendarImport next={Math.max(...years) + 1} /> : null}
      <div className="calendar-years">
        {rows.map((row) => (
          <Year key={row.year} row={row} />
        ))}
      </div>
    </article>
  )
}

function Year({ row }: { row: CalendarYearRow }) {
  const say = useSay()
  const { year, holidays, makeUpDays, workingDays, verified, isImported, source, imports } = row
  const monthDay = (day: string): string => (day.startsWith(`${year}-`) ? day.slice(5) : day)
  return (
    <section className="calendar-year" aria-labelledby={`year-${year}`}>
      <h2 id={`year-${year}`}>
        {say(W.year, { year, days: workingDays })}{' '}
        {verified ? null : <span className="unverified-mark">{say(W.unverified)}</span>}{' '}
        {isImported ? <span className="quiet">{say(W.imported)}</span> : null}
      </h2>
      <table className="plain-table calendar-table">
        <thead>
          <tr>
            <th scope="col">{say(W.holiday)}</th>
            <th scope="col">{say(W.days)}</th>
            <th scope="col" className="number">
              {say(W.count)}
            </th>
          </tr>
        </thead>
        <tbody>
          {holidays.map(({ name, from, to, days }) => (
            <tr key={from}>
              <th scope="row">{say(name)}</th>
              <td>{from === to ? monthDay(from) : `${monthDay(from)} – ${monthDay(to)}`}</td>
              <td className="number">{days}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {makeUpDays.length === 0 ? say(W.noMakeUp) : say(W.makeUp, { days: listNames(say, makeUpDays.map(monthDay)) })}
      </p>
      <p className="quiet">{say(W.source, { source })}</p>
      {imports.length === 0 ? null : (
        <ul className="quiet">
          {imports.map((one) => (
            <li key={one.knownFrom}>
              <Moment at={one.knownFrom} />{' '}
              {say(one.knownUntil === null ? W.standing : W.replaced, { author: one.author, source: one.source })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
