// The same message twice in one batch: a device that resends in a burst must cost no more than one that does not.
import type { ReadingMessage } from '#platform/intake/batch.ts'

/** Remembers the last message of each key; says which ones only repeat it. */
export class Resends {
  readonly #last = new Map<string, ReadingMessage>()

  /** Whether the message says what the last one of its site, period and kind said; else it is the last one now. */
  isRepeat(message: ReadingMessage): boolean {
    const key = `${message.siteId} ${message.atMs} ${message.kind}`
    const last = this.#last.get(key)
    if (last && isSame(last, message)) return true
    this.#last.set(key, message)
    return false
  }
}

type Column = readonly (number | null)[] | null

function isSame(a: ReadingMessage, b: ReadingMessage): boolean {
  return (
    a.flags === b.flags &&
    isSameColumn(a.factors, b.factors) &&
    isSameColumn(a.values, b.values) &&
    isSameColumn(a.low, b.low) &&
    isSameColumn(a.high, b.high) &&
    isSameColumn(a.total, b.total)
  )
}

function isSameColumn(a: Column, b: Column): boolean {
  if (a === null || b === null) return a === b
  return a.length === b.length && a.every((value, n) => value === b[n])
}
