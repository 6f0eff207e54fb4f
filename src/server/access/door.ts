// Which role may do what: one table, read by the door and nowhere else.
import type { Permission } from '#contract/route.ts'
import type { Account } from '#contract/session.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Caller } from '../http/serve.ts'

const READ = ['session', 'site.read', 'plan.read', 'intake.read'] as const satisfies readonly Permission[]
const WORK = [
  ...READ,
  'intake.write',
  'plan.write',
  'data.write',
  'device.command',
  'review.write',
] as const satisfies readonly Permission[]

const MAY: Readonly<Record<Account['role'], readonly Permission[]>> = {
  reader: READ,
  officer: WORK,
  administrator: [...WORK, 'account.manage', 'metrics.read'],
}

/** Undefined where the caller may: a key by what it was granted, an account by its role. */
export function refusePermission({ account, key }: Caller, permission: Permission): Refusal | undefined {
  if (!key) return refuseRole(account, permission)
  if (permission !== 'session' && key.may.some((grant) => grant === permission)) return undefined
  return refuse('access.not-allowed', {
    zh: `此接口密钥没有此项权限（${permission}）`,
    en: `Cannot do this as the key must be granted “${permission}”: current grants are ${key.may.join(', ')}`,
  })
}

/** One that must change its password may do nothing before it has. */
function refuseRole(account: Account, permission: Permission): Refusal | undefined {
  if (account.mustChangePassword && permission !== 'session') {
    return refuse('access.password-first', { zh: '请先修改初始密码', en: 'Change the first password to go on' })
  }
  if (MAY[account.role].includes(permission)) return undefined
  return refuse('access.not-allowed', {
    zh: `当前账号没有此项权限（${permission}）`,
    en: `Cannot do this as the role must have “${permission}”: yours is ${account.role}`,
  })
}
