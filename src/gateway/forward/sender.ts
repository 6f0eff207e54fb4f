// One target served: connects, sends in order, hears answers, sends again, backs off, and writes down how far it got.
import { randomUUID } from 'node:crypto'
import type { Database } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import { openLink, type PlatformLink } from './platform-link.ts'
import { Run } from './run.ts'
import { type Cursor, claimTarget, type ForwardTarget, releaseTarget, saveFault } from './target.ts'

export type SenderOptions = { db: Database; log: Log; id: number; now: () => number }

const TEND_MS = 500
/** Another forwarder may hold the target. */
const CLAIM_AGAIN_MS = 5_000
const BACK_OFF_FIRST_MS = 500
const BACK_OFF_MOST_MS = 60_000

/** Serves a target as long as it is active and nobody else serves it. */
export class Sender {
  readonly #options: SenderOptions
  readonly #token = randomUUID()
  #isStopped = false
  /** Somebody called while it was at work. */
  #isWoken = false
  #endSleep: (() => void) | undefined
  readonly #running: Promise<void>

  constructor(options: SenderOptions) {
    this.#options = options
    this.#running = this.#run()
  }

  /** There may be more to send, or other settings. */
  wake(): void {
    this.#isWoken = true
    this.#endSleep?.()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.wake()
    await this.#running
  }

  async #run(): Promise<void> {
    const { db, log, id } = this.#options
    while (!this.#isStopped) {
      try {
        const claimed = await claimTarget(db, id, this.#token)
        if (claimed) await this.#serve(claimed.target, claimed.cursor)
        else await this.#sleep(CLAIM_AGAIN_MS)
      } catch (error) {
        log.warn(`forwarding target ${id} waits for the store`, error)
        await this.#sleep(CLAIM_AGAIN_MS)
      }
    }
    await releaseTarget(db, id, this.#token).catch(() => undefined)
  }

  /** Until it is stopped, changed or taken away; the cursor as written down is where the next one begins. */
  async #serve(target: ForwardTarget, cursor: Cursor): Promise<void> {
    const { db, now } = this.#options
    const run = new Run(db, { target, cursor, token: this.#token, nowMs: now() })
    let backOffMs = BACK_OFF_FIRST_MS
    while (!this.#isStopped && run.isOurs) {
      const hadAnswers = run.progress
      const link = await this.#connect(run)
      if (link) await this.#pump(run, link)
      if (run.fault !== undefined) await saveFault(db, target.id, run.fault)
      backOffMs = run.progress > hadAnswers ? BACK_OFF_FIRST_MS : Math.min(backOffMs * 2, BACK_OFF_MOST_MS)
      await this.#waitOut(run, backOffMs)
    }
    await run.save()
  }

  async #connect(run: Run): Promise<PlatformLink | undefined> {
    run.fault = undefined
    await run.show('connecting')
    try {
      const link = await openLink(run.target, {
        onAnswer: (answer) => {
          run.hear(answer, this.#options.now())
          this.wake()
        },
        onEnd: (because) => {
          run.fault ??= because
          this.wake()
        },
      })
      await run.show('up')
      return link
    } catch (error) {
      run.fault = error instanceof Error ? error.message : String(error)
      return undefined
    }
  }

  /** Sends and hears until the link ends, or it must. */
  async #pump(run: Run, link: PlatformLink): Promise<void> {
    while (!this.#isStopped && run.isOurs && run.fault === undefined) {
      const nowMs = this.#options.now()
      await run.refill(nowMs)
      const waitMs = await run.send(link, nowMs)
      await run.tend(nowMs)
      if (run.fault === undefined) await this.#sleep(waitMs)
    }
    link.close()
    run.broken()
  }

  /** Waits with the lease kept alive. */
  async #waitOut(run: Run, ms: number): Promise<void> {
    if (this.#isStopped || !run.isOurs) return
    await run.show('waiting')
    const until = this.#options.now() + ms
    while (!this.#isStopped && run.isOurs && this.#options.now() < until) {
      // A notice of new records is no reason to try a dead platform sooner.
      await new Promise((resume) => setTimeout(resume, Math.min(TEND_MS, until - this.#options.now())))
      await run.tend(this.#options.now())
    }
  }

  async #sleep(ms: number): Promise<void> {
    if (!this.#isStopped && !this.#isWoken) {
      await new Promise<void>((resume) => {
        const timer = setTimeout(resume, ms)
        this.#endSleep = () => {
          clearTimeout(timer)
          resume()
        }
      })
    }
    this.#endSleep = undefined
    this.#isWoken = false
  }
}
