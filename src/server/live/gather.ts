// Bursts of live events as few: the first goes at once, what follows within the pause is merged into one.
import type { LiveEvent } from '#contract/session.ts'

/** At most two a second of a type. */
const PAUSE_MS = 500
/** Past this many sites none is named, which means that any may have changed. */
const MOST_SITES_NAMED = 500

/** One event that tells what both tell; of progress the later says all. */
export function mergeEvents(before: LiveEvent, after: LiveEvent): LiveEvent {
  if (after.type === 'records' && before.type === 'records') return { ...after, count: before.count + after.count }
  if (!('siteIds' in after) || !('siteIds' in before)) return after
  const isAny = before.siteIds.length === 0 || after.siteIds.length === 0
  const siteIds = isAny ? [] : [...new Set([...before.siteIds, ...after.siteIds])]
  return { ...after, siteIds: siteIds.length > MOST_SITES_NAMED ? [] : siteIds }
}

const keyOf = (event: LiveEvent): string => (event.type === 'import' ? `import ${event.id}` : event.type)

export type Gatherer = { add(event: LiveEvent): void; stop(): void }

/** Hands events on; the last state always arrives, at the latest one pause later. */
export function gatherEvents(send: (event: LiveEvent) => void, pauseMs = PAUSE_MS): Gatherer {
  const paused = new Map<string, { timer: NodeJS.Timeout; waiting: LiveEvent | undefined }>()

  function sendNow(key: string, event: LiveEvent): void {
    paused.set(key, { timer: setTimeout(() => resume(key), pauseMs), waiting: undefined })
    send(event)
  }

  function resume(key: string): void {
    const waiting = paused.get(key)?.waiting
    paused.delete(key)
    if (waiting) sendNow(key, waiting)
  }

  return {
    add(event) {
      const key = keyOf(event)
      const pause = paused.get(key)
      if (pause) pause.waiting = pause.waiting ? mergeEvents(pause.waiting, event) : event
      else sendNow(key, event)
    },
    stop() {
      for (const { timer } of paused.values()) clearTimeout(timer)
      paused.clear()
    },
  }
}
