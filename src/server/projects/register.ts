// The register of projects as it stands: what the plan names, what people entered, and what is out of order on a day.
import type { EntryKind, ProjectRow } from '#contract/projects.ts'
import type { Medium, PackProject } from '#domain/plans/pack-projects.ts'
import type { PlanModel } from '#domain/plans/plan-model.ts'
import { type ExceptionLimits, findExceptions } from '#domain/projects/exceptions.ts'
import type { ProjectState } from '#domain/projects/life-cycle.ts'
import { type ProjectMilestone, standingOf } from '#domain/projects/milestones.ts'
import {
  amountText,
  financeMix,
  type MoneyTally,
  type ProjectMoney,
  shareOf,
  sumOfKind,
  tallyMoney,
} from '#domain/projects/money.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Database, Queryable } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { ENTRY_TABLES, fieldsOf } from './entry-tables.ts'

/** What the district holds where a pack says nothing of projects. */
const NO_LIMITS: ExceptionLimits = { idleMonths: 12, overrunPercent: '0' }

/** The newest row of particulars. */
export type Particulars = {
  name: string | null
  obligationIds: string[]
  medium: Medium | null
  state: ProjectState | null
  owner: string
  street: string
  place: string
  lon: string | null
  lat: string | null
  startsOn: string | null
  endsOn: string | null
  estimate: string | null
  capacity: string | null
  capacityUnit: string
}

export const BLANK_PARTICULARS: Particulars = {
  name: null,
  obligationIds: [],
  medium: null,
  state: null,
  owner: '',
  street: '',
  place: '',
  lon: null,
  lat: null,
  startsOn: null,
  endsOn: null,
  estimate: null,
  capacity: null,
  capacityUnit: '',
}

export type RegisteredProject = { row: ProjectRow; tally: MoneyTally; named: PackProject | undefined }
export type Register = { model: PlanModel; projects: readonly RegisteredProject[] }

type Kept = { model: PlanModel; version: number; today: string; register: Register }
/** The register of each plan as it was last read. */
const kept = new Map<string, Kept>()

/**
 * All projects of a plan in its order, those of the district after them; judged on a Beijing date.
 * Two small queries where nothing has changed since it was last read.
 */
export async function readRegister(db: Database, planId: string, today: string): Promise<Register | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  // MUST be read before the entries: what comes in between is then read again, never missed.
  const version = await versionOf(db)
  const known = kept.get(db.url + planId)
  if (known?.model === model && known.version === version && known.today === today) return known.register
  const register = await buildRegister(db, model, today)
  kept.set(db.url + planId, { model, version, today, register })
  return register
}

/** Number of the newest event of any project; every change of one has its event. */
async function versionOf(db: Queryable): Promise<number> {
  const [row] = await db.query<{ id: number | null }>(
    `select max(e.id) as id from domain_event as e where e.stream = 'project'`,
  )
  return row?.id ?? 0
}

async function buildRegister(db: Database, model: PlanModel, today: string): Promise<Register> {
  const planId = model.pack.about.id
  const [particulars, milestones, money] = await Promise.all([
    currentOf<Particulars>(db, planId, 'particulars'),
    currentOf<ProjectMilestone>(db, planId, 'milestone'),
    moneyOf(db, planId),
  ])
  const named = model.pack.projects?.projects ?? []
  const limits = model.pack.projects?.limits ?? NO_LIMITS
  const standing = new Map(particulars.map((one) => [one.projectId, one]))
  const milestonesOf = Map.groupBy(milestones, ({ projectId }) => projectId)
  const complete = (projectId: string, project: PackProject | undefined): RegisteredProject => {
    const own = money.get(projectId) ?? []
    const stands = standing.get(projectId) ?? BLANK_PARTICULARS
    const tally = tallyMoney(own)
    const facts = { money: own, tally, milestones: milestonesOf.get(projectId) ?? [] }
    return { row: toRow({ projectId, project, stands, ...facts }, { model, today, limits }), tally, named: project }
  }
  const known = new Set(named.map(({ id }) => id))
  const own = particulars.filter(({ projectId }) => !known.has(projectId)).map(({ projectId }) => projectId)
  return {
    model,
    projects: [
      ...named.map((project) => complete(project.id, project)),
      ...own
        .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
        .map((projectId) => complete(projectId, undefined)),
    ],
  }
}

