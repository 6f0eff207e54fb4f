// Who has what, as units by chapters: counts of the obligations that each leads and assists in.
import type { readMatrix as route } from '#contract/division.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { isWithin } from '#domain/plans/plan-model.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { chaptersOf, divisionRows } from './queries.ts'

type Matrix = ReplyOf<typeof route>
type Organisation = { id: number; name: string; formerNames: string[] }

/** Units under their name of now, those with most to lead first; names that the register does not know stand as they are. */
export async function readMatrix(
  db: Database,
  planId: string,
  filter: QueryOf<typeof route>,
): Promise<Matrix | Refusal> {
  const [found, register] = await Promise.all([
    divisionRows(db, planId, filter),
    db.query<Organisation>(
      `select o.id, o.name, o.former_names as "formerNames" from organisation as o where o.known_until = 'infinity'`,
    ),
  ])
  if (isRefusal(found)) return found
  const { rows, all, model } = found
  const chapters = chaptersOf(model).map((chapter) => ({
    ...chapter,
    undivided: all.filter(({ state, measureId }) => state === 'none' && isWithin(measureId, chapter.id)).length,
  }))
  const placeOf = (measureId: string): number => chapters.findIndex(({ id }) => isWithin(measureId, id))
  const byName = new Map(register.flatMap((one) => one.formerNames.map((name) => [name, one] as const)))
  for (const one of register) byName.set(one.name, one)
  const matrix = new Map<string, Matrix['rows'][number]>()
  const count = (name: string, measureId: string, as: 'lead' | 'assist'): void => {
    const known = byName.get(name)
    const unit = known?.name ?? name
    const row = matrix.get(unit) ?? {
      unit,
      organisationId: known?.id ?? null,
      lead: 0,
      assist: 0,
      cells: chapters.map(() => ({ lead: 0, assist: 0 })),
    }
    matrix.set(unit, row)
    row[as] += 1
    const cell = row.cells[placeOf(measureId)]
    if (cell) cell[as] += 1
  }
  for (const { assignment, measureId } of rows) {
    if (assignment === null) continue
    count(assignment.lead, measureId, 'lead')
    for (const name of assignment.assists) count(name, measureId, 'assist')
  }
  const asked = filter.unit === undefined ? undefined : (byName.get(filter.unit)?.name ?? filter.unit)
  return {
    chapters,
    rows: [...matrix.values()]
      .filter(({ unit }) => asked === undefined || unit === asked)
      .sort((a, b) => b.lead - a.lead || b.assist - a.assist || a.unit.localeCompare(b.unit, 'zh')),
  }
}
