// Every version a value ever had, with reason and author; the newest is the one in force.
import { useState } from 'react'
import { Moment } from '#web/ui/moment.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import type { Node } from './queries.ts'
import { REASON_WORDS, TRACE_WORDS as W } from './words.ts'

/** From this instant on a version counts as not ended. */
/** A value that is computed again with every late hour has many versions; the newest tell most. */
const FIRST_SHOWN = 5
const END_OF_TIME = Date.UTC(9000, 0, 1)

export function Revisions({ revisions }: { revisions: Node['revisions'] }) {
  const say = useSay()
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? revisions : revisions.slice(0, FIRST_SHOWN)
  return (
    <section>
      <h3>{say(W.revisions)}</h3>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col" className="number">
                {say(W.value)}
              </th>
              <th scope="col">{say(W.knownFrom)}</th>
              <th scope="col">{say(W.knownUntil)}</th>
              <th scope="col">{say(W.reason)}</th>
              <th scope="col">{say(W.author)}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((revision) => (
              <tr key={revision.knownFrom}>
                <td className="number">
                  {revision.value ?? '—'}
                  {revision.flag === null || revision.flag === 'N' ? '' : ` ${revision.flag}`}
                </td>
                <td>
                  <Moment at={revision.knownFrom} seconds />
                </td>
                <td>
                  {revision.knownUntil >= END_OF_TIME ? say(W.current) : <Moment at={revision.knownUntil} seconds />}
                </td>
                <td>{reasonText(revision.reason, say)}</td>
                <td>{revision.author}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length === revisions.length ? null : (
        <button type="button" className="door-link" onClick={() => setShowsAll(true)}>
          {say(W.allRevisions, { n: revisions.length })}
        </button>
      )}
    </section>
  )
}

/** A reason of the product's own in words; what a person or an import gave as reason stands as it is. */
function reasonText(reason: string, say: Say): string {
  const words = REASON_WORDS[reason]
  return words === undefined ? reason : say(words)
}
