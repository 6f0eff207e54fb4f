// A command under way in memory: its exchange, its place in the store, and the frames that are kept of it.
import type { Exchange } from '#hj212/exchange.ts'
import type { QueuedCommand } from './command-rows.ts'

export type OpenCommand = {
  command: QueuedCommand
  exchange: Exchange
  frame: Uint8Array
  /** Number of the last frame kept. */
  n: number
  answer: Record<string, string>
  /** Frames counted since the row was written. */
  unwritten: boolean
}

/** Data frames stand in the raw records as well; of a long history the first ones are enough. */
const MOST_KEPT = 50

/** Number for a frame that is to be kept, undefined where enough are. */
export function nextFrameNumber(open: OpenCommand, isData: boolean): number | undefined {
  if (isData && open.n >= MOST_KEPT) return undefined
  open.n += 1
  return open.n
}

/** YYYYMMDDhhmmsszzz in Beijing time. */
export const qnText = (atMs: number): string =>
  new Date(atMs + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 17)

/** Request codes given out here: one exchange of a device has one, and later ones must not be equal to it. */
export class QnSource {
  #lastMs = 0

  /** As `qnText`, rising. @source HJ 212—2017 表 3 */
  next(nowMs: number): string {
    this.#lastMs = Math.max(nowMs, this.#lastMs + 1)
    return qnText(this.#lastMs)
  }
}
