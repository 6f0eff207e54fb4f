// The pages of the plan under one heading: what it asks for, of whom, and by which procedures it is carried out.
import type { Words } from '#web/ui/say.ts'
import { useIsAdministrator } from '#web/ui/use-account.ts'
import { PartPages } from './part-pages.tsx'
import { SHELL_WORDS as W } from './words.ts'

/** A page of the plan is a row here and a route below `planPart` in router.tsx. */
const PAGES: readonly { to: string; words: Words }[] = [
  { to: '/plan', words: { zh: '规划任务', en: 'What it asks' } },
  { to: '/plan/division', words: { zh: '分工', en: 'Division of labour' } },
  { to: '/units', words: { zh: '单位', en: 'Units' } },
  { to: '/plan/coverage', words: { zh: '覆盖', en: 'Coverage' } },
  { to: '/plan/versions', words: { zh: '版本', en: 'Versions' } },
  { to: '/plan/succession', words: { zh: '任务接续', en: 'Succession' } },
  { to: '/procedures', words: { zh: '办理流程', en: 'Procedures' } },
  { to: '/procedures/calendar', words: { zh: '工作日历', en: 'Working calendar' } },
]
/** Of administrators only. */
const KEPT: typeof PAGES = [
  { to: '/procedures/posts', words: { zh: '岗位', en: 'Posts' } },
  { to: '/plan/packs', words: { zh: '规划包', en: 'Plan packs' } },
]

export function PlanPart() {
  const isAdministrator = useIsAdministrator()
  return <PartPages label={W.plan} pages={isAdministrator ? [...PAGES, ...KEPT] : PAGES} />
}
