// Whether each obligation is on its way, as the page and its files ask for it.
import type { ProgressFilter, ProgressRow, listProgress as route } from '#contract/progress.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { obligationsIn, type PlanModel } from '#domain/plans/plan-model.ts'
import { getPeriod } from '#domain/progress/period.ts'
import { LIGHTS, PROGRESS_STATUSES } from '#domain/progress/status.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import type { Database, Queryable } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { listBriefs, standingRows } from './standing.ts'

type Found = { rows: ProgressRow[]; before: ProgressRow[]; all: ProgressRow[]; model: PlanModel }
type Asked = { planId: string; filter: ProgressFilter; now: EpochMs }

/** All rows that fit, the worst first; `before` are those before light and status were asked for. */
export async function progressRows(db: Queryable, { planId, filter, now }: Asked): Promise<Found | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const { status, light, list, unit, period } = filter
  const at = period === undefined ? now : Math.min(now, getPeriod(period).until)
  const all = await standingRows(db, { model, at, ended: period !== undefined })
  const within = withinOf(model, filter)
  const before = all.filter(
    (row) =>
      within(row) &&
      (unit === undefined || row.lead === unit || row.assists.includes(unit)) &&
      (list === undefined || row.lists.includes(list)),
  )
  const rows = before.filter(
    ({ ruled }) =>
      (status === undefined || shownStatus(ruled) === status) && (light === undefined || ruled.light === light),
  )
  return { rows: worstFirst(rows), before, all, model }
}

/** What the plan office set counts for the filter, as it is what the row shows first. */
const shownStatus = ({ status, override }: ProgressRow['ruled']) => override?.status ?? status

function withinOf(model: PlanModel, { node, q }: ProgressFilter): (row: ProgressRow) => boolean {
  const inside =
    node === undefined ? undefined : new Set(obligationsIn(model, node).map(({ obligation }) => obligation.id))
  const words = q?.trim().toLowerCase() ?? ''
  return ({ obligationId, titleZh, titleEn }) =>
    (inside === undefined || inside.has(obligationId)) &&
    (words === '' || `${obligationId} ${titleZh} ${titleEn}`.toLowerCase().includes(words))
}

const RANK = new Map(PROGRESS_STATUSES.map((status, n) => [status, n]))

const worstFirst = (rows: readonly ProgressRow[]): ProgressRow[] =>
  rows.toSorted((a, b) => (RANK.get(shownStatus(a.ruled)) ?? 0) - (RANK.get(shownStatus(b.ruled)) ?? 0))

const countBy = <K extends string>(keys: readonly K[], rows: readonly ProgressRow[], of: (row: ProgressRow) => K) => {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>
  for (const row of rows) counts[of(row)] += 1
  return counts
}

export async function listProgress(
  db: Database,
  { planId, query, now }: { planId: string; query: QueryOf<typeof route>; now: EpochMs },
): Promise<ReplyOf<typeof route> | Refusal> {
  const { page, pageSize, ...filter } = query
  const found = await progressRows(db, { planId, filter, now })
  if (isRefusal(found)) return found
  const { rows, before, all, model } = found
  return {
    rows: rows.slice((page - 1) * pageSize, page * pageSize),
    total: rows.length,
    page,
    pageSize,
    lights: countBy(LIGHTS, before, ({ ruled }) => ruled.light),
    statuses: countBy(PROGRESS_STATUSES, before, ({ ruled }) => shownStatus(ruled)),
    all: before.length,
    units: unitsOf(all),
    lists: listBriefs(model),
  }
}

const unitsOf = (rows: readonly ProgressRow[]): string[] =>
  [...new Set(rows.flatMap(({ lead, assists }) => (lead === null ? [] : [lead, ...assists])))].sort((a, b) =>
    a.localeCompare(b, 'zh'),
  )
