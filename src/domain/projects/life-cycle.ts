// The life of a project from the reserve pool to its operation, and which steps are open.
import { type Refusal, refuse } from '#kit/refusal.ts'

export const PROJECT_STATES = ['reserve', 'approved', 'building', 'completed', 'operating', 'stopped'] as const
/** 项目阶段 — from the reserve pool to operation; `stopped` may be taken up again. */
export type ProjectState = (typeof PROJECT_STATES)[number]

/** The steps open from each state; every other change is a correction and needs to be withdrawn and entered anew. */
export const PROJECT_STEPS: Readonly<Record<ProjectState, readonly ProjectState[]>> = {
  reserve: ['approved', 'stopped'],
  approved: ['building', 'reserve', 'stopped'],
  building: ['completed', 'stopped'],
  completed: ['operating'],
  operating: [],
  stopped: ['reserve', 'approved', 'building'],
}

export const STATE_NAMES: Readonly<Record<ProjectState, { zh: string; en: string }>> = {
  reserve: { zh: '储备', en: 'reserve' },
  approved: { zh: '立项', en: 'approved' },
  building: { zh: '在建', en: 'under construction' },
  completed: { zh: '完工', en: 'completed' },
  operating: { zh: '运营', en: 'operating' },
  stopped: { zh: '中止', en: 'stopped' },
}

/** Why a project may not go from one state to the other; a project nobody has entered yet may stand in any. */
export function refuseStep(from: ProjectState | null, to: ProjectState | null): Refusal | undefined {
  if (from === null || from === to) return undefined
  if (to !== null && PROJECT_STEPS[from].includes(to)) return undefined
  const open = PROJECT_STEPS[from].map((state) => STATE_NAMES[state])
  const wanted = to === null ? { zh: '未填', en: 'blank' } : STATE_NAMES[to]
  return refuse('projects.step-not-open', {
    zh: `不能从“${STATE_NAMES[from].zh}”改为“${wanted.zh}”：${open.length === 0 ? '已是最后阶段' : `可改为${open.map(({ zh }) => zh).join('、')}`}；填错的请撤销该条后重填`,
    en: `Cannot go from ${STATE_NAMES[from].en} to ${wanted.en}: ${open.length === 0 ? 'it is the last state' : `open are ${open.map(({ en }) => en).join(', ')}`}; undo an entry that was wrong`,
  })
}
