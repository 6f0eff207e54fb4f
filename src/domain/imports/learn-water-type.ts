// Whether a station stands on a river or a lake, learnt from the classes published beside its values.
import { findFactor } from '#domain/monitoring/factors.ts'
import { evaluate } from '#domain/standards/evaluate.ts'
import { isRefusal } from '#kit/refusal.ts'
import type { ImportedRow } from './read-row.ts'

export type WaterType = 'river' | 'lake'

/** Only total phosphorus has other limits in lakes, so most samples cannot tell the two apart. */
export type TypeVotes = { river: number; lake: number; both: number; neither: number }

export const noVotes = (): TypeVotes => ({ river: 0, lake: 0, both: 0, neither: 0 })

const CLASS_NUMBERS: Readonly<Record<string, number>> = { I: 1, II: 2, III: 3, IV: 4, V: 5, 劣V: 6 }

/** Number of a published class, 1–6; `Ⅱ` and `II` are one. */
export const classNumber = (text: string): number | undefined =>
  CLASS_NUMBERS[text.normalize('NFKC').replace(/类$/, '').trim()]

/** Facts of a row by the item names of GB 3838. */
export const factsOf = (row: ImportedRow): Record<string, string> =>
  Object.fromEntries(row.values.map(({ factor, value }) => [findFactor(factor)?.item ?? factor, String(value)]))

/** Adds what one row says: which type explains the class published for it. */
export function vote(votes: TypeVotes, row: ImportedRow): void {
  const published = row.publishedClass === null ? undefined : classNumber(row.publishedClass)
  if (published === undefined) return
  const facts = factsOf(row)
  const gradeAs = (type: WaterType): number | null => {
    const verdict = evaluate('water', { ...facts, type }, { at: row.atMs })
    return isRefusal(verdict) ? null : verdict.grade
  }
  const river = gradeAs('river') === published
  const lake = gradeAs('lake') === published
  votes[river ? (lake ? 'both' : 'river') : lake ? 'lake' : 'neither'] += 1
}

/** The type that explains more published classes; where nothing tells them apart, a river is assumed and said to be assumed. */
export function learntType(votes: TypeVotes): { type: WaterType; source: 'learnt' | 'assumed' } {
  if (votes.lake === votes.river) return { type: 'river', source: 'assumed' }
  return { type: votes.lake > votes.river ? 'lake' : 'river', source: 'learnt' }
}
