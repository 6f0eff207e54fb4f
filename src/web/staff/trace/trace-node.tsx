// One link of the chain: value, particulars, explanation, raw bytes, what lies below and above.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { ExplanationTree } from '#web/ui/explanation-tree.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { SurenessMark } from '#web/ui/sureness-mark.tsx'
import { Inputs } from './inputs.tsx'
import { pageOfRef } from './page-of-ref.ts'
import { type Node, type Only, pagedTraceQuery } from './queries.ts'
import { RawRecord } from './raw-record.tsx'
import { Revisions } from './revisions.tsx'
import { LinkList } from './trace-link.tsx'
import { KIND_WORDS, STATE_WORDS, TRACE_WORDS as W } from './words.ts'

type Props = { traceRef: string; headingId: string }

export function TraceNodeView({ traceRef, headingId }: Props) {
  const say = useSay()
  const [page, setPage] = useState(1)
  const [only, setOnly] = useState<Only>('all')
  const reply = useQuery(pagedTraceQuery(traceRef, page, only))
  const node = reply.data && 'title' in reply.data ? reply.data : undefined
  return (
    <div className="trace-body" aria-busy={reply.isFetching}>
      {node === undefined ? <h2 id={headingId}>{say(W.drawer)}</h2> : <NodeHead node={node} headingId={headingId} />}
      {reply.data === undefined && reply.isPending ? <p className="quiet">{say(W.loading)}</p> : null}
      {reply.isError && node === undefined ? (
        <RefusalNote problem={reply.error} onRetry={() => void reply.refetch()} />
      ) : null}
      {reply.data && 'refused' in reply.data ? <RefusalNote problem={reply.data} /> : null}
      {node === undefined ? null : (
        <>
          <NodeContent node={node} />
          <Inputs
            node={node}
            page={page}
            only={only}
            onPage={setPage}
            onOnly={(next) => {
              setOnly(next)
              setPage(1)
            }}
          />
          {node.records.length === 0 ? null : (
            <section>
              <h3>{say(W.records)}</h3>
              <LinkList links={node.records} />
            </section>
          )}
          <section>
            <h3>{say(W.up)}</h3>
            {node.up.length === 0 ? <p className="quiet">{say(W.noUp)}</p> : <LinkList links={node.up} />}
          </section>
        </>
      )}
    </div>
  )
}

function NodeHead({ node, headingId }: { node: Node; headingId: string }) {
  const say = useSay()
  const heading = useRef<HTMLHeadingElement>(null)
  // Whoever follows a door goes on from the top of what it opened.
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="trace-head">
      <p className="quiet">{say(KIND_WORDS[node.kind])}</p>
      <h2 id={headingId} ref={heading} tabIndex={-1}>
        {say(node.title)}
      </h2>
      <p className="trace-value">
        {node.colour === null ? null : (
          <span className="verdict-swatch" style={{ background: node.colour }} aria-hidden="true" />
        )}
        {node.value === null ? null : <strong>{node.value}</strong>}
        {node.unit === null ? null : <span className="quiet">{node.unit}</span>}
        {node.state === null ? null : (
          <span className={node.state === 'demo' ? 'demo-mark' : 'trace-state'}>{say(STATE_WORDS[node.state])}</span>
        )}
        <SurenessMark sureness={node.sureness} />
        {node.at === null ? null : <Moment at={node.at} />}
      </p>
      <NodeActs traceRef={node.ref} />
    </div>
  )
}

function NodeActs({ traceRef }: { traceRef: string }) {
  const say = useSay()
  const [isCopied, setCopied] = useState(false)
  const page = pageOfRef(traceRef)
  const copy = async () => {
    await navigator.clipboard.writeText(location.href)
    setCopied(true)
  }
  return (
    <p className="trace-acts no-print">
      {page === undefined ? null : (
        // The reference was read at run time, so the router cannot know which of its pages it is.
        <Link {...(page as { to: '/plan' })}>{say(W.openPage)}</Link>
      )}
      {isSecureContext ? (
        <button type="button" className="door-link" onClick={() => void copy()}>
          {say(isCopied ? W.copied : W.copy)}
        </button>
      ) : null}
    </p>
  )
}

function NodeContent({ node }: { node: Node }) {
  const say = useSay()
  return (
    <>
      {node.facts.length === 0 ? null : (
        <dl className="particulars trace-facts">
          {node.facts.map((fact) => (
            <div key={fact.label.en}>
              <dt>{say(fact.label)}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {node.replay === null ? null : <Replay replay={node.replay} />}
      {node.explanation === null ? null : (
        <section>
          <h3>{say(W.explanation)}</h3>
          <ExplanationTree root={node.explanation} />
        </section>
      )}
      {node.raw === null ? null : <RawRecord raw={node.raw} />}
      {node.revisions.length === 0 ? null : <Revisions revisions={node.revisions} />}
    </>
  )
}

const SHORT_HASH = 12

function Replay({ replay }: { replay: NonNullable<Node['replay']> }) {
  const say = useSay()
  return (
    <p
      className={replay.equal ? 'trace-replay' : 'trace-replay trace-replay-differs'}
      title={say(W.replayHint, { stored: replay.storedHash, computed: replay.computedHash })}
    >
      <strong>{say(replay.equal ? W.replayEqual : W.replayDiffers)}</strong>{' '}
      <code>
        {replay.storedHash.slice(0, SHORT_HASH)}
        {replay.equal ? '' : ` ≠ ${replay.computedHash.slice(0, SHORT_HASH)}`}
      </code>
    </p>
  )
}
