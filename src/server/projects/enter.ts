// What people enter of projects: checked against the plan and what stands, refused before anything is written.
import type * as wire from '#contract/projects.ts'
import type { EntryKind, ProjectEntry } from '#contract/projects.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { PlanModel } from '#domain/plans/plan-model.ts'
import { type ProjectState, refuseStep } from '#domain/projects/life-cycle.ts'
import { type ApplicationState, missingPapers, refuseApplication } from '#domain/projects/readiness.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { refuseProject } from './one-project.ts'
import { streetsOf } from './register.ts'
import { type Content, findStanding, holdProject, replaceEntry, takeBack } from './replace-entry.ts'

type Entering = { planId: string; projectId: string; entry: ProjectEntry; reason: string; by: string }
type Standing = (Content & { id: number }) | undefined

/** Whether the plan names the project or the district has added it. */
export async function hasProject(db: Queryable, model: PlanModel, projectId: string): Promise<boolean> {
  if (model.pack.projects?.projects.some(({ id }) => id === projectId)) return true
  const rows = await db.query('select 1 from project as r where r.plan_id = $1 and r.project_id = $2 limit 1', [
    model.pack.about.id,
    projectId,
  ])
  return rows.length > 0
}

export async function enterProject(
  db: Database,
  asked: Entering,
): Promise<ReplyOf<typeof wire.enterProject> | Refusal> {
  const model = await findPlan(db, asked.planId)
  if (isRefusal(model)) return model
  if (!(await hasProject(db, model, asked.projectId))) return refuseProject(asked.projectId)
  return inTransaction(db, async (tx) => {
    await holdProject(tx, asked.planId, asked.projectId)
    const id = await enterIn(tx, model, asked)
    return isRefusal(id) ? id : { id }
  })
}

/** Enters it in a transaction that holds the project; a refusal comes before anything is written. */
export async function enterIn(tx: Transaction, model: PlanModel, asked: Entering): Promise<number | Refusal> {
  const { planId, projectId, reason, by } = asked
  const { of, ...content } = asked.entry
  const place = { planId, projectId, of }
  const standing = await findStanding(tx, place, content)
  const refusal = (await refuseEntry(tx, model, asked, standing)) ?? refuseSilence(standing, reason)
  if (refusal) return refusal
  return replaceEntry(tx, place, { content: withNames(of, content, standing), standing: standing?.id, by, reason })
}

/** A project of the district keeps its name and obligations whatever else of it changes. */
const withNames = (of: EntryKind, content: Content, standing: Standing): Content =>
  of !== 'particulars' || standing === undefined
    ? content
    : { ...content, name: standing.name, obligationIds: standing.obligationIds, medium: standing.medium }

const refuseSilence = (standing: Standing, reason: string): Refusal | undefined =>
  standing === undefined || reason !== ''
    ? undefined
    : refuse('projects.reason-needed', {
        zh: '已有内容，更改须说明理由',
        en: 'Something stands already: a change needs a reason',
      })

async function refuseEntry(
  tx: Transaction,
  model: PlanModel,
  asked: Entering,
  standing: Standing,
): Promise<Refusal | undefined> {
  const { entry } = asked
  if (entry.of === 'particulars') return refuseParticulars(tx, entry, standing)
  if (entry.of === 'money') return refuseMoney(tx, model, asked, entry)
  if (entry.of === 'milestone') return refuseOutside(model, entry.plannedOn)
  if (entry.of === 'paper') return refusePaper(model, entry.paper)
  if (entry.of === 'application') {
    if ((entry.state === 'granted') !== (entry.granted !== null))
      return refuse('projects.granted-unclear', {
        zh: '批复金额在“已批复”时必填，其他状态须留空',
        en: 'The amount granted is needed once granted, and left blank before',
      })
    const held = await tx.query<{ paper: string }>(
      `select r.paper from project_paper as r where r.plan_id = $1 and r.project_id = $2 and r.known_until = 'infinity'`,
      [asked.planId, asked.projectId],
    )
    const missing = missingPapers(model.pack.projects?.papers ?? [], held)
    return refuseApplication((standing?.state as ApplicationState | undefined) ?? null, entry.state, missing)
  }
  return undefined
}

type EntryOf<K extends EntryKind> = Extract<ProjectEntry, { of: K }>

