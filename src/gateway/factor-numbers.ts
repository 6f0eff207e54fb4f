// The numbers of factor codes, asked of the store once and remembered.
import type { Database } from '#platform/database.ts'
import { syncFactors } from '#platform/intake/factor-ids.ts'
import { factorRow } from './factor-plan.ts'

/** Codes that found no room are asked for again after this. */
const ASK_AGAIN_MS = 60_000

export class FactorNumbers {
  readonly #db: Database
  readonly #known = new Map<string, number>()
  #refused = new Map<string, number>()

  constructor(db: Database) {
    this.#db = db
  }

  /** Numbers of these codes and maybe more, new codes being entered; those that find no room are absent. */
  async of(codes: ReadonlySet<string>, nowMs: number): Promise<ReadonlyMap<string, number>> {
    const missing = [...codes].filter((code) => !this.#known.has(code) && !this.#isRefused(code, nowMs))
    if (missing.length > 0) await this.#ask(missing, nowMs)
    return this.#known
  }

  #isRefused(code: string, nowMs: number): boolean {
    const since = this.#refused.get(code)
    return since !== undefined && nowMs - since < ASK_AGAIN_MS
  }

  async #ask(codes: readonly string[], nowMs: number): Promise<void> {
    const numbers = await syncFactors(this.#db, codes.map(factorRow))
    for (const [code, id] of numbers) this.#known.set(code, id)
    if (this.#refused.size > 10_000) this.#refused = new Map()
    for (const code of codes) if (!numbers.has(code)) this.#refused.set(code, nowMs)
  }
}
