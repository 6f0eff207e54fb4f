// The stream of live events: opened once, opened again after a break, each event checked before it is believed.
import { LIVE_PATH, type LiveEvent } from '#contract/session.ts'

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000

type Listener = { onEvent: (event: LiveEvent) => void; onState: (connected: boolean) => void }

/** An event of the wire, or undefined for one this page does not know. */
export function parseLiveEvent(text: string): LiveEvent | undefined {
  let event: unknown
  try {
    event = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof event !== 'object' || event === null || !('type' in event)) return undefined
  const known = { readings: 'siteIds', evaluated: 'siteIds', records: 'count', import: 'id', history: 'done' } as const
  const needed = Object.hasOwn(known, String(event.type)) ? known[event.type as keyof typeof known] : undefined
  return needed !== undefined && needed in event ? (event as LiveEvent) : undefined
}

/** Listens until the returned function is called. The browser resumes short breaks itself; a refused stream is tried again here. */
export function openLiveStream({ onEvent, onState }: Listener): () => void {
  let source: EventSource | undefined
  let waitMs = FIRST_WAIT_MS
  let timer: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    const opened = new EventSource(LIVE_PATH)
    source = opened
    opened.onopen = () => {
      waitMs = FIRST_WAIT_MS
      onState(true)
    }
    opened.onmessage = ({ data }: MessageEvent<string>) => {
      const event = parseLiveEvent(data)
      if (event) onEvent(event)
    }
    opened.onerror = () => {
      onState(false)
      if (opened.readyState !== EventSource.CLOSED) return
      timer = setTimeout(open, waitMs)
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
    }
  }
  open()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}