async function refuseParticulars(
  tx: Transaction,
  { state, startsOn, endsOn, lon, lat, street }: EntryOf<'particulars'>,
  standing: Standing,
): Promise<Refusal | undefined> {
  const step = refuseStep((standing?.state as ProjectState | null | undefined) ?? null, state)
  if (step) return step
  if (startsOn !== null && endsOn !== null && endsOn < startsOn)
    return refuse('projects.days-reversed', { zh: '完工日期早于开工日期', en: 'It ends before it begins' })
  if ((lon === null) !== (lat === null))
    return refuse('projects.place-half', {
      zh: '经度和纬度须都填写，或都留空',
      en: 'Longitude and latitude are both needed, or neither',
    })
  if (Math.abs(Number(lon)) > 180 || Math.abs(Number(lat)) > 90)
    return refuse('projects.place-half', { zh: `经纬度超出范围：${lon}，${lat}`, en: `No such place: ${lon}, ${lat}` })
  const streets = street === '' ? [] : await streetsOf(tx)
  if (street === '' || streets.length === 0 || streets.some(({ zh }) => zh === street)) return undefined
  return refuse('projects.unknown-street', {
    zh: `没有街道“${street}”：${streets.map(({ zh }) => zh).join('、')}`,
    en: `There is no street "${street}": ${streets.map(({ en }) => en).join(', ')}`,
  })
}

function refuseOutside(model: PlanModel, day: string): Refusal | undefined {
  const { start, end } = model.pack.about.period
  if (day >= `${start}-01-01` && day <= `${end}-12-31`) return undefined
  return refuse('projects.outside-plan', {
    zh: `${day} 不在规划期（${start}—${end} 年）内`,
    en: `${day} is not within the plan, ${start} to ${end}`,
  })
}

async function refuseMoney(
  tx: Transaction,
  model: PlanModel,
  { planId, projectId }: Entering,
  { on, milestone }: EntryOf<'money'>,
): Promise<Refusal | undefined> {
  const outside = refuseOutside(model, on)
  if (outside) return outside
  if (milestone === null) return undefined
  const known = await tx.query(
    `select 1 from project_milestone as r
      where r.plan_id = $1 and r.project_id = $2 and r.name = $3 and r.known_until = 'infinity'`,
    [planId, projectId, milestone],
  )
  if (known.length > 0) return undefined
  return refuse('projects.unknown-milestone', {
    zh: `项目没有节点“${milestone}”，请先登记节点`,
    en: `The project has no milestone "${milestone}": enter it first`,
  })
}

const refusePaper = (model: PlanModel, paper: string): Refusal | undefined =>
  model.pack.projects?.papers.some(({ id }) => id === paper)
    ? undefined
    : refuse('projects.unknown-paper', {
        zh: `材料清单里没有“${paper}”`,
        en: `The checklist has no paper "${paper}"`,
      })

/** 撤销 — the entry no longer counts and stays readable; what it had replaced stands again. */
export const withdrawProjectEntry = (
  db: Database,
  {
    planId,
    projectId,
    of,
    ...rest
  }: { planId: string; projectId: string; of: EntryKind; id: number; reason: string; by: string },
): Promise<Record<string, never> | Refusal> =>
  inTransaction(db, async (tx) => {
    await holdProject(tx, planId, projectId)
    if (await takeBack(tx, { planId, projectId, of }, rest)) return {}
    return refuse('projects.nothing-stands', {
      zh: '这一条已经撤销或被更改，请刷新',
      en: 'The entry was withdrawn or changed already: load the page anew',
    })
  })

/** A project that the plan does not name; its id is `own.1` and on. */
export async function addProject(
  db: Database,
  asked: BodyOf<typeof wire.addProject> & { planId: string; by: string },
): Promise<ReplyOf<typeof wire.addProject> | Refusal> {
  const { planId, name, medium, obligationIds, reason, by } = asked
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const unknown = obligationIds.find((id) => !model.obligations.has(id))
  if (unknown !== undefined)
    return refuse('projects.unknown-obligation', {
      zh: `规划没有任务“${unknown}”`,
      en: `The plan has no obligation "${unknown}"`,
    })
  return inTransaction(db, async (tx) => {
    await holdProject(tx, planId, 'own')
    const own = await tx.query<{ id: string; name: string }>(
      `select distinct r.project_id as id, r.name from project as r where r.plan_id = $1 and r.name is not null`,
      [planId],
    )
    if (own.some((one) => one.name === name) || model.pack.projects?.projects.some(({ nameZh }) => nameZh === name))
      return refuse('projects.name-taken', {
        zh: `已有项目“${name}”`,
        en: `There is a project "${name}" already`,
      })
    const highest = own.reduce((most, { id }) => Math.max(most, Number(id.replace('own.', ''))), 0)
    const projectId = `own.${highest + 1}`
    const content = { name, medium, obligationIds }
    await replaceEntry(tx, { planId, projectId, of: 'particulars' }, { content, standing: undefined, by, reason })
    return { projectId }
  })
}
