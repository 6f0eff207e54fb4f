// What a person does about frames that could not be placed: have them read again.
import type { Account } from '#contract/session.ts'
import { type Database, inTransaction } from '#platform/database.ts'
import { requestReingest } from '../gateway-requests.ts'

/** Asks the gateway to read frames again; it answers in the request's outcome. */
export const askReingest = (db: Database, account: Account, ids: readonly number[]): Promise<number> =>
  inTransaction(db, (tx) => requestReingest(tx, account, ids))
