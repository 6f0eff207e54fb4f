// The trace drawer: from any number to what it rests on and to what rests on it. The address holds what is open.
import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useRef, useState } from 'react'
import { useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { kindOfRef } from './page-of-ref.ts'
import { traceQuery } from './queries.ts'
import './trace.css'
import { TraceNodeView } from './trace-node.tsx'
import { follow, startTrail, type Trail } from './trail.ts'
import { KIND_WORDS, TRACE_WORDS as W } from './words.ts'

const HEADING_ID = 'trace-heading'

export function TraceDrawer({ traceRef }: { traceRef: string }) {
  const say = useSay()
  const [, change] = useSearchPart()
  const dialog = useRef<HTMLDialogElement>(null)
  const trail = useTrail(traceRef)
  // A modal dialog keeps the focus inside and gives it back to the door it was opened by.
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  const close = () => change({ trace: undefined }, 'push')
  const go = (at: number) => {
    const ref = trail.refs[at]
    if (ref !== undefined) change({ trace: ref }, 'push')
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLSelectElement || event.altKey) return
    if (event.key === 'ArrowLeft') go(trail.at - 1)
    else if (event.key === 'ArrowRight') go(trail.at + 1)
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moveFocus(event, dialog.current)
  }
  return (
    // Esc closes it by keyboard; the click is for the backdrop alone.
    <dialog
      ref={dialog}
      className="trace"
      aria-labelledby={HEADING_ID}
      onKeyDown={onKey}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      onClick={(event: MouseEvent) => (event.target === dialog.current ? close() : undefined)}
    >
      <div className="trace-inside">
        <header className="trace-bar no-print">
          <button type="button" aria-label={say(W.back)} disabled={trail.at === 0} onClick={() => go(trail.at - 1)}>
            ←
          </button>
          <button
            type="button"
            aria-label={say(W.forward)}
            disabled={trail.at >= trail.refs.length - 1}
            onClick={() => go(trail.at + 1)}
          >
            →
          </button>
          <TrailLine trail={trail} onGo={go} />
          <button type="button" aria-label={say(W.close)} onClick={close}>
            ✕
          </button>
        </header>
        <TraceNodeView key={traceRef} traceRef={traceRef} headingId={HEADING_ID} />
        <p className="trace-keys no-print">{say(W.keys)}</p>
      </div>
    </dialog>
  )
}

function useTrail(ref: string): Trail {
  const [trail, setTrail] = useState(() => startTrail(ref))
  const next = follow(trail, ref)
  if (next !== trail) setTrail(next)
  return next
}

/** Arrows go from entry to entry, past the text between them. */
function moveFocus(event: KeyboardEvent, within: HTMLElement | null): void {
  const entries = [...(within?.querySelectorAll<HTMLElement>('.trace-entry') ?? [])]
  if (entries.length === 0) return
  const at = entries.indexOf(document.activeElement as HTMLElement)
  const step = event.key === 'ArrowDown' ? 1 : -1
  const next = at < 0 ? (step > 0 ? 0 : entries.length - 1) : at + step
  entries[next]?.focus()
  if (entries[next]) event.preventDefault()
}

function TrailLine({ trail, onGo }: { trail: Trail; onGo: (at: number) => void }) {
  const say = useSay()
  const client = useQueryClient()
  const nameOf = (ref: string): string => {
    const node = client.getQueryData(traceQuery(ref, 1, 'all').queryKey)
    if (node && 'title' in node) return say(node.title)
    const kind = kindOfRef(ref)
    return Object.hasOwn(KIND_WORDS, kind) ? say(KIND_WORDS[kind as keyof typeof KIND_WORDS]) : ref
  }
  return (
    <nav aria-label={say(W.trail)} className="trace-trail">
      <ol>
        {trail.refs.map((ref, at) => (
          <li key={ref}>
            <button type="button" aria-current={at === trail.at ? 'step' : undefined} onClick={() => onGo(at)}>
              {nameOf(ref)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
