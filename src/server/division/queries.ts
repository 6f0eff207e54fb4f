// The division of labour as its page and its files ask for it.
import type { DivisionRow, listDivision as route } from '#contract/division.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { obligationsIn, type PlacedObligation, type PlanModel } from '#domain/plans/plan-model.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { namesOfUnit } from '../organisation-register.ts'
import { findPlan } from '../plan-store.ts'
import { type Assignment, assignmentsOf } from './assignments.ts'

type Filter = Omit<QueryOf<typeof route>, 'page' | 'pageSize'>

/** All rows that fit, in the order of the plan. */
export async function divisionRows(
  db: Database,
  planId: string,
  filter: Filter,
): Promise<{ rows: DivisionRow[]; all: DivisionRow[]; model: PlanModel } | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const assignments = await assignmentsOf(db, planId)
  const names = filter.unit === undefined ? [] : await namesOfUnit(db, filter.unit)
  const all = [...model.obligations.values()].map((placed) => toRow(placed, assignments))
  const within =
    filter.node === undefined
      ? undefined
      : new Set(obligationsIn(model, filter.node).map(({ obligation }) => obligation.id))
  const words = filter.q?.trim().toLowerCase() ?? ''
  const rows = all.filter(
    (row) =>
      (filter.state === undefined || row.state === filter.state) &&
      (filter.unit === undefined || unitsOf(row).some((unit) => names.includes(unit))) &&
      (within === undefined || within.has(row.obligationId)) &&
      (words === '' || `${row.obligationId} ${row.titleZh} ${row.titleEn}`.toLowerCase().includes(words)),
  )
  return { rows, all, model }
}

export async function listDivision(
  db: Database,
  planId: string,
  { page, pageSize, ...filter }: QueryOf<typeof route>,
): Promise<ReplyOf<typeof route> | Refusal> {
  const found = await divisionRows(db, planId, filter)
  if (isRefusal(found)) return found
  const { rows, all, model } = found
  const count = (state: DivisionRow['state']): number => all.filter((row) => row.state === state).length
  return {
    rows: rows.slice((page - 1) * pageSize, page * pageSize),
    total: rows.length,
    page,
    pageSize,
    totals: { all: all.length, none: count('none'), open: count('open'), inForce: count('in-force') },
    units: [...new Set(all.flatMap(unitsOf))].sort((a, b) => a.localeCompare(b, 'zh')),
    chapters: chaptersOf(model),
    period: { start: model.pack.about.period.start, end: model.pack.about.period.end },
  }
}

/** Chapters that hold obligations, in the order of the plan. */
export const chaptersOf = ({ pack }: PlanModel) =>
  pack.chapters
    .filter(({ sections }) => sections.some(({ measures }) => measures.length > 0))
    .map(({ id, titleZh, titleEn }) => ({ id, titleZh, titleEn }))

const unitsOf = ({ assignment }: DivisionRow): string[] =>
  assignment === null ? [] : [assignment.lead, ...assignment.assists]

function toRow({ obligation, measureId }: PlacedObligation, assignments: ReadonlyMap<string, Assignment>): DivisionRow {
  const { id, titleZh, titleEn, role, deadline } = obligation
  const found = assignments.get(id)
  const common = {
    obligationId: id,
    titleZh,
    titleEn,
    measureId,
    role,
    deadlineYear: deadline.year,
    deadlineIsExplicit: deadline.basis === 'explicit',
  }
  if (found === undefined) return { ...common, state: 'none', assignment: null }
  const { obligationId: _, state, ...assignment } = found
  return { ...common, state, assignment }
}
