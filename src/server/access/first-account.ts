// The account with which a new store is first opened.
import { type Database, inTransaction } from '#platform/database.ts'
import { insertAccount } from './accounts.ts'
import { hashPassword, makePassword } from './passwords.ts'

export type FirstAccount = { name: string; password: string }

/** Creates `admin` with a random password where there is no account yet; the password is known only to the caller. */
export async function ensureFirstAccount(db: Database): Promise<FirstAccount | undefined> {
  const [any] = await db.query('select 1 from account as a limit 1')
  if (any) return undefined
  const password = makePassword()
  const passwordHash = await hashPassword(password)
  return inTransaction(db, async (tx) => {
    await tx.query('lock table account in exclusive mode')
    const [known] = await tx.query('select 1 from account as a limit 1')
    if (known) return undefined
    await insertAccount(tx, { name: 'admin', displayName: '管理员', role: 'administrator', passwordHash, by: 'system' })
    return { name: 'admin', password }
  })
}
