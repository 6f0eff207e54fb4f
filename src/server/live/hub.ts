// The database's notices as live events for every page that is open: heard once, told to all.
import { LiveEvent } from '#contract/session.ts'
import type { Database } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import { gatherEvents } from './gather.ts'

/** Notice channel → type of the event its payload is. */
const CHANNELS = {
  readings: 'readings',
  evaluated: 'evaluated',
  records: 'records',
  import_progress: 'import',
  history_progress: 'history',
} as const satisfies Record<string, LiveEvent['type']>

/** What a page must believe after a break: anything may have changed. */
const ANYTHING: readonly LiveEvent[] = [
  { type: 'readings', siteIds: [] },
  { type: 'evaluated', siteIds: [] },
  { type: 'records', count: 0 },
]

export type Hub = {
  /** Tells events from now on, after what is under way; `missed` also tells that anything may have changed. */
  subscribe(tell: (event: LiveEvent) => void, missed: boolean): () => void
  /** Progress of the demo history as told last, while it is under way. */
  history(): { done: number; total: number } | null
  stop(): Promise<void>
}

export async function startHub(db: Database, log: Log): Promise<Hub> {
  const listeners = new Set<(event: LiveEvent) => void>()
  /** Progress that is not at its end, by what it is of. */
  const underWay = new Map<string, LiveEvent>()
  const gathered = gatherEvents((event) => {
    for (const tell of listeners) tell(event)
  })

  function hear(type: LiveEvent['type'], payload: string): void {
    const event = parseNotice(type, payload)
    if (!event) {
      log.warn(`a notice of ${type} cannot be read: ${payload.slice(0, 200)}`)
      return
    }
    if (event.type === 'import') keep(`import ${event.id}`, event, event.state === 'running')
    if (event.type === 'history') keep('history', event, event.done < event.total)
    gathered.add(event)
  }

  function keep(key: string, event: LiveEvent, isUnderWay: boolean): void {
    if (isUnderWay) underWay.set(key, event)
    else underWay.delete(key)
  }

  // What was sent while the connection was down is lost.
  const missed = (): void => {
    for (const event of ANYTHING) gathered.add(event)
  }
  const heard = await Promise.all(
    Object.entries(CHANNELS).map(([channel, type]) => db.listen(channel, (payload) => hear(type, payload), missed)),
  )
  return {
    subscribe(tell, hasMissed) {
      for (const event of hasMissed ? ANYTHING : []) tell(event)
      for (const event of underWay.values()) tell(event)
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    history() {
      const event = underWay.get('history')
      return event?.type === 'history' ? { done: event.done, total: event.total } : null
    },
    async stop() {
      gathered.stop()
      listeners.clear()
      await Promise.all(heard.map((listener) => listener.stop()))
    },
  }
}

function parseNotice(type: LiveEvent['type'], payload: string): LiveEvent | undefined {
  try {
    return LiveEvent.parse({ ...JSON.parse(payload), type })
  } catch {
    return undefined
  }
}
