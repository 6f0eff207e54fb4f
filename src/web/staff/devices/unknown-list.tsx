// MNs that speak and are not registered: what they say, why they are refused, and the way to take them in.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import type { UnknownDevice } from '#contract/devices.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { groupDigits } from '#web/ui/figures.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { unknownQuery } from './queries.ts'
import { DEVICE_WORDS as W } from './words.ts'

export function UnknownList() {
  const say = useSay()
  const unknown = useQuery(unknownQuery)
  if (unknown.isError) return <RefusalNote problem={unknown.error} onRetry={() => void unknown.refetch()} />
  if (unknown.data && 'refused' in unknown.data) return <RefusalNote problem={unknown.data} />
  if (unknown.data === undefined) return <Skeleton active aria-label={say(W.loading)} />
  if (unknown.data.rows.length === 0) return <EmptyNote title={say(W.unknownNone)} hint={say(W.unknownNoneHint)} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x devices-table" aria-label={say(W.tabUnknown)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.mn)}</th>
            <th scope="col">{say(W.seen)}</th>
            <th scope="col" className="number">
              {say(W.frames)}
            </th>
            <th scope="col">{say(W.reasons)}</th>
            <th scope="col">{say(W.says)}</th>
            <th scope="col">{say(W.state)}</th>
          </tr>
        </thead>
        <tbody>
          {unknown.data.rows.map((row) => (
            <UnknownLine key={row.mn} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function UnknownLine({ row }: { row: UnknownDevice }) {
  const say = useSay()
  return (
    <tr>
      <td data-label={say(W.mn)}>
        <span>
          <code>{row.mn}</code>
          <br />
          <Link to="/devices/$mn" params={{ mn: row.mn }}>
            {say(W.look)}
          </Link>
        </span>
      </td>
      <td data-label={say(W.seen)}>
        <span>
          <Moment at={row.lastAt} seconds />
          <br />
          <span className="quiet">
            <Moment at={row.firstAt} />
          </span>
        </span>
      </td>
      <td className="number" data-label={say(W.frames)}>
        <span>{groupDigits(row.frames)}</span>
      </td>
      <td data-label={say(W.reasons)}>
        <ul className="frame-findings">
          {row.reasons.map((reason) => (
            <li key={reason.code} className={`finding-${reason.severity}`}>
              {say(reason).replace(/[：:].*$/, '')} × {groupDigits(reason.frames)}
            </li>
          ))}
        </ul>
      </td>
      <td className="unknown-sample" data-label={say(W.says)}>
        <TraceDoor traceRef={row.ref}>
          <code>{row.sample.slice(0, 160)}</code>
        </TraceDoor>
      </td>
      <td data-label={say(W.state)}>
        <span className="device-state">
          <span className={row.connected ? 'device-on' : 'device-off'}>
            {say(row.connected ? W.connected : W.notConnected)}
          </span>
          <span className="quiet">{row.peer}</span>
        </span>
      </td>
    </tr>
  )
}
