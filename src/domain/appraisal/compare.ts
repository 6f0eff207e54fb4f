// Two sheets side by side, unit by unit and item by item: two years, two schemes, or a signed sheet and what stands now.
import { getDecimal, roundRational, subtract, toRational } from '#kit/rational.ts'
import type { ScoreSheet, UnitScore } from './sheet.ts'

/** Points before and after; null where the item did not apply or was not in that sheet. */
export type PointsChange = { id: string; before: string | null; after: string | null }

/** 得分变化 — totals and places are null where the unit is not in that sheet; `difference` only where it is in both. */
export type UnitChange = {
  id: string
  unit: string
  group: string
  before: { total: string; place: number | null } | null
  after: { total: string; place: number | null } | null
  difference: string | null
  items: PointsChange[]
}

/** Every unit of either sheet, in the order of the second, then those only of the first; items only where they differ. */
export function compareSheets(before: ScoreSheet, after: ScoreSheet): UnitChange[] {
  const earlier = new Map(before.units.map((one) => [one.id, one]))
  const later = new Set(after.units.map(({ id }) => id))
  return [
    ...after.units.map((one) => changeOf(earlier.get(one.id), one)),
    ...before.units.filter(({ id }) => !later.has(id)).map((one) => changeOf(one, undefined)),
  ]
}

function changeOf(before: UnitScore | undefined, after: UnitScore | undefined): UnitChange {
  const known = after ?? before
  if (known === undefined) throw new Error('Cannot compare a unit as it must be in one of the two sheets')
  const points = (of: UnitScore | undefined): Map<string, string | null> =>
    new Map([...(of?.items ?? []), ...(of?.adjustments ?? [])].map((one) => [one.id, one.points]))
  const [was, is] = [points(before), points(after)]
  const ids = [...new Set([...is.keys(), ...was.keys()])]
  return {
    id: known.id,
    unit: known.unit,
    group: known.group,
    before: before === undefined ? null : { total: before.total, place: before.place },
    after: after === undefined ? null : { total: after.total, place: after.place },
    difference: before === undefined || after === undefined ? null : differenceOf(before.total, after.total),
    items: ids
      .map((id) => ({ id, before: was.get(id) ?? null, after: is.get(id) ?? null }))
      .filter((one) => one.before !== one.after),
  }
}

/** `after − before`, with the places of the finer of the two. */
function differenceOf(before: string, after: string): string {
  const [a, b] = [getDecimal(after), getDecimal(before)]
  return roundRational(subtract(toRational(a), toRational(b)), Math.max(a.scale, b.scale))
}
