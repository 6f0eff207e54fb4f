// Work on the store in the order it was asked for, one line for each device; what fails is tried again a few times.
import type { Log } from '#platform/log.ts'

const TRIES = 6
const FIRST_WAIT_MS = 200

export class Turns {
  readonly #log: Log
  readonly #lines = new Map<string, Promise<void>>()
  #isStopping = false

  constructor(log: Log) {
    this.#log = log
  }

  take(line: string, work: () => Promise<unknown>): void {
    const turn = (this.#lines.get(line) ?? Promise.resolve()).then(() => this.#run(work))
    this.#lines.set(line, turn)
    void turn.then(() => {
      if (this.#lines.get(line) === turn) this.#lines.delete(line)
    })
  }

  /** What was asked for is tried once more and then given up. */
  async stop(): Promise<void> {
    this.#isStopping = true
    await Promise.all(this.#lines.values())
  }

  async #run(work: () => Promise<unknown>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await work()
        return
      } catch (error) {
        if (tries === TRIES || this.#isStopping) {
          this.#log.error('a command could not be written down', error)
          return
        }
        await new Promise((resume) => setTimeout(resume, FIRST_WAIT_MS * 2 ** tries))
      }
    }
  }
}
