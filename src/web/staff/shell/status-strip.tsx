// What is still under way, or broken: history being loaded, days waiting to be computed, a lost connection.
import { useQuery } from '@tanstack/react-query'
import { groupDigits } from '#web/ui/figures.ts'
import { formatMoment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { statusQuery } from './queries.ts'
import { SHELL_WORDS as W } from './words.ts'

export function StatusStrip({ brokenAt }: { brokenAt: number | undefined }) {
  const say = useSay()
  const status = useQuery(statusQuery)
  const known = status.data && 'version' in status.data ? status.data : undefined
  return (
    <div className="shell-strip no-print" role="status">
      {brokenAt === undefined ? null : (
        <p className="shell-broken">{say(W.offline, { time: formatMoment(brokenAt, Date.now(), true) })}</p>
      )}
      {known?.gateway.trouble ? (
        <p className="shell-broken">
          {say(W.gatewayTrouble, {
            time: formatMoment(known.gateway.trouble.since, Date.now(), true),
            because: known.gateway.trouble.because,
          })}
        </p>
      ) : null}
      {known?.history ? (
        <p>
          <progress value={known.history.done} max={Math.max(1, known.history.total)} aria-hidden="true" />
          {say(W.history, { done: groupDigits(known.history.done), total: groupDigits(known.history.total) })}
        </p>
      ) : null}
      {known && known.staleDays > 0 ? <p>{say(W.stale, { n: groupDigits(known.staleDays) })}</p> : null}
    </div>
  )
}
