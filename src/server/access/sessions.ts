// Local accounts and their sessions: opaque tokens of which only a digest is stored.
import { createHash, randomBytes } from 'node:crypto'
import type { Account } from '#contract/session.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Queryable } from '#platform/database.ts'
import { ACCOUNT_COLUMNS, type Attempts, type Claimed } from './attempts.ts'
import { checkPassword, hashPassword } from './passwords.ts'

const IDLE = '12 hours'
export const LONGEST_S = 7 * 24 * 3600

const digest = (token: string): string => createHash('sha256').update(token).digest('hex')

const appendEvent = (db: Queryable, name: string, type: string, payload: object = {}) =>
  db.query(`select append_event('account', $1, $2, $1, $3)`, [name, type, JSON.stringify(payload)])

const wrong = (): Refusal =>
  refuse('session.wrong-name-or-password', { zh: '账号或密码不对', en: 'The name or the password is wrong' })
const locked = (): Refusal =>
  refuse('session.locked', {
    zh: '连续多次输错，账号暂时锁定，请稍后再试',
    en: 'Too many wrong passwords: the account is locked for a while',
  })

/** The account whose password this is; every try counts until one fits. */
async function verify(
  db: Database,
  attempts: Attempts,
  asked: { name: string; password: string },
): Promise<Account | Refusal> {
  const claimed = await attempts.claim(asked.name)
  if (claimed === 'locked') return locked()
  const fits = await checkPassword(claimed?.passwordHash, asked.password)
  if (!claimed) return wrong()
  if (!fits) {
    await recordFailure(db, claimed)
    return wrong()
  }
  await db.execute('update account as a set failed_attempts = 0, locked_until = null where a.id = $1', [claimed.id])
  const { passwordHash, failedAttempts, lockedUntil, ...account } = claimed
  return account
}

const recordFailure = (db: Database, { name, failedAttempts, lockedUntil }: Claimed) =>
  appendEvent(db, name, lockedUntil === null ? 'SignInFailed' : 'AccountLocked', { failedAttempts, lockedUntil })

type Opening = { name: string; password: string; userAgent: string | undefined }

/** Opens a session; refuses a wrong password, and any password while the account is locked. */
export async function openSession(
  db: Database,
  attempts: Attempts,
  asked: Opening,
): Promise<{ token: string; account: Account } | Refusal> {
  const account = await verify(db, attempts, asked)
  if ('refused' in account) return account
  const token = randomBytes(32).toString('base64url')
  await inTransaction(db, async (tx) => {
    await tx.execute(
      `delete from account_session as s
        where s.account_id = $1 and (s.expires_at <= now() or s.last_seen_at <= now() - interval '${IDLE}')`,
      [account.id],
    )
    await tx.execute(
      `insert into account_session (token_hash, account_id, expires_at, user_agent)
       values ($1, $2, now() + interval '${LONGEST_S} seconds', $3)`,
      [digest(token), account.id, asked.userAgent?.slice(0, 300) ?? null],
    )
    await appendEvent(tx, account.name, 'SignedIn')
  })
  return { token, account }
}

const ALIVE = `s.expires_at > now() and s.last_seen_at > now() - interval '${IDLE}' and a.disabled_at is null`

/** The account behind a token whose session has neither run out nor been idle too long; being asked for keeps it alive. */
export async function findAccount(db: Database, token: string | undefined): Promise<Account | undefined> {
  if (token === undefined) return undefined
  const [row] = await db.query<Account & { isStale: boolean }>(
    `select ${ACCOUNT_COLUMNS}, s.last_seen_at < now() - interval '1 minute' as "isStale"
       from account_session as s join account as a on a.id = s.account_id
      where s.token_hash = $1 and ${ALIVE}`,
    [digest(token)],
  )
  if (!row) return undefined
  const { isStale, ...account } = row
  if (isStale)
    await db.execute('update account_session as s set last_seen_at = now() where s.token_hash = $1', [digest(token)])
  return account
}

/** Whether a session still stands; asking does not keep it alive, so that an open page alone never does. */
export async function isSessionAlive(db: Database, token: string): Promise<boolean> {
  const rows = await db.query(
    `select 1 from account_session as s join account as a on a.id = s.account_id where s.token_hash = $1 and ${ALIVE}`,
    [digest(token)],
  )
  return rows.length > 0
}

export async function closeSession(db: Database, account: Account, token: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.execute('delete from account_session as s where s.token_hash = $1', [digest(token)])
    await appendEvent(tx, account.name, 'SignedOut')
  })
}

/** Sets a new password; every other session of the account ends. Wrong present passwords count as wrong sign-ins do. */
export async function changeOwnPassword(
  db: Database,
  attempts: Attempts,
  asked: { account: Account; current: string; next: string; token: string },
): Promise<Refusal | undefined> {
  const { account } = asked
  const verified = await verify(db, attempts, { name: account.name, password: asked.current })
  if ('refused' in verified) return verified
  if (asked.current === asked.next) {
    return refuse('session.same-password', {
      zh: '新密码不能与当前密码相同',
      en: 'The new password must differ from the present one',
    })
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
    await appendEvent(tx, account.name, 'PasswordChanged')
  })
  return undefined
}
