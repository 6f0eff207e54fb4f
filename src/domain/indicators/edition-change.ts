// Which edition a target was set under, which stands now, and where their tables part.
import type { Family } from '#domain/standards/edition.ts'
import { editionFor, editionsOf } from '#domain/standards/editions.ts'
import type { EpochMs } from '#kit/time.ts'
import { isReported } from './reported.ts'

/** `readsTable`: whether the value itself depends on a table of the standard, and not only on which days are valid. */
export type EditionChange = {
  family: Family
  pinned: string
  present: string
  readsTable: boolean
  changes: { zh: string; en: string }[]
}

/** The standard that a formula rests on; undefined where numbers are reported. */
function familyOf(formula: unknown): { family: Family; readsTable: boolean } | undefined {
  if (typeof formula !== 'object' || formula === null || isReported(formula)) return undefined
  const { op, over } = formula as { op?: string; over?: string }
  if (over === 'district-water') return { family: 'surface-water', readsTable: true }
  return op === 'percent' ? { family: 'aqi', readsTable: true } : { family: 'ambient-air', readsTable: false }
}

/** What changed between when the target was set and `now`; undefined where the formula rests on no standard. */
export function editionChangeOf(formula: unknown, setAt: EpochMs, now: EpochMs): EditionChange | undefined {
  const found = familyOf(formula)
  if (found === undefined) return undefined
  const pinned = editionFor(found.family, setAt)
  const present = editionFor(found.family, now)
  if (!pinned || !present) return undefined
  const changes = found.family === 'aqi' ? boundaryChanges(pinned.id, present.id) : []
  return { ...found, pinned: pinned.id, present: present.id, changes }
}

/** Place of the sub-index 100 among the breakpoints: above it a day is no longer good. */
const GOOD = 2

function boundaryChanges(pinned: string, present: string): EditionChange['changes'] {
  const now = boundariesOf(present)
  return [...boundariesOf(pinned)].flatMap(([item, before]) => {
    const after = now.get(item)
    if (after === undefined || after.value === before.value) return []
    return [
      {
        zh: `${item}：AQI 100 对应的浓度由 ${before.value} 改为 ${after.value} ${after.unit}`,
        en: `${item}: AQI 100 stood at ${before.value} and stands at ${after.value} ${after.unit}`,
      },
    ]
  })
}

function boundariesOf(id: string): ReadonlyMap<string, { value: number; unit: string }> {
  const entry = editionsOf('aqi').find((one) => one.id === id)
  if (entry === undefined) return new Map()
  const ofDay = new Set(entry.day.map(({ column }) => column))
  return new Map(
    entry.limits.flatMap(({ item, unit, breakpoints }) => {
      const value = breakpoints[GOOD]
      return value === undefined || value === null || !ofDay.has(item) ? [] : [[item, { value, unit }] as const]
    }),
  )
}
