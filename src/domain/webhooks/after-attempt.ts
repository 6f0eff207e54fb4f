// What follows an attempt to deliver a message: done, again later, dead, or the webhook stopped.

/** How an attempt ended: an answer with its status, or none with the reason. */
export type Attempt = { status: number; retryAfterS?: number | undefined } | { failure: string }

export type Following = { do: 'deliver' } | { do: 'wait'; delayMs: number } | { do: 'bury'; stop: boolean }

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS

/** Delays after the first, second … failed attempt; a message is tried once more than there are delays. */
export const DELAYS_MS: readonly number[] = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  60 * MINUTE_MS,
  120 * MINUTE_MS,
]
/** So many messages dead one after the other stop the webhook. */
export const MOST_DEAD_IN_A_ROW = 3
/** A receiver may ask for no longer a pause than this. */
const LONGEST_PAUSE_MS = 60 * MINUTE_MS
/** The receiver says that it is gone for good. */
const GONE = 410

export const isTaken = (attempt: Attempt): boolean =>
  'status' in attempt && attempt.status >= 200 && attempt.status < 300

/**
 * `attempts` counts this one; `deadInARow` the messages that died just before. A redirect is no taking: what is meant
 * for one address is not sent to another.
 */
export function followingOf(
  attempt: Attempt,
  before: { attempts: number; deadInARow: number },
  delaysMs: readonly number[] = DELAYS_MS,
): Following {
  if (isTaken(attempt)) return { do: 'deliver' }
  if ('status' in attempt && attempt.status === GONE) return { do: 'bury', stop: true }
  const delayMs = delaysMs[before.attempts - 1]
  if (delayMs === undefined) return { do: 'bury', stop: before.deadInARow + 1 >= MOST_DEAD_IN_A_ROW }
  const askedMs = 'status' in attempt ? Math.min((attempt.retryAfterS ?? 0) * SECOND_MS, LONGEST_PAUSE_MS) : 0
  return { do: 'wait', delayMs: Math.max(delayMs, askedMs) }
}
