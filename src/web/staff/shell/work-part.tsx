// The pages of the work on the plan under one heading: how it stands, who must press, what it costs, what is reported.
import type { Words } from '#web/ui/say.ts'
import { PartPages } from './part-pages.tsx'
import { SHELL_WORDS as W } from './words.ts'

/** A page of the work is a row here and a route below `workPart` in router.tsx. */
const PAGES: readonly { to: string; words: Words }[] = [
  { to: '/cockpit', words: { zh: '总览', en: 'Cockpit' } },
  { to: '/progress', words: { zh: '进展', en: 'Progress' } },
  { to: '/progress/returns', words: { zh: '填报', en: 'Returns' } },
  { to: '/supervision', words: { zh: '督导', en: 'Supervision' } },
  { to: '/procedures/cases', words: { zh: '办件', en: 'Cases' } },
  { to: '/projects', words: { zh: '项目与资金', en: 'Projects' } },
  { to: '/projects/reserve', words: { zh: '项目储备', en: 'Reserve pool' } },
  { to: '/appraisal', words: { zh: '考核', en: 'Appraisal' } },
  { to: '/reports', words: { zh: '报告与通报', en: 'Reports' } },
]

export function WorkPart() {
  return <PartPages label={W.work} pages={PAGES} />
}
