// The post in which a person acts for the plan office, and the refusal of one who holds none.
import type { Person } from '#domain/engine/procedure/case.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'

const OFFICER = ['office-officer']
const HEAD = ['office-head']
export type OfficeRole = 'any' | 'officer' | 'head'

const OFFICE_ROLES: Readonly<Record<OfficeRole, readonly string[]>> = {
  any: [...OFFICER, ...HEAD],
  officer: OFFICER,
  head: HEAD,
}
const NAMES: Readonly<Record<OfficeRole, { zh: string; en: string }>> = {
  any: { zh: '规划办', en: 'the plan office' },
  officer: { zh: '规划办经办人', en: 'an officer of the plan office' },
  head: { zh: '规划办负责人', en: 'the head of the plan office' },
}

/** Unit of the person's post in the plan office; undefined where it has none with that role. */
export const officeOf = ({ posts }: Person, role: OfficeRole = 'any'): string | undefined =>
  posts.find((post) => OFFICE_ROLES[role].includes(post.role))?.unit

/** Refuses `<feature>.no-post`. */
export const noOfficePost = (feature: string, role: OfficeRole = 'any'): Refusal =>
  refuse(`${feature}.no-post`, {
    zh: `须由${NAMES[role].zh}办理：当前账号没有这一岗位，请管理员在“岗位”页设置`,
    en: `Only ${NAMES[role].en} does this: the account has no such post, an administrator gives it on the page of posts`,
  })
