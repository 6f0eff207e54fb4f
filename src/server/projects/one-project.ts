// One project as its page shows it: what stands of it, what the plan says of it, and all that was ever entered.
import type * as wire from '#contract/projects.ts'
import { EntryKind } from '#contract/projects.ts'
import type { ReplyOf } from '#contract/route.ts'
import { indicatorsOf, type PlanModel } from '#domain/plans/plan-model.ts'
import { PROJECT_STATES, PROJECT_STEPS } from '#domain/projects/life-cycle.ts'
import { standingOf } from '#domain/projects/milestones.ts'
import { financeMix } from '#domain/projects/money.ts'
import { isReached } from '#domain/projects/performance.ts'
import { daysLeft } from '#domain/projects/readiness.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { ENTRY_TABLES, fieldsOf } from './entry-tables.ts'
import { readRegister, streetsOf } from './register.ts'

type Reply = ReplyOf<typeof wire.readProject>
type Asked = { planId: string; projectId: string; today: string }

export const refuseProject = (projectId: string): Refusal =>
  refuse('projects.not-found', { zh: `没有项目“${projectId}”`, en: `There is no project "${projectId}"` })

export async function readProject(db: Database, asked: Asked): Promise<Reply | Refusal> {
  const { planId, projectId, today } = asked
  const register = await readRegister(db, planId, today)
  if (isRefusal(register)) return register
  const found = register.projects.find(({ row }) => row.projectId === projectId)
  if (!found) return refuseProject(projectId)
  const { model } = register
  const { row, named } = found
  const entries = await Promise.all(EntryKind.options.map((of) => entriesOf(db, asked, of)))
  const all = entries.flat()
  const current = <T>(of: EntryKind): T[] =>
    all.flatMap((one) => (one.of === of && one.knownUntil === null ? [{ ...entered(one), ...one.content } as T] : []))
  const [particulars] = current<NonNullable<Reply['particulars']>>('particulars')
  const milestones = current<Omit<Reply['milestones'][number], 'standing'>>('milestone')
  const papers = current<NonNullable<Reply['papers'][number]['held']>>('paper')
  const file = model.pack.projects
  const streets = await streetsOf(db)
  return {
    project: row,
    nextStates: row.state === null ? [...PROJECT_STATES] : [...PROJECT_STEPS[row.state]],
    particulars: particulars
      ? {
          id: particulars.id,
          author: particulars.author,
          knownFrom: particulars.knownFrom,
          reason: particulars.reason,
        }
      : null,
    figures: named?.figures ?? [],
    obligations: obligationsOf(model, row.obligationIds),
    indicators: servedBy(model, row.obligationIds),
    mix: financeMix(found.tally),
    milestones: milestones
      .map((one) => ({ ...one, standing: standingOf(one, today) }))
      .toSorted((a, b) => a.plannedOn.localeCompare(b.plannedOn)),
    money: current<Reply['money'][number]>('money').toSorted((a, b) => b.on.localeCompare(a.on) || b.id - a.id),
    results: current<Omit<Reply['results'][number], 'isReached'>>('result').map((one) => ({
      ...one,
      isReached: isReached(one),
    })),
    papers: (file?.papers ?? []).map((paper) => ({
      ...paper,
      held: papers.find((one) => one.paper === paper.id) ?? null,
    })),
    papersNote: { zh: file?.papersNoteZh ?? '', en: file?.papersNoteEn ?? '' },
    limitsNote: { zh: file?.limits.noteZh ?? '', en: file?.limits.noteEn ?? '' },
    applications: current<Omit<Reply['applications'][number], 'daysLeft'>>('application')
      .map((one) => ({ ...one, daysLeft: daysLeft(one, today) }))
      .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn)),
    streets: streets.map(({ zh }) => zh),
    history: all.toSorted((a, b) => b.knownFrom - a.knownFrom),
  }
}

type Entry = Reply['history'][number] & { of: EntryKind }
type EntryRow = Omit<Entry, 'content' | 'of'> & Record<string, unknown>

const entered = ({ id, author, knownFrom, reason }: Entry) => ({ id, author, knownFrom, reason })

async function entriesOf(db: Database, { planId, projectId }: Asked, of: EntryKind): Promise<Entry[]> {
  const rows = await db.query<EntryRow>(
    `select r.id, r.author, r.reason, r.known_from as "knownFrom", nullif(r.known_until, 'infinity') as "knownUntil",
            r.closed_by as "closedBy", r.closed_reason as "closedReason", ${fieldsOf(of)}
       from ${ENTRY_TABLES[of].table} as r where r.plan_id = $1 and r.project_id = $2 order by r.id desc`,
    [planId, projectId],
  )
  return rows.map(({ id, author, reason, knownFrom, knownUntil, closedBy, closedReason, ...content }) => ({
    of,
    id,
    author,
    reason,
    knownFrom,
    knownUntil,
    closedBy,
    closedReason,
    content,
  }))
}

const obligationsOf = (model: PlanModel, ids: readonly string[]): Reply['obligations'] =>
  ids.flatMap((id) => {
    const placed = model.obligations.get(id)
    if (!placed) return []
    const { titleZh, titleEn, role, deadline } = placed.obligation
    return [{ id, titleZh, titleEn, role, measureId: placed.measureId, deadlineYear: deadline.year }]
  })

function servedBy(model: PlanModel, ids: readonly string[]): Reply['indicators'] {
  const served = ids.flatMap((id) => {
    const placed = model.obligations.get(id)
    return placed ? indicatorsOf(model, placed.obligation) : []
  })
  return [...new Set(served)].map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn }))
}
