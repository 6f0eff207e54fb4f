// In which post a person acts in an appraisal: for the plan office, or for a unit.
import type { Person } from '#domain/engine/procedure/case.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { NamedUnit } from './units.ts'

const OFFICE_ROLES = ['office-officer', 'office-head']
const UNIT_ROLES = ['unit-officer', 'unit-head']

/** Unit of the person's post in the plan office with one of the roles; undefined where it has none. */
export const officeOf = ({ posts }: Person, roles: readonly string[] = OFFICE_ROLES): string | undefined =>
  posts.find(({ role }) => roles.includes(role))?.unit

export const actsFor = ({ posts }: Person, { names }: Pick<NamedUnit, 'names'>): boolean =>
  posts.some(({ unit, role }) => UNIT_ROLES.includes(role) && names.includes(unit))

export const noPost = (): Refusal =>
  refuse('appraisal.no-post', {
    zh: '须由规划办办理：当前账号没有规划办的岗位，请管理员在“岗位”页设置',
    en: 'Only the plan office does this: the account has no post there, an administrator gives it on the page of posts',
  })
