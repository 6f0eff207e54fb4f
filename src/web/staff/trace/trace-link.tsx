// One entry of the lists below and above: what it is, its value, and whether it counted.

import { flagWords } from '#web/ui/flag-words.ts'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import type { NodeLink } from './queries.ts'
import { KIND_WORDS, TRACE_WORDS as W } from './words.ts'

export function LinkList({ links }: { links: readonly NodeLink[] }) {
  return (
    <ul className="trace-links">
      {links.map((link, at) => (
        // A list may hold an input twice, and inputs without a page have no reference.
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole, never reordered
        <li key={`${at} ${link.ref}`}>
          <LinkEntry link={link} />
        </li>
      ))}
    </ul>
  )
}

function LinkEntry({ link }: { link: NodeLink }) {
  const [, change] = useSearchPart()
  const { ref } = link
  const className = link.counted === false ? 'trace-entry trace-out' : 'trace-entry'
  if (ref === null) {
    return (
      <div className={className}>
        <LinkText link={link} />
      </div>
    )
  }
  return (
    <button type="button" className={className} onClick={() => change({ trace: ref }, 'push')}>
      <LinkText link={link} />
    </button>
  )
}

function LinkText({ link }: { link: NodeLink }) {
  const say = useSay()
  const isFlagged = link.flag !== null && link.flag !== 'N' && link.flag !== ''
  return (
    <>
      <span className="trace-kind">{say(KIND_WORDS[link.kind])}</span>
      <span className="trace-label">
        {say(link.label)}
        {link.note === null ? null : <span className="quiet trace-note">{say(link.note)}</span>}
      </span>
      <span className="trace-figure">
        {isFlagged ? (
          <span className="flag">
            {link.flag} {say(flagWords(link.flag ?? ''))}{' '}
          </span>
        ) : null}
        {link.value === null ? null : <strong>{link.value}</strong>} {link.unit}
        {link.at === null ? null : (
          <span className="quiet trace-time">
            <Moment at={link.at} />
          </span>
        )}
        {link.counted === false ? <span className="trace-out-mark">{say(W.notCounted)}</span> : null}
      </span>
    </>
  )
}
