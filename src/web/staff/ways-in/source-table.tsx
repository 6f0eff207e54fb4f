// Sources as a table: how each comes in, when it last did, and how that went.
import { Link } from '@tanstack/react-router'
import type { SourceRow } from '#contract/ways-in.ts'
import { groupDigits } from '#web/ui/figures.ts'
import { formatMoment, Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { QuarantineCount } from './quarantine-count.tsx'
import { RunOutcome } from './run-log.tsx'
import { SourceActs } from './source-acts.tsx'
import { SOURCE_STATE_WORDS, WAYS_WORDS as W, WAY_WORDS } from './words.ts'

export function SourceTable({ rows, canWrite }: { rows: readonly SourceRow[]; canWrite: boolean }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.title)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.name)}</th>
            <th scope="col">{say(W.state)}</th>
            <th scope="col">{say(W.lastRun)}</th>
            <th scope="col" className="number">
              {say(W.rowsToday)}
            </th>
            <th scope="col" className="number">
              {say(W.inQuarantine)}
            </th>
            {canWrite ? <th scope="col">{say(W.acts)}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to="/ways-in/$id" params={{ id: String(row.id) }} className="door-link">
                  {row.name}
                </Link>
                <div className="quiet ways-origin">
                  {say(WAY_WORDS[row.way])} {addressOf(row)}
                </div>
              </th>
              <td data-label={say(W.state)}>
                <Standing row={row} />
              </td>
              <td data-label={say(W.lastRun)}>
                {row.lastRun === null ? (
                  <span className="quiet">{say(W.never)}</span>
                ) : (
                  <>
                    <Moment at={row.lastRun.begunAt} seconds /> <RunOutcome run={row.lastRun} />
                  </>
                )}
              </td>
              <td className="number" data-label={say(W.rowsToday)}>
                {groupDigits(row.rowsToday)}
              </td>
              <td className="number" data-label={say(W.inQuarantine)}>
                <QuarantineCount rows={row.inQuarantine} />
              </td>
              {canWrite ? (
                <td data-label={say(W.acts)}>
                  <SourceActs row={row} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function addressOf({ settings }: SourceRow): string {
  if (settings.way === 'mqtt') return settings.topics.join(' ')
  return settings.way === 'pull' ? settings.address : ''
}

function Standing({ row }: { row: SourceRow }) {
  const say = useSay()
  return (
    <>
      {say(SOURCE_STATE_WORDS[row.state])}
      {row.failures > 0 ? <div className="ways-bad">{say(W.failing, { n: row.failures })}</div> : null}
      {row.isBusy ? <div className="quiet">{say(W.busy)}</div> : null}
      {row.nextAt !== null && !row.isBusy && row.state === 'active' ? (
        <div className="quiet">{say(W.next, { time: formatMoment(row.nextAt, Date.now()) })}</div>
      ) : null}
    </>
  )
}
