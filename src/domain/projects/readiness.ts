// Whether a project is ready to be applied for, and where its applications for higher funds stand.
import { type Refusal, refuse } from '#kit/refusal.ts'
import { daysBetween } from './milestones.ts'

export const APPLICATION_STATES = ['preparing', 'submitted', 'granted', 'refused', 'withdrawn'] as const
/** Where an application for higher funds stands. */
export type ApplicationState = (typeof APPLICATION_STATES)[number]

export const FUND_LEVELS = ['central', 'provincial', 'city'] as const

type Words = { zh: string; en: string }
export const APPLICATION_NAMES: Readonly<Record<ApplicationState, Words>> = {
  preparing: { zh: '准备中', en: 'in preparation' },
  submitted: { zh: '已提交', en: 'submitted' },
  granted: { zh: '已批复', en: 'granted' },
  refused: { zh: '未获批', en: 'refused' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
}
export const LEVEL_NAMES: Readonly<Record<(typeof FUND_LEVELS)[number], Words>> = {
  central: { zh: '中央', en: 'central' },
  provincial: { zh: '省级', en: 'provincial' },
  city: { zh: '市级', en: 'city' },
}

const STEPS: Readonly<Record<ApplicationState, readonly ApplicationState[]>> = {
  preparing: ['submitted', 'withdrawn'],
  submitted: ['granted', 'refused', 'withdrawn', 'preparing'],
  granted: [],
  refused: ['preparing'],
  withdrawn: ['preparing'],
}

type Paper = { id: string; zh: string; en: string }

/** Papers of the checklist that nobody has entered, in its order. */
export const missingPapers = <P extends Paper>(checklist: readonly P[], held: readonly { paper: string }[]): P[] =>
  checklist.filter(({ id }) => !held.some(({ paper }) => paper === id))

/** Why an application may not take that step; one without all its papers is not handed in. */
export function refuseApplication(
  from: ApplicationState | null,
  to: ApplicationState,
  missing: readonly Paper[],
): Refusal | undefined {
  if (from !== to && from !== null && !STEPS[from].includes(to)) {
    return refuse('projects.application-step-not-open', {
      zh: '申报不能这样变更：须先提交，再登记结果',
      en: 'The application cannot take that step: it is submitted first, then has its result',
    })
  }
  if (to === 'preparing' || to === 'withdrawn' || from === to || missing.length === 0) return undefined
  return refuse('projects.papers-missing', {
    zh: `还缺 ${missing.map(({ zh }) => zh).join('、')}，不能提交`,
    en: `Cannot be submitted without ${missing.map(({ en }) => en).join(', ')}`,
  })
}

/** Whole days left until an application must be in; negative where the day is over; null where it has been handed in. */
export const daysLeft = (application: { state: ApplicationState; dueOn: string }, today: string): number | null =>
  application.state === 'preparing' ? daysBetween(today, application.dueOn) : null
