// The reserve pool: which projects are ready to be applied for, what the others lack, and the applications by day.
import type { listReserve as route } from '#contract/projects.ts'
import type { ReplyOf } from '#contract/route.ts'
import { amountOf, amountText, ZERO } from '#domain/projects/money.ts'
import { daysLeft, missingPapers } from '#domain/projects/readiness.ts'
import { add } from '#kit/rational.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { ENTRY_TABLES, fieldsOf } from './entry-tables.ts'
import { currentOf, readRegister } from './register.ts'

type Reply = ReplyOf<typeof route>
type Application = Omit<Reply['calendar'][number], 'daysLeft' | 'nameZh' | 'nameEn' | 'missing'>

type Asked = { planId: string; today: string; ready: boolean | undefined; page: number; pageSize: number }

/** Projects in the pool, and those with an application; applications that wait come first, by their day. */
export async function listReserve(
  db: Database,
  { planId, today, ready, page, pageSize }: Asked,
): Promise<Reply | Refusal> {
  const register = await readRegister(db, planId, today)
  if (isRefusal(register)) return register
  const [held, applications] = await Promise.all([
    currentOf<{ paper: string }>(db, planId, 'paper'),
    applicationsOf(db, planId),
  ])
  const file = register.model.pack.projects
  const checklist = file?.papers ?? []
  const papersOf = Map.groupBy(held, ({ projectId }) => projectId)
  const missingOf = (projectId: string) => missingPapers(checklist, papersOf.get(projectId) ?? [])
  const names = new Map(register.projects.map(({ row }) => [row.projectId, row]))
  const counted = Map.groupBy(applications, ({ projectId }) => projectId)
  const whole = register.projects
    .filter(({ row }) => row.state === 'reserve' || counted.has(row.projectId))
    .map(({ row: { projectId, nameZh, nameEn, medium, state } }) => ({
      projectId,
      nameZh,
      nameEn,
      medium,
      state,
      missing: missingOf(projectId),
      applications: counted.get(projectId)?.length ?? 0,
    }))
  const pool = whole.filter(({ missing }) => ready === undefined || ready === (missing.length === 0))
  const calendar = applications
    .map((one) => ({
      ...one,
      nameZh: names.get(one.projectId)?.nameZh ?? one.projectId,
      nameEn: names.get(one.projectId)?.nameEn ?? one.projectId,
      missing: missingOf(one.projectId).length,
      daysLeft: daysLeft(one, today),
    }))
    .toSorted((a, b) => Number(a.daysLeft === null) - Number(b.daysLeft === null) || a.dueOn.localeCompare(b.dueOn))
  const sum = (amounts: readonly (string | null)[]): string =>
    amountText(amounts.reduce((all, amount) => (amount === null ? all : add(all, amountOf(amount))), ZERO))
  return {
    rows: pool.slice((page - 1) * pageSize, page * pageSize),
    total: pool.length,
    page,
    pageSize,
    papers: checklist,
    papersNote: { zh: file?.papersNoteZh ?? '', en: file?.papersNoteEn ?? '' },
    pool: whole.length,
    ready: whole.filter(({ missing }) => missing.length === 0).length,
    asked: sum(calendar.map(({ state, asked }) => (state === 'withdrawn' ? null : asked))),
    granted: sum(calendar.map(({ granted }) => granted)),
    overdue: calendar.filter(({ daysLeft: left }) => left !== null && left < 0).length,
    calendar,
  }
}

const applicationsOf = (db: Database, planId: string): Promise<Application[]> =>
  db.query<Application>(
    `select r.project_id as "projectId", r.id, r.author, r.reason, r.known_from as "knownFrom", ${fieldsOf('application')}
       from ${ENTRY_TABLES.application.table} as r where r.plan_id = $1 and r.known_until = 'infinity'`,
    [planId],
  )
