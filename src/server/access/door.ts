// Which role may do what: one table, read by the door and nowhere else.
import type { Permission } from '#contract/route.ts'
import type { Account } from '#contract/session.ts'

const READ = ['session', 'site.read', 'plan.read', 'intake.read'] as const satisfies readonly Permission[]

const MAY: Readonly<Record<Account['role'], readonly Permission[]>> = {
  reader: READ,
  officer: [...READ, 'intake.write', 'plan.write'],
  administrator: [...READ, 'intake.write', 'plan.write', 'account.manage'],
}

/** An account that must change its password may do nothing before it has. */
export function isAllowed(account: Account, permission: Permission): boolean {
  if (account.mustChangePassword && permission !== 'session') return false
  return MAY[account.role].includes(permission)
}
