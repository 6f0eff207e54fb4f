// How much waits to be written: past a bound nothing more is read, below half of it reading goes on.

/** Frames and bytes that may wait. */
const FULL_FRAMES = 16_000
const FULL_BYTES = 16 * 1024 * 1024

export type BacklogHooks = {
  /** No more may be read until `onDrained`. */
  onFull: () => void
  onDrained: () => void
}

export class Backlog {
  readonly #hooks: BacklogHooks
  #frames = 0
  #bytes = 0
  #isFull = false

  constructor(hooks: BacklogHooks) {
    this.#hooks = hooks
  }

  add(bytes: number): void {
    this.#frames += 1
    this.#bytes += bytes
    if (this.#isFull || (this.#frames <= FULL_FRAMES && this.#bytes <= FULL_BYTES)) return
    this.#isFull = true
    this.#hooks.onFull()
  }

  remove(bytes: number): void {
    this.#frames -= 1
    this.#bytes -= bytes
    if (!this.#isFull || this.#frames > FULL_FRAMES / 2 || this.#bytes > FULL_BYTES / 2) return
    this.#isFull = false
    this.#hooks.onDrained()
  }
}
