// Tables of projects: read against the plan first, then stored all or nothing.
import type * as wire from '#contract/projects.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { PlanModel } from '#domain/plans/plan-model.ts'
import type { ProjectMilestone } from '#domain/projects/milestones.ts'
import { readProjectTable } from '#domain/projects/project-table.ts'
import type { TablePlan } from '#domain/projects/table-rows.ts'
import { compareDecimals, getDecimal } from '#kit/rational.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { enterIn, hasProject } from './enter.ts'
import { refuseProject } from './one-project.ts'
import { BLANK_PARTICULARS, currentOf, type Particulars, readRegister, streetsOf } from './register.ts'
import { holdProject } from './replace-entry.ts'

type Body = BodyOf<typeof wire.importProjects>
type Importing = Body & { planId: string; by: string }

/** Reads the rows of a handed-in table; nothing is stored. */
export async function readTable(
  db: Database,
  { planId, rows, today }: { planId: string; rows: readonly (readonly string[])[]; today: string },
): Promise<ReplyOf<typeof wire.readProjectFile> | Refusal> {
  const register = await readRegister(db, planId, today)
  if (isRefusal(register)) return register
  const milestones = Map.groupBy(
    await currentOf<ProjectMilestone>(db, planId, 'milestone'),
    ({ projectId }) => projectId,
  )
  const plan: TablePlan = {
    projects: new Map(
      register.projects.map(({ row: { projectId, nameZh, nameEn } }) => [
        projectId,
        { zh: nameZh, en: nameEn, milestones: (milestones.get(projectId) ?? []).map(({ name }) => name) },
      ]),
    ),
    streets: await streetsOf(db),
    period: register.model.pack.about.period,
  }
  return readProjectTable(rows, plan)
}

/** A refusal inside the transaction must undo what was entered before it. */
class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.because)
    this.refusal = refusal
  }
}

export async function importProjects(
  db: Database,
  asked: Importing,
): Promise<ReplyOf<typeof wire.importProjects> | Refusal> {
  const model = await findPlan(db, asked.planId)
  if (isRefusal(model)) return model
  try {
    return await inTransaction(db, (tx) => importIn(tx, model, asked))
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

/** Enters one thing of a row; a refusal undoes all. */
type Enter = (row: number, projectId: string, entry: wire.ProjectEntry) => Promise<void>

async function importIn(
  tx: Transaction,
  model: PlanModel,
  asked: Importing,
): Promise<ReplyOf<typeof wire.importProjects>> {
  const { planId, money, particulars, milestones, reason, by } = asked
  const rows = [...particulars, ...milestones, ...money]
  // Always in the same order, so that two imports at once wait for each other instead of for ever.
  for (const id of [...new Set(rows.map(({ projectId }) => projectId))].toSorted()) {
    if (!(await hasProject(tx, model, id))) throw new Refused(refuseProject(id))
    await holdProject(tx, planId, id)
  }
  let entered = 0
  const enter: Enter = async (row, projectId, entry) => {
    const done = await enterIn(tx, model, { planId, projectId, entry, reason, by })
    if (isRefusal(done)) throw new Refused(atRow(row, done))
    entered += 1
  }
  await enterParticulars(tx, asked, enter)
  await enterMilestones(tx, asked, enter)
  await enterMoney(tx, asked, enter)
  return { entered, unchanged: rows.length - entered }
}

async function enterParticulars(tx: Transaction, { planId, particulars }: Importing, enter: Enter): Promise<void> {
  const standing = new Map((await currentOf<Particulars>(tx, planId, 'particulars')).map((one) => [one.projectId, one]))
  for (const { row, projectId, ...patch } of particulars) {
    const stands = standing.get(projectId)
    const { state, owner, street, place, lon, lat, startsOn, endsOn, estimate, capacity, capacityUnit } = {
      ...BLANK_PARTICULARS,
      ...stands,
    }
    const before = { state, owner, street, place, lon, lat, startsOn, endsOn, estimate, capacity, capacityUnit }
    if (stands !== undefined && changesNothing(before, patch)) continue
    await enter(row, projectId, { of: 'particulars', ...before, ...given(patch) })
  }
}

async function enterMilestones(tx: Transaction, { planId, milestones }: Importing, enter: Enter): Promise<void> {
  const keyOf = (projectId: string, name: string): string => JSON.stringify([projectId, name])
  const standing = new Map(
    (await currentOf<ProjectMilestone>(tx, planId, 'milestone')).map(({ projectId, name, ...days }) => [
      keyOf(projectId, name),
      days,
    ]),
  )
  for (const { row, projectId, milestone, ...patch } of milestones) {
    const stands = standing.get(keyOf(projectId, milestone))
    if (stands !== undefined && changesNothing(stands, patch)) continue
    const { plannedOn, forecastOn = null, actualOn = null } = { ...stands, ...given(patch) }
    if (plannedOn === undefined) throw new Refused(atRow(row, refuseUnplanned(milestone)))
    await enter(row, projectId, { of: 'milestone', name: milestone, plannedOn, forecastOn, actualOn })
  }
}

async function enterMoney(tx: Transaction, { planId, money }: Importing, enter: Enter): Promise<void> {
  const known = new Set(
    (await currentOf<MoneyContent>(tx, planId, 'money')).map(({ projectId, ...content }) =>
      moneyKey(projectId, content),
    ),
  )
  for (const { row, projectId, ...content } of money) {
    if (!known.has(moneyKey(projectId, content))) await enter(row, projectId, { of: 'money', ...content })
  }
}

const refuseUnplanned = (milestone: string): Refusal =>
  refuse('projects.unknown-milestone', {
    zh: `“${milestone}”是新节点，须填计划日期`,
    en: `"${milestone}" is new and needs its planned date`,
  })

/** The fields that are there; what is left out leaves what stands. */
const given = <T extends object>(patch: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

const NUMBERS = new Set(['lon', 'lat', 'estimate'])

function changesNothing(before: Readonly<Record<string, unknown>>, patch: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(patch).every(([field, value]) => {
    const stands = before[field]
    if (value === undefined || stands === value) return true
    if (!NUMBERS.has(field) || typeof stands !== 'string' || typeof value !== 'string') return false
    return compareDecimals(getDecimal(stands), getDecimal(value)) === 0
  })
}

const atRow = (row: number, { refused, because, zh = because }: Refusal): Refusal =>
  refuse(refused, { zh: `第 ${row} 行：${zh}`, en: `Row ${row}: ${because}` })

type MoneyContent = Omit<Body['money'][number], 'row' | 'projectId'>

/** The same entry in two files is one entry; amounts are told apart by value, not by how they are written. */
const moneyKey = (
  projectId: string,
  { kind, source, on, amount, purpose, milestone, document }: MoneyContent,
): string => JSON.stringify([projectId, kind, source, on, Number(amount), purpose, milestone, document])
