// Local accounts as an administrator keeps them: made, given a new password, closed.
import type { Account } from '#contract/session.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { hashPassword, makePassword } from './passwords.ts'

export type NewAccount = { name: string; displayName: string; role: Account['role'] }
export type AccountRow = NewAccount & { disabled: boolean; mustChangePassword: boolean }

/** Inserts an account whose password must be changed at the first sign-in. */
export async function insertAccount(
  tx: Transaction,
  account: NewAccount & { passwordHash: string; by: string },
): Promise<void> {
  await tx.query('insert into account (name, display_name, role, password_hash) values ($1, $2, $3, $4)', [
    account.name,
    account.displayName,
    account.role,
    account.passwordHash,
  ])
  await tx.query(`select append_event('account', $1, 'AccountCreated', $2, $3)`, [
    account.name,
    account.by,
    JSON.stringify({ role: account.role }),
  ])
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,49}$/u

/** Creates an account with a random password, which only the caller learns. */
export async function createAccount(
  db: Database,
  account: NewAccount,
  by: string,
): Promise<{ password: string } | Refusal> {
  if (!NAME.test(account.name)) {
    return refuse('access.name', {
      zh: `账号名须以字母或数字开头，最长 50 个字符：${account.name}`,
      en: `An account name begins with a letter or digit and has at most 50 characters: ${account.name}`,
    })
  }
  const password = makePassword()
  const passwordHash = await hashPassword(password)
  return inTransaction(db, async (tx) => {
    await tx.query('lock table account in exclusive mode')
    const [known] = await tx.query('select 1 from account as a where a.name = $1', [account.name])
    if (known)
      return refuse('access.account-exists', {
        zh: `已有账号 ${account.name}`,
        en: `There is an account ${account.name}`,
      })
    await insertAccount(tx, { ...account, passwordHash, by })
    return { password }
  })
}

const unknown = (name: string): Refusal =>
  refuse('access.account-not-found', { zh: `没有账号 ${name}`, en: `There is no account ${name}` })

/** Gives a new random password, opens a locked account and ends its sessions. */
export async function resetPassword(db: Database, name: string, by: string): Promise<{ password: string } | Refusal> {
  const password = makePassword()
  const passwordHash = await hashPassword(password)
  return inTransaction(db, async (tx) => {
    const changed = await tx.execute(
      `update account as a set password_hash = $2, must_change_password = true, failed_attempts = 0, locked_until = null
        where a.name = $1 and a.disabled_at is null`,
      [name, passwordHash],
    )
    if (changed === 0) return unknown(name)
    await endSessions(tx, name)
    await tx.query(`select append_event('account', $1, 'PasswordReset', $2, '{}')`, [name, by])
    return { password }
  })
}

/** Closes an account and ends its sessions; the last administrator stays. */
export async function disableAccount(db: Database, name: string, by: string): Promise<Refusal | undefined> {
  return inTransaction(db, async (tx) => {
    await tx.query('lock table account in exclusive mode')
    const [found] = await tx.query<{ last: boolean }>(
      `select a.role = 'administrator' and not exists (
                select 1 from account as o where o.role = 'administrator' and o.disabled_at is null and o.id <> a.id) as last
         from account as a where a.name = $1 and a.disabled_at is null`,
      [name],
    )
    if (!found) return unknown(name)
    if (found.last) {
      return refuse('access.last-administrator', {
        zh: '不能停用最后一个管理员：请先新建另一个',
        en: 'Cannot close the last administrator: make another one first',
      })
    }
    await tx.execute('update account as a set disabled_at = now() where a.name = $1', [name])
    await endSessions(tx, name)
    await tx.query(`select append_event('account', $1, 'AccountDisabled', $2, '{}')`, [name, by])
    return undefined
  })
}

const endSessions = (tx: Transaction, name: string): Promise<number> =>
  tx.execute('delete from account_session as s using account as a where a.id = s.account_id and a.name = $1', [name])

export const listAccounts = (db: Database): Promise<AccountRow[]> =>
  db.query<AccountRow>(
    `select a.name, a.display_name as "displayName", a.role, a.disabled_at is not null as disabled,
            a.must_change_password as "mustChangePassword"
       from account as a order by a.name`,
  )
