// The bytes as they arrived, with the value's characters marked, what was decoded from them and what was found.
import { useState } from 'react'
import { MarkedText } from '#web/ui/marked-text.tsx'
import { useSay } from '#web/ui/say.ts'
import { DecodedTree } from './decoded-tree.tsx'
import type { Node } from './queries.ts'
import { TRACE_WORDS as W } from './words.ts'

type Raw = NonNullable<Node['raw']>

export function RawRecord({ raw }: { raw: Raw }) {
  const say = useSay()
  const [showsHex, setShowsHex] = useState(false)
  return (
    <section>
      <div className="trace-inputs-bar">
        <h3>{say(W.raw)}</h3>
        <button type="button" className="door-link" onClick={() => setShowsHex(!showsHex)}>
          {say(showsHex ? W.asText : W.asHex)}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre className="raw" tabIndex={0}>
        {showsHex ? formatHex(raw.hex) : <MarkedText text={raw.text} ranges={raw.highlight} />}
      </pre>
      {raw.highlight.length > 0 && !showsHex ? <p className="quiet">{say(W.highlighted)}</p> : null}
      <h4>{say(W.findings)}</h4>
      {raw.findings.length === 0 ? (
        <p className="quiet">{say(W.noFindings)}</p>
      ) : (
        <ul className="raw-findings">
          {raw.findings.map((finding) => (
            <li key={finding.code} className={`finding-${finding.severity}`}>
              {say(finding)} <code>{finding.code}</code>
            </li>
          ))}
        </ul>
      )}
      {raw.decoded === null || raw.decoded === undefined ? null : (
        <>
          <h4>{say(W.decoded)}</h4>
          <DecodedTree value={raw.decoded} />
        </>
      )}
    </section>
  )
}

const BYTES_A_LINE = 16

/** Bytes in pairs, sixteen a line, with the offset before each line. */
export function formatHex(hex: string): string {
  const bytes = hex.replace(/\s+/g, '').match(/../g) ?? []
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += BYTES_A_LINE) {
    lines.push(`${at.toString(16).padStart(4, '0')}  ${bytes.slice(at, at + BYTES_A_LINE).join(' ')}`)
  }
  return lines.join('\n')
}
