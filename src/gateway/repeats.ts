// What strangers repeat is counted and not kept again and again.

/** How long the same thing is only counted. */
const WINDOW_MS = 60_000
const MOST_KEYS = 500

type Entry<T> = { sinceMs: number; count: number; subject: T }

/** Something that was repeated `count` times after it was kept. */
export type Repeated<T> = { count: number; sinceMs: number; subject: T }

/**
 * The first of a kind is to be kept; what is the same within a minute is counted, and told when the minute is over.
 * Past 500 kinds at once everything is kept.
 */
export class Repeats<T> {
  readonly #entries = new Map<string, Entry<T>>()

  /** Whether to keep it. */
  isFirst(key: string, subject: T, nowMs: number): boolean {
    const entry = this.#entries.get(key)
    if (entry && nowMs - entry.sinceMs < WINDOW_MS) {
      entry.count += 1
      return false
    }
    if (!entry && this.#entries.size < MOST_KEYS) this.#entries.set(key, { sinceMs: nowMs, count: 0, subject })
    return true
  }

  /** Takes out what is older than a minute, or everything; gives what was repeated. */
  take(nowMs: number, all = false): Repeated<T>[] {
    const repeated: Repeated<T>[] = []
    for (const [key, entry] of this.#entries) {
      if (!all && nowMs - entry.sinceMs < WINDOW_MS) continue
      this.#entries.delete(key)
      if (entry.count > 0) repeated.push(entry)
    }
    return repeated
  }
}
