// Where features join in: what they know of the thing a case is about, and what they do when something happened in it.
import type { About, CaseEvent, Inputs } from '#domain/engine/procedure/case.ts'
import type { Facts } from '#domain/engine/procedure/guards.ts'
import type { Refusal } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import type { Database, Queryable, Transaction } from '#platform/database.ts'
import type { StoredCase } from './case-store.ts'

/** What somebody is about to open (`act` is null) or to do, with the fields the case was opened with. */
export type AboutToHappen = {
  planId: string
  procedure: string
  version: number
  act: string | null
  about: About
  fields: NonNullable<Inputs['fields']>
}

/**
 * `refuse` says why the thing a case is about cannot take it; it is asked before anything is written. Facts and reactions are asked of every case, whatever its procedure. `inputs` gives an act what nobody types, as the hash of what
 * is handed in beside the case. `react` runs in the transaction that appends the events, after
 * them: where it throws, the act did not happen. `open` opens what nobody asks for, at every look of the clock, and
 * gives the number of cases.
 */
export type CaseHooks = {
  refuse?: (db: Queryable, asked: AboutToHappen) => Promise<Refusal | undefined>
  facts?: (db: Queryable, stored: StoredCase) => Promise<Facts>
  inputs?: (db: Queryable, stored: StoredCase, asked: { act: string; inputs: Inputs }) => Promise<Inputs>
  react?: (tx: Transaction, stored: StoredCase, events: readonly CaseEvent[]) => Promise<void>
  open?: (db: Database, at: EpochMs) => Promise<number>
}
