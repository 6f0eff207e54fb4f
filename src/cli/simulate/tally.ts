// What came of the frames that were sent, in figures.
import type { Sent } from './link.ts'

const MOST_LATENCIES = 200_000

export type Summary = {
  sent: number
  answered: number
  /** Owed an answer and never given one. */
  unanswered: number
  /** Sent under a fault after which no answer is owed. */
  notOwed: number
  resends: number
  latencyMs: { p50: number; p95: number; p99: number; max: number }
}

/** Counts deliveries; a delivery of two glued frames counts once. */
export class Tally {
  #sent = 0
  #answered = 0
  #notOwed = 0
  #resends = 0
  readonly #latenciesMs: number[] = []

  add({ answered, latencyMs, resends }: Sent, isOwed: boolean): void {
    this.#sent += 1
    this.#resends += resends
    if (!isOwed) {
      this.#notOwed += 1
      return
    }
    if (!answered) return
    this.#answered += 1
    if (this.#latenciesMs.length < MOST_LATENCIES) this.#latenciesMs.push(latencyMs)
  }

  summary(): Summary {
    const sorted = this.#latenciesMs.toSorted((a, b) => a - b)
    const at = (share: number): number => {
      const latency = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
      return Number((latency ?? 0).toFixed(1))
    }
    return {
      sent: this.#sent,
      answered: this.#answered,
      unanswered: this.#sent - this.#answered - this.#notOwed,
      notOwed: this.#notOwed,
      resends: this.#resends,
      latencyMs: { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) },
    }
  }
}
