// A year of daily air verdicts: each day its figure on the prescribed colour, each a door.
import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { beijingDate, beijingInstant, beijingYear } from '#kit/time.ts'
import { inkOn } from '#web/ui/contrast.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { useSearchPart } from '#web/ui/use-search.ts'
import { verdictText } from '#web/ui/verdict-badge.tsx'
import { type CalendarDay, type CalendarMonth, countYear, layOutYear } from './calendar.ts'
import { type SiteDetail, verdictsQuery } from './queries.ts'
import { SITE_WORDS as W } from './words.ts'

const MOST_DAYS = 400

export function VerdictCalendar({ site }: { site: SiteDetail }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const newest = site.verdicts.find((verdict) => verdict.subject === 'air-day')?.at ?? site.latestAt ?? Date.now()
  const asked = Number(search.year)
  const year = Number.isInteger(asked) && asked > 1990 ? asked : beijingYear(newest)
  const span = { from: beijingInstant(year, 1, 1), until: beijingInstant(year + 1, 1, 1) }
  const verdicts = useQuery(verdictsQuery(site.code, { subject: 'air-day', span, page: 1, pageSize: MOST_DAYS }))
  if (verdicts.data === undefined) {
    if (verdicts.isError) return <RefusalNote problem={verdicts.error} onRetry={() => void verdicts.refetch()} />
    return <Skeleton active />
  }
  if ('refused' in verdicts.data) return <RefusalNote problem={verdicts.data} />
  const months = layOutYear(year, verdicts.data.rows)
  return (
    <section aria-label={say(W.year, { year })} aria-busy={verdicts.isPlaceholderData}>
      <div className="calendar-bar">
        <Button className="no-print" aria-label={say(W.previousYear)} onClick={() => change({ year: year - 1 })}>
          ‹
        </Button>
        <strong>{say(W.year, { year })}</strong>
        <Button
          className="no-print"
          aria-label={say(W.nextYear)}
          disabled={year >= beijingYear(Date.now())}
          onClick={() => change({ year: year + 1 })}
        >
          ›
        </Button>
        <span>{say(W.calendarAnswer, { year, ...countYear(months) })}</span>
      </div>
      <div className="calendar">
        {months.map((month) => (
          <Month key={month.month} month={month} />
        ))}
      </div>
    </section>
  )
}

function Month({ month: { month, lead, days } }: { month: CalendarMonth }) {
  const say = useSay()
  return (
    <section className="calendar-month">
      <h3>{say(W.month, { month })}</h3>
      <ol>
        {days.map((day, index) => (
          <li key={day.day} style={index === 0 ? { gridColumnStart: lead + 1 } : undefined}>
            <Day day={day} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Day({ day: { at, day, verdict } }: { day: CalendarDay }) {
  const say = useSay()
  if (verdict === undefined) {
    return (
      <span className="calendar-none" title={`${beijingDate(at)} ${say(W.noVerdict)}`}>
        {day}
      </span>
    )
  }
  const text = `${beijingDate(at)} ${verdictText(verdict, say)}${verdict.why === null ? '' : ` ${say(verdict.why)}`}`
  const { colour } = verdict
  return (
    <span
      className={verdict.judged ? 'calendar-day' : 'calendar-day calendar-cannot'}
      style={colour === null ? undefined : { background: colour, color: inkOn(colour) }}
    >
      <TraceDoor traceRef={verdict.ref} label={text} className="calendar-door">
        <span className="calendar-number">{day}</span>
        {verdict.judged ? verdict.aqi : '—'}
      </TraceDoor>
    </span>
  )
}
