// The search part of the address as a plain record, and a way to change some of it.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

export type SearchRecord = Readonly<Record<string, unknown>>

/** Current search part, and `change(part)` that merges into it; `undefined` takes a name away. */
export function useSearchPart(): [SearchRecord, (part: SearchRecord, how?: 'push' | 'replace') => void] {
  const search = useSearch({ strict: false }) as SearchRecord
  const navigate = useNavigate()
  const change = useCallback(
    (part: SearchRecord, how: 'push' | 'replace' = 'replace') => {
      void navigate({
        to: '.',
        search: ((before: SearchRecord) => ({ ...before, ...part })) as never,
        replace: how === 'replace',
        resetScroll: false,
      })
    },
    [navigate],
  )
  return [search, change]
}
