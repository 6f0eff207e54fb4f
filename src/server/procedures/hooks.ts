// Where features join in: what they know of the thing a case is about, and what they do when something happened in it.
import type { CaseEvent } from '#domain/engine/procedure/case.ts'
import type { Facts } from '#domain/engine/procedure/guards.ts'
import type { Queryable, Transaction } from '#platform/database.ts'
import type { StoredCase } from './case-store.ts'

/**
 * Both are asked of every case, whatever its procedure. `react` runs in the transaction that appends the events, after
 * them: where it throws, the act did not happen.
 */
export type CaseHooks = {
  facts?: (db: Queryable, stored: StoredCase) => Promise<Facts>
  react?: (tx: Transaction, stored: StoredCase, events: readonly CaseEvent[]) => Promise<void>
}
