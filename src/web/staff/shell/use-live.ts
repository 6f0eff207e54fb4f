// Keeps the pages up to date: live events mark what they touch as old, gathered so that a busy stream asks rarely.
import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { LiveEvent } from '#contract/session.ts'
import { openLiveStream } from './live-stream.ts'

const GATHER_MS = 2000
/** A break shorter than this is not worth a notice. */
const PATIENCE_MS = 4000

const touchedBy = (event: LiveEvent): QueryKey[] => {
  switch (event.type) {
    case 'readings':
      return [['sites']]
    case 'evaluated':
      return [['sites'], ['indicators'], ['status']]
    case 'records':
      return [['records']]
    case 'import':
      return event.state === 'running' ? [['imports']] : [['imports'], ['sites'], ['status']]
    case 'history':
      return [['status']]
  }
}

function gatherInto(client: QueryClient) {
  const waiting = new Map<string, QueryKey>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    // A page nobody looks at waits; it is asked for when it is seen again.
    if (document.hidden) return
    for (const queryKey of waiting.values()) void client.invalidateQueries({ queryKey })
    waiting.clear()
  }
  return {
    add(event: LiveEvent) {
      for (const key of touchedBy(event)) waiting.set(JSON.stringify(key), key)
      timer ??= setTimeout(flush, GATHER_MS)
    },
    flush,
    stop: () => clearTimeout(timer),
  }
}

/** Since when the connection has been broken, ms; undefined while it stands. */
export function useLive(): number | undefined {
  const client = useQueryClient()
  const [brokenAt, setBrokenAt] = useState<number>()
  useEffect(() => {
    const gathered = gatherInto(client)
    let patience: ReturnType<typeof setTimeout> | undefined
    const close = openLiveStream({
      onEvent: gathered.add,
      onState: (connected) => {
        if (connected) {
          clearTimeout(patience)
          patience = undefined
          setBrokenAt(undefined)
          return
        }
        const now = Date.now()
        patience ??= setTimeout(() => setBrokenAt(now), PATIENCE_MS)
      },
    })
    document.addEventListener('visibilitychange', gathered.flush)
    return () => {
      close()
      clearTimeout(patience)
      gathered.stop()
      document.removeEventListener('visibilitychange', gathered.flush)
    }
  }, [client])
  return brokenAt
}
