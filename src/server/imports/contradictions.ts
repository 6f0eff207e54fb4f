// Lines of one file that a later line of the same file contradicts: same station and time, other values.
import type { ImportedRow } from '#domain/imports/read-row.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { siteKey } from './prepare.ts'

export type Contradictions = {
  add(line: number, row: ImportedRow): void
  /** Why a line is not taken; undefined where nothing later contradicts it. */
  against(line: number): Refusal | undefined
}

/**
 * MUST see all lines before one is stored: stored one after the other, two such lines would overwrite each other anew
 * with every import of the same file.
 */
export function contradictionFinder(): Contradictions {
  const seen = new Map<string, Map<number, { line: number; mark: number }>>()
  const laterLines = new Map<number, number>()
  return {
    add(line, row) {
      const key = siteKey(row.site)
      const times = seen.get(key) ?? new Map<number, { line: number; mark: number }>()
      seen.set(key, times)
      const mark = markOf(row)
      const before = times.get(row.atMs)
      if (before !== undefined && before.mark !== mark) laterLines.set(before.line, line)
      times.set(row.atMs, { line, mark })
    },
    against(line) {
      const later = laterLines.get(line)
      if (later === undefined) return undefined
      return refuse('imports.station-twice', `line ${later} gives the same station and time other values and counts`)
    },
  }
}

/** A number that differs where values or flag differ (FNV-1a, 32 bits). */
function markOf({ values, flag }: ImportedRow): number {
  const text = `${flag}${values.map(({ factor, value }) => `${factor}${value}`).join()}`
  let mark = 2166136261
  for (let i = 0; i < text.length; i += 1) mark = Math.imul(mark ^ text.charCodeAt(i), 16777619)
  return mark
}
