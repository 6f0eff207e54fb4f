// A target being served: what is under way to it, how far it got, what there is to tell about it.
import type { Database } from '#platform/database.ts'
import { countWaiting } from './backlog.ts'
import type { Answer, PlatformLink } from './platform-link.ts'
import { type Place, Source } from './source.ts'
import {
  type Cursor,
  emptyTally,
  type ForwardTarget,
  type Link,
  type Refused,
  saveProgress,
  saveRefusals,
} from './target.ts'
import { type Entry, Pace, Window } from './window.ts'

const COUNT_MS = 5_000
/** Places kept in memory beside those under way. */
const AHEAD = 100
/** Records are looked for so often, notice or not: the oldest running transaction gives none. */
const LOOK_MS = 500
/** How far it got is written down so often; what was sent since then is sent again after a crash. */
const SAVE_MS = 500

type RunStart = { target: ForwardTarget; cursor: Cursor; token: string; nowMs: number }

/** A target between two changes of its settings: its window, its cursor, its figures. */
export class Run {
  readonly target: ForwardTarget
  /** Why the link is over. */
  fault: string | undefined
  isOurs = true
  /** Frames done on the word of the platform. */
  progress = 0
  readonly #db: Database
  readonly #token: string
  readonly #source: Source
  readonly #window: Window
  readonly #pace: Pace
  /** Places read and not yet behind the cursor; those with a frame stand in the window too. */
  readonly #places: Place[] = []
  readonly #refused: Refused[] = []
  #cursor: Cursor
  #tally = emptyTally()
  #link: Link = 'down'
  #waiting = 0
  #lastSentMs: number | null = null
  #lastAnswerMs: number | null = null
  #savedMs = 0
  #countedMs = 0
  #lookedMs = Number.NEGATIVE_INFINITY

  constructor(db: Database, { target, cursor, token, nowMs }: RunStart) {
    const { windowFrames: frames, answerTimeoutMs, resends } = target
    this.#db = db
    this.target = target
    this.#token = token
    this.#cursor = cursor
    this.#source = new Source(db, target, cursor)
    this.#window = new Window({ frames, answerTimeoutMs, resends })
    this.#pace = new Pace(target.framesPerS, nowMs)
  }

  /** Reads on where the window has room. */
  async refill(nowMs: number): Promise<void> {
    if (this.#window.size > this.target.windowFrames + AHEAD || nowMs - this.#lookedMs < LOOK_MS) return
    const places = await this.#source.read(nowMs)
    if (places.length === 0) this.#lookedMs = nowMs
    for (const place of places) {
      this.#places.push(place)
      if (place.entry) this.#window.add(place.entry)
    }
    this.#moveOn()
  }

  /** Sends what may be sent now; gives how long there is nothing more to send, ms, unless an answer comes. */
  async send(link: PlatformLink, nowMs: number): Promise<number> {
    const { again, refused, isDeaf } = this.#window.overdue(nowMs)
    for (const entry of refused) this.#refuse(entry)
    if (isDeaf) {
      this.fault = `no answer within ${this.target.answerTimeoutMs} ms after ${this.target.resends + 1} sendings`
      return 0
    }
    for (const entry of again) await this.#sendOne(link, entry, nowMs)
    for (let entry = this.#window.next(); entry; entry = this.#window.next()) {
      if (!this.#pace.take(nowMs)) return this.#pace.waitMs()
      await this.#sendOne(link, entry, nowMs)
    }
    this.#moveOn()
    return this.#window.size <= AHEAD && this.#lookedMs === nowMs ? LOOK_MS : this.#window.isUnderWay ? LOOK_MS : 0
  }

  async #sendOne(link: PlatformLink, entry: Entry, nowMs: number): Promise<void> {
    if (entry.sendings > 0) this.#tally.resent += 1
    else this.#tally.sent += 1
    this.#lastSentMs = nowMs
    this.#window.sent(entry, nowMs)
    if (!entry.wantsAnswer) this.progress += 1
    if (!link.send(entry.frame)) await link.drained()
  }

  hear({ qn, mn, isData }: Answer, nowMs: number): void {
    if (!isData || !this.#window.answered(qn, mn)) return
    this.#lastAnswerMs = nowMs
    this.#tally.answered += 1
    this.progress += 1
  }

  broken(): void {
    const refused = this.#window.broken()
    if (refused) this.#refuse(refused)
  }

  #refuse({ recordId }: Entry): void {
    this.#tally.refused += 1
    this.#refused.push({ recordId, reason: 'unanswered', detail: this.fault ?? 'no answer while others were answered' })
  }

  /** The cursor moves over everything that is done, in order. */
  #moveOn(): void {
    this.#window.takeDone()
    let count = 0
    for (const { cursor, entry, refused } of this.#places) {
      if (entry && entry.state !== 'done') break
      if (refused) {
        this.#refused.push(refused)
        this.#tally.refused += 1
      } else if (!entry) this.#tally.passed += 1
      this.#cursor = cursor
      count += 1
    }
    this.#places.splice(0, count)
  }

  /** Writes down how far it got, and counts what waits, each in its time. */
  async tend(nowMs: number): Promise<void> {
    this.#moveOn()
    if (nowMs - this.#countedMs >= COUNT_MS) {
      this.#countedMs = nowMs
      this.#waiting = await countWaiting(this.#db, this.target.id, this.#cursor)
    }
    if (nowMs - this.#savedMs < SAVE_MS) return
    this.#savedMs = nowMs
    await this.save()
  }

  async show(link: Link): Promise<void> {
    this.#link = link
    await this.save()
  }

  async save(): Promise<void> {
    if (!this.isOurs) return
    const tally = this.#tally
    this.#tally = emptyTally()
    await saveRefusals(this.#db, this.target.id, this.#refused.splice(0))
    const version = await saveProgress(this.#db, {
      id: this.target.id,
      token: this.#token,
      cursor: this.#cursor,
      tally,
      link: this.#link,
      waiting: this.#waiting,
      lastSentMs: this.#lastSentMs,
      lastAnswerMs: this.#lastAnswerMs,
    })
    this.isOurs = version === this.target.version
  }
}
