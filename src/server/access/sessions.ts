// Local accounts and their sessions: opaque tokens of which only a digest is stored.
import { createHash, randomBytes } from 'node:crypto'
import type { Account } from '#contract/session.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Queryable } from '#platform/database.ts'
import { checkPassword, hashPassword } from './passwords.ts'

const IDLE = '12 hours'
export const LONGEST_S = 7 * 24 * 3600
const MOST_ATTEMPTS = 5
const LOCKED_FOR = '10 minutes'

const digest = (token: string): string => createHash('sha256').update(token).digest('hex')

const COLUMNS = `a.id, a.name, a.display_name as "displayName", a.role, a.must_change_password as "mustChangePassword"`

type StoredAccount = Account & { passwordHash: string; isLocked: boolean }

async function findByName(db: Queryable, name: string): Promise<StoredAccount | undefined> {
  const [row] = await db.query<StoredAccount>(
    `select ${COLUMNS}, a.password_hash as "passwordHash", coalesce(a.locked_until > now(), false) as "isLocked"
       from account as a where a.name = $1 and a.disabled_at is null`,
    [name],
  )
  return row
}

const wrong = (): Refusal => refuse('session.wrong-name-or-password', 'The name or the password is wrong')

/** Opens a session; after five wrong passwords the account waits ten minutes. */
export async function openSession(
  db: Database,
  asked: { name: string; password: string; userAgent: string | undefined },
): Promise<{ token: string; account: Account } | Refusal> {
  const found = await findByName(db, asked.name)
  const fits = await checkPassword(found?.passwordHash, asked.password)
  if (!found) return wrong()
  if (found.isLocked) return refuse('session.locked', 'Too many wrong passwords: wait ten minutes')
  if (!fits) return countWrong(db, found)
  const token = randomBytes(32).toString('base64url')
  const { passwordHash, isLocked, ...account } = found
  await inTransaction(db, async (tx) => {
    await tx.execute('update account as a set failed_attempts = 0, locked_until = null where a.id = $1', [found.id])
    await tx.execute(
      `insert into account_session (token_hash, account_id, expires_at, user_agent)
       values ($1, $2, now() + interval '${LONGEST_S} seconds', $3)`,
      [digest(token), found.id, asked.userAgent?.slice(0, 300) ?? null],
    )
    await tx.query(`select append_event('account', $1, 'SignedIn', $1, '{}')`, [found.name])
  })
  return { token, account }
}

async function countWrong(db: Database, account: StoredAccount): Promise<Refusal> {
  await db.execute(
    `update account as a
        set failed_attempts = case when a.failed_attempts + 1 >= ${MOST_ATTEMPTS} then 0 else a.failed_attempts + 1 end,
            locked_until = case when a.failed_attempts + 1 >= ${MOST_ATTEMPTS} then now() + interval '${LOCKED_FOR}' end
      where a.id = $1`,
    [account.id],
  )
  return wrong()
}

/** The account behind a token whose session has neither run out nor been idle too long. */
export async function findAccount(db: Database, token: string | undefined): Promise<Account | undefined> {
  if (token === undefined) return undefined
  const [row] = await db.query<Account & { isStale: boolean }>(
    `select ${COLUMNS}, s.last_seen_at < now() - interval '1 minute' as "isStale"
       from account_session as s join account as a on a.id = s.account_id
      where s.token_hash = $1 and s.expires_at > now() and s.last_seen_at > now() - interval '${IDLE}'
        and a.disabled_at is null`,
    [digest(token)],
  )
  if (!row) return undefined
  const { isStale, ...account } = row
  if (isStale)
    await db.execute('update account_session set last_seen_at = now() where token_hash = $1', [digest(token)])
  return account
}

export const closeSession = (db: Database, token: string): Promise<number> =>
  db.execute('delete from account_session where token_hash = $1', [digest(token)])

/** Sets a new password; every other session of the account ends. */
export async function changeOwnPassword(
  db: Database,
  account: Account,
  asked: { current: string; next: string; token: string },
): Promise<Refusal | undefined> {
  const found = await findByName(db, account.name)
  if (!found || !(await checkPassword(found.passwordHash, asked.current))) return wrong()
  if (asked.current === asked.next) {
    return refuse('session.same-password', 'The new password must differ from the present one')
  }
  const next = await hashPassword(asked.next)
  await inTransaction(db, async (tx) => {
    await tx.execute('update account as a set password_hash = $2, must_change_password = false where a.id = $1', [
      account.id,
      next,
    ])
    await tx.execute('delete from account_session as s where s.account_id = $1 and s.token_hash <> $2', [
      account.id,
      digest(asked.token),
    ])
    await tx.query(`select append_event('account', $1, 'PasswordChanged', $1, '{}')`, [account.name])
  })
  return undefined
}
