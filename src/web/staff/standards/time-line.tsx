// The editions of a family on one time axis; the table beside it says the same in words.
import { Link } from '@tanstack/react-router'
import type { EditionBrief } from '#contract/standards.ts'
import { startOfDate } from '#domain/standards/editions.ts'
import { useSay } from '#web/ui/say.ts'
import { STATE_WORDS, STANDARDS_WORDS as W } from './words.ts'

const FIRST_YEAR = 1996
const LAST_YEAR = 2032
const axis = { from: startOfDate(`${FIRST_YEAR}-01-01`), until: startOfDate(`${LAST_YEAR}-01-01`) }

/** Share of the axis before a Beijing date, in percent, held within the axis. */
export function shareOf(atMs: number): number {
  const share = ((atMs - axis.from) / (axis.until - axis.from)) * 100
  return Math.min(100, Math.max(0, share))
}

export function TimeLine({ label, editions }: { label: string; editions: readonly EditionBrief[] }) {
  const say = useSay()
  return (
    <div className="time-line">
      <ol aria-label={label}>
        {editions.map((edition) => {
          const left = shareOf(startOfDate(edition.from))
          const right = edition.until === null ? 100 : shareOf(startOfDate(edition.until))
          return (
            <li key={edition.id}>
              <Link
                to="/standards/$id"
                params={{ id: edition.id }}
                className={`time-line-bar time-line-${edition.state}`}
                style={{ marginLeft: `${left}%`, width: `${Math.max(1, right - left)}%` }}
                aria-label={`${edition.code} ${say(STATE_WORDS[edition.state])}`}
              />
            </li>
          )
        })}
      </ol>
      <span className="time-line-today" style={{ left: `${shareOf(Date.now())}%` }} aria-hidden="true" />
      <p className="time-line-axis" aria-hidden="true">
        <span>{FIRST_YEAR}</span>
        <span>{(FIRST_YEAR + LAST_YEAR) / 2}</span>
        <span>{LAST_YEAR}</span>
      </p>
      <span className="quiet time-line-note">{say(W.today)} ┆</span>
    </div>
  )
}
