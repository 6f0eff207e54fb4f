// A form's draft that outlives a closed drawer or a reloaded page, kept in this browser tab's session.
import { useCallback, useState } from 'react'

/** Reads the draft once and keeps what is set; `undefined` clears it. A draft that cannot be read counts as none. */
export function useDraft<T>(name: string): [T | undefined, (draft: T | undefined) => void] {
  const key = `draft ${name}`
  const [draft, setDraft] = useState(() => readDraft<T>(key))
  const keep = useCallback(
    (next: T | undefined) => {
      setDraft(next)
      if (next === undefined) sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, JSON.stringify(next))
    },
    [key],
  )
  return [draft, keep]
}

function readDraft<T>(key: string): T | undefined {
  const text = sessionStorage.getItem(key)
  if (text === null) return undefined
  try {
    return JSON.parse(text) as T
  } catch {
    return undefined
  }
}
