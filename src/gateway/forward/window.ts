// What is under way to one platform: in order, so many at once, each until it is answered, sent again or given up.

/** One frame to be sent; `done`: nothing more is to be done for this place in the order. */
export type Entry = {
  recordId: number
  frame: Uint8Array
  qn: string | null
  mn: string | null
  wantsAnswer: boolean
  state: 'waiting' | 'under-way' | 'done'
  /** Sent so often on this connection. */
  sendings: number
  sentMs: number
  /** Answers heard on this connection before its first sending. */
  answersBefore: number
  /** Times it was given up: no answer to any of its sendings, or the link broke on it. */
  failures: number
}

export type WindowOptions = { frames: number; answerTimeoutMs: number; resends: number }

/** A frame that failed so often waits until the platform has answered another: it may be the frame that it cannot stand. */
const SUSPECT_AFTER = 3

export class Window {
  readonly #options: WindowOptions
  readonly #entries: Entry[] = []
  #answers = 0

  constructor(options: WindowOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#entries.length
  }

  get isUnderWay(): boolean {
    return this.#entries.some(({ state }) => state === 'under-way')
  }

  add(entry: Entry): void {
    this.#entries.push(entry)
  }

  /** Takes the entries off the front that are done; the cursor moves by so many. */
  takeDone(): Entry[] {
    const open = this.#entries.findIndex(({ state }) => state !== 'done')
    return this.#entries.splice(0, open < 0 ? this.#entries.length : open)
  }

  /** The next frame to be sent on this connection; undefined where as many are under way as may be. */
  next(): Entry | undefined {
    const underWay = this.#entries.reduce((sum, { state }) => (state === 'under-way' ? sum + 1 : sum), 0)
    // Beside a suspect another must be sent, or nobody would ever know which of the two is ill.
    const hasSuspect = this.#entries.some((entry) => entry.state !== 'done' && isSuspect(entry))
    if (underWay >= Math.max(this.#options.frames, hasSuspect ? 2 : 1)) return undefined
    // Where nothing but suspects is left, the first of them is as good as any.
    const mayAll = this.#answers > 0 || !this.#entries.some((entry) => entry.state !== 'done' && !isSuspect(entry))
    return this.#entries.find((entry) => entry.state === 'waiting' && (mayAll || !isSuspect(entry)))
  }

  sent(entry: Entry, nowMs: number): void {
    if (entry.sendings === 0) entry.answersBefore = this.#answers
    entry.sendings += 1
    entry.sentMs = nowMs
    entry.state = entry.wantsAnswer ? 'under-way' : 'done'
  }

  /** Gives the entry that is answered; undefined for an answer to nothing that is under way, such as a second one. */
  answered(qn: string | null, mn: string | null): Entry | undefined {
    const found = this.#entries.find(
      (entry) =>
        entry.state === 'under-way' && entry.qn === qn && (mn === null || entry.mn === null || entry.mn === mn),
    )
    if (!found) return undefined
    found.state = 'done'
    this.#answers += 1
    return found
  }

  /**
   * What the clock asks for: entries to be sent again, and entries refused, which are done. `isDeaf`: the platform
   * answers nothing at all any more.
   */
  overdue(nowMs: number): { again: Entry[]; refused: Entry[]; isDeaf: boolean } {
    const again: Entry[] = []
    const refused: Entry[] = []
    let isDeaf = false
    for (const entry of this.#entries) {
      if (entry.state !== 'under-way' || nowMs - entry.sentMs < this.#options.answerTimeoutMs) continue
      if (entry.sendings <= this.#options.resends) again.push(entry)
      // Who answers nothing any more has not refused this one.
      else if (this.#answers === entry.answersBefore) isDeaf = true
      else if (this.#giveUp(entry)) refused.push(entry)
    }
    return { again, refused, isDeaf }
  }

  /** The link is gone: what was under way waits again. Gives the frame it broke on where that is now refused. */
  broken(): Entry | undefined {
    const first = this.#entries.find(({ state }) => state === 'under-way')
    const isRefused = first !== undefined && this.#giveUp(first)
    for (const entry of this.#entries) {
      if (entry.state === 'under-way') entry.state = 'waiting'
      entry.sendings = 0
    }
    this.#answers = 0
    return isRefused ? first : undefined
  }

  /** Refused is a frame that fails again and again while others are answered; true: it is refused and so done. */
  #giveUp(entry: Entry): boolean {
    entry.failures += 1
    entry.state = 'waiting'
    entry.sendings = 0
    if (!isSuspect(entry) || this.#answers === 0) return false
    entry.state = 'done'
    return true
  }
}

const isSuspect = ({ failures }: Entry): boolean => failures >= SUSPECT_AFTER

/** Lets through so many a second, a tenth of a second's worth at once. */
export class Pace {
  readonly #perMs: number
  readonly #most: number
  #left: number
  #atMs: number

  constructor(perS: number, nowMs: number) {
    this.#perMs = perS / 1000
    this.#most = Math.max(1, perS / 10)
    this.#left = this.#most
    this.#atMs = nowMs
  }

  /** Takes one where there is one. */
  take(nowMs: number): boolean {
    this.#left = Math.min(this.#most, this.#left + (nowMs - this.#atMs) * this.#perMs)
    this.#atMs = nowMs
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }

  /** Until there is one, ms. */
  waitMs(): number {
    return Math.max(0, Math.ceil((1 - this.#left) / this.#perMs))
  }
}
