// Guessing passwords is slowed down alike for accounts that exist and for names that do not, so that nobody learns which do.
import type { Account } from '#contract/session.ts'
import { MINUTE_MS } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'

/** So many wrong passwords in a row lock; each further one doubles the wait. */
const FREE_ATTEMPTS = 5
const LONGEST_LOCK_MINUTES = 15
const MOST_UNKNOWN_NAMES = 10_000

const lockMinutes = (failed: number): number =>
  failed < FREE_ATTEMPTS ? 0 : Math.min(LONGEST_LOCK_MINUTES, 2 ** Math.min(failed - FREE_ATTEMPTS, 10))

export const ACCOUNT_COLUMNS = `a.id, a.name, a.display_name as "displayName", a.role, a.must_change_password as "mustChangePassword"`

export type Claimed = Account & { passwordHash: string; failedAttempts: number; lockedUntil: number | null }
export type Attempts = {
  /** Counts a try before the password is looked at, so that tries at the same time count too; undefined: no such account. */
  claim(name: string): Promise<Claimed | 'locked' | undefined>
}

export function startAttempts(db: Database, now: () => number): Attempts {
  const unknown = new Map<string, { failed: number; lockedUntil: number }>()

  function claimUnknown(name: string): 'locked' | undefined {
    const known = unknown.get(name) ?? { failed: 0, lockedUntil: 0 }
    if (known.lockedUntil > now()) return 'locked'
    const failed = known.failed + 1
    unknown.delete(name)
    unknown.set(name, { failed, lockedUntil: now() + lockMinutes(failed) * MINUTE_MS })
    const [oldest] = unknown.keys()
    if (unknown.size > MOST_UNKNOWN_NAMES && oldest !== undefined) unknown.delete(oldest)
    return undefined
  }

  return {
    async claim(name) {
      const [claimed] = await db.query<Claimed>(
        `update account as a
            set failed_attempts = a.failed_attempts + 1,
                locked_until = case when a.failed_attempts + 1 >= ${FREE_ATTEMPTS} then now() + interval '1 minute'
                  * least(${LONGEST_LOCK_MINUTES}, power(2, least(a.failed_attempts + 1 - ${FREE_ATTEMPTS}, 10))) end
          where a.name = $1 and a.disabled_at is null and (a.locked_until is null or a.locked_until <= now())
          returning ${ACCOUNT_COLUMNS}, a.password_hash as "passwordHash", a.failed_attempts as "failedAttempts",
                    a.locked_until as "lockedUntil"`,
        [name],
      )
      if (claimed) return claimed
      const [locked] = await db.query('select 1 from account as a where a.name = $1 and a.disabled_at is null', [name])
      return locked ? 'locked' : claimUnknown(name)
    },
  }
}
