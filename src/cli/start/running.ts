// What runs and must be stopped, newest first; also while the rest is still being started.

/** Thrown between two steps of a start that is to stop. */
export class StartStopped extends Error {}

export class Running {
  readonly #stops: (() => Promise<unknown>)[] = []
  readonly #asked = Promise.withResolvers<undefined>()
  #stopping: Promise<void> | undefined

  /** Resolves as soon as the stop is asked for. */
  readonly stopped = this.#asked.promise

  get isStopping(): boolean {
    return this.#stopping !== undefined
  }

  /** What comes after the stop was asked for is stopped at once. */
  async add(stop: () => Promise<unknown>): Promise<void> {
    if (this.#stopping) {
      await stop()
      throw new StartStopped()
    }
    this.#stops.unshift(stop)
  }

  /** Each one after the other; one that fails keeps none from being stopped. */
  stop(): Promise<void> {
    this.#asked.resolve(undefined)
    this.#stopping ??= (async () => {
      for (const stop of this.#stops) await stop().catch(() => undefined)
    })()
    return this.#stopping
  }
}
