// How many frames that end in quarantine an address may send: past it the address is read more slowly, never cut off.

const BURST = 200
const A_SECOND = 10
const MOST_ADDRESSES = 10_000

type Bucket = { left: number; atMs: number }

/** A bucket of 200 that fills by ten a second, for each address. */
export class Allowance {
  readonly #buckets = new Map<string, Bucket>()

  /** Takes one; gives how long the sender must wait before it is read again, ms. */
  spend(address: string, nowMs: number): number {
    const bucket = this.#bucketOf(address, nowMs)
    bucket.left = Math.min(BURST, bucket.left + ((nowMs - bucket.atMs) * A_SECOND) / 1000) - 1
    bucket.atMs = nowMs
    return bucket.left >= 0 ? 0 : (-bucket.left * 1000) / A_SECOND
  }

  #bucketOf(address: string, nowMs: number): Bucket {
    const known = this.#buckets.get(address)
    if (known) return known
    if (this.#buckets.size >= MOST_ADDRESSES) this.#buckets.clear()
    const bucket = { left: BURST, atMs: nowMs }
    this.#buckets.set(address, bucket)
    return bucket
  }
}