/** Rows of one kind that stand, with the project of each. */
export const currentOf = <T extends object>(
  db: Queryable,
  planId: string,
  kind: EntryKind,
): Promise<(T & { projectId: string })[]> =>
  db.query<T & { projectId: string }>(
    `select r.project_id as "projectId", ${fieldsOf(kind)} from ${ENTRY_TABLES[kind].table} as r
      where r.plan_id = $1 and r.known_until = 'infinity' order by r.id`,
    [planId],
  )

type Packed = [ProjectMoney['id'], ProjectMoney['kind'], ProjectMoney['source'], string, string, string, string | null]

// A row a project and a list in it: tens of thousands of entries arrive several times as fast as rows of their own.
async function moneyOf(db: Queryable, planId: string): Promise<ReadonlyMap<string, ProjectMoney[]>> {
  const rows = await db.query<{ id: string; entries: Packed[] }>(
    `select m.project_id as id,
            json_agg(json_build_array(m.id, m.kind, m.source, m.dated, m.amount::text, m.purpose, m.milestone) order by m.dated, m.id) as entries
       from project_money as m where m.plan_id = $1 and m.known_until = 'infinity' group by m.project_id`,
    [planId],
  )
  return new Map(
    rows.map(({ id: projectId, entries }) => [
      projectId,
      entries.map(([id, kind, source, on, amount, purpose, milestone]) => ({
        id,
        kind,
        source,
        on,
        amount,
        purpose,
        milestone,
      })),
    ]),
  )
}

type Parts = {
  projectId: string
  project: PackProject | undefined
  stands: Particulars
  money: readonly ProjectMoney[]
  tally: MoneyTally
  milestones: readonly ProjectMilestone[]
}
type Judging = { model: PlanModel; today: string; limits: ExceptionLimits }

function toRow({ projectId, project, stands, money, tally, milestones }: Parts, judging: Judging): ProjectRow {
  const { model, today, limits } = judging
  const { name, medium, obligationIds: entered, ...standing } = stands
  const obligationIds = project?.obligationIds ?? entered
  const budget = sumOfKind(tally, 'budget')
  const paid = sumOfKind(tally, 'payment')
  const open = milestones.filter(({ actualOn }) => actualOn === null)
  const [next] = open.toSorted((a, b) => a.plannedOn.localeCompare(b.plannedOn))
  const isLed = obligationIds.some((id) => model.obligations.get(id)?.obligation.role === 'lead')
  return {
    projectId,
    nameZh: project?.nameZh ?? name ?? projectId,
    nameEn: project?.nameEn ?? name ?? projectId,
    kind: project?.kind ?? 'own',
    role: isLed ? 'lead' : 'assist',
    medium: project?.medium ?? medium ?? 'other',
    obligationIds,
    ...pickStanding(standing),
    sources: financeMix(tally).map(({ source }) => source),
    sums: {
      budget: amountText(budget),
      appropriated: amountText(sumOfKind(tally, 'appropriation')),
      paid: amountText(paid),
      used: amountText(sumOfKind(tally, 'use')),
    },
    paidShare: shareOf(paid, budget),
    milestones: { all: milestones.length, reached: milestones.length - open.length },
    next: next ? { name: next.name, plannedOn: next.plannedOn, standing: standingOf(next, today) } : null,
    exceptions: findExceptions(
      { state: stands.state, endsOn: stands.endsOn, estimate: stands.estimate, money, milestones },
      { today, limits },
    ),
  }
}

type Standing = Omit<Particulars, 'name' | 'medium' | 'obligationIds'>

/** What stands, without the bookkeeping that comes with its row. */
const pickStanding = (stands: Standing): Standing => ({
  state: stands.state,
  owner: stands.owner,
  street: stands.street,
  place: stands.place,
  lon: stands.lon,
  lat: stands.lat,
  startsOn: stands.startsOn,
  endsOn: stands.endsOn,
  estimate: stands.estimate,
  capacity: stands.capacity,
  capacityUnit: stands.capacityUnit,
})

/** Streets of the district by their Chinese and English names; none where the district is not known. */
export async function streetsOf(db: Queryable): Promise<{ zh: string; en: string }[]> {
  const [row] = await db.query<{ streets: { nameZh: string; nameEn: string }[] | null }>(
    `select t.value -> 'streets' as streets from setting as t where t.key = 'district'`,
  )
  return (row?.streets ?? []).map(({ nameZh, nameEn }) => ({ zh: nameZh, en: nameEn }))
}
