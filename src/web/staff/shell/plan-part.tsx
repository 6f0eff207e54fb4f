// The pages of the plan under one heading: what it asks for, and by which procedures it is carried out.
import type { Words } from '#web/ui/say.ts'
import { useIsAdministrator } from '#web/ui/use-account.ts'
import { PartPages } from './part-pages.tsx'
import { SHELL_WORDS as W } from './words.ts'

/** A page of the plan is a row here and a route below `planPart` in router.tsx. */
const PAGES: readonly { to: string; words: Words }[] = [
  { to: '/cockpit', words: { zh: '总览', en: 'Cockpit' } },
  { to: '/plan', words: { zh: '规划任务', en: 'What it asks' } },
  { to: '/plan/division', words: { zh: '分工', en: 'Division of labour' } },
  { to: '/units', words: { zh: '单位', en: 'Units' } },
  { to: '/progress', words: { zh: '进展', en: 'Progress' } },
  { to: '/progress/returns', words: { zh: '填报', en: 'Returns' } },
  { to: '/plan/coverage', words: { zh: '覆盖', en: 'Coverage' } },
  { to: '/projects', words: { zh: '项目与资金', en: 'Projects' } },
  { to: '/projects/reserve', words: { zh: '项目储备', en: 'Reserve pool' } },
  { to: '/reports', words: { zh: '报告与通报', en: 'Reports' } },
  { to: '/procedures', words: { zh: '办理流程', en: 'Procedures' } },
  { to: '/procedures/cases', words: { zh: '办件', en: 'Cases' } },
  { to: '/procedures/calendar', words: { zh: '工作日历', en: 'Working calendar' } },
]
const POSTS = { to: '/procedures/posts', words: { zh: '岗位', en: 'Posts' } }

export function PlanPart() {
  const isAdministrator = useIsAdministrator()
  return <PartPages label={W.plan} pages={isAdministrator ? [...PAGES, POSTS] : PAGES} />
}
