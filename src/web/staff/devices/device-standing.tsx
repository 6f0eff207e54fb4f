// How a device stands: its score with each deduction named, and its connections.
import type { Conformance } from '#contract/devices.ts'
import { groupDigits } from '#web/ui/figures.ts'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import type { DeviceDetail } from './queries.ts'
import { SESSION_END_WORDS, DEVICE_WORDS as W } from './words.ts'

export function ConformanceBox({ conformance }: { conformance: Conformance }) {
  const say = useSay()
  const { score, frames, deductions } = conformance
  const title = score === null ? say(W.scoreNone) : say(W.scoreOf, { n: groupDigits(frames), score: score.toFixed(1) })
  return (
    <details className="device-box">
      <summary>
        <strong>{say(W.score)}</strong> {title}
      </summary>
      {deductions.length === 0 ? (
        <p className="quiet">{score === null ? '' : say(W.scorePerfect)}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say(W.rule)}</th>
              <th scope="col" className="number">
                {say(W.share)}
              </th>
              <th scope="col" className="number">
                {say(W.points)}
              </th>
            </tr>
          </thead>
          <tbody>
            {deductions.map((one) => (
              <tr key={one.rule}>
                <td>
                  {say(one)}
                  <div className="quiet">
                    {one.clause} · {one.codes.join(', ')}
                  </div>
                </td>
                <td className="number">{groupDigits(one.frames)}</td>
                <td className="number">−{one.points.toFixed(1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="quiet">{say(W.scoreNote)}</p>
    </details>
  )
}

export function SessionsBox({ sessions }: { sessions: DeviceDetail['sessions'] }) {
  const say = useSay()
  return (
    <details className="device-box">
      <summary>
        <strong>{say(W.sessions)}</strong> {sessions.length}
      </summary>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say(W.peer)}</th>
            <th scope="col">{say(W.since)}</th>
            <th scope="col">{say(W.until)}</th>
            <th scope="col" className="number">
              {say(W.framesHeard)}
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={`${session.peer} ${session.connectedAt}`}>
              <td>
                {session.peer}
                {session.rival ? <span className="device-alarm"> {say(W.rival)}</span> : null}
              </td>
              <td>
                <Moment at={session.connectedAt} seconds />
              </td>
              <td>
                {session.closedAt === null ? (
                  <span className="device-on">{say(W.connected)}</span>
                ) : (
                  <>
                    <Moment at={session.closedAt} seconds />{' '}
                    <span className="quiet">{say(SESSION_END_WORDS[session.closedWhy ?? ''] ?? W.why)}</span>
                  </>
                )}
              </td>
              <td className="number">{groupDigits(session.frames)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
