// What a kind of evaluation is: its columns, how a row is judged, what is printed.
import type { Family } from '#domain/standards/edition.ts'
import type { OnGap } from '#domain/standards/verdict.ts'
import type { EpochMs } from '#kit/time.ts'

export type Settings = { edition?: string; onGap?: OnGap; explain: boolean; now: EpochMs }

/** A row's cells found by column: canonical names to cells, and canonical names to the names the file uses. */
export type NamedCells = { facts: Record<string, string | number | null>; names: ReadonlyMap<string, string> }

export type Kind = {
  /** Families of editions that may be asked for by name. */
  families: readonly Family[]
  /** Columns that are expected, in the order of the help text. */
  columns: readonly string[]
  /** Canonical name of a column of the file; undefined where the kind does not know it. */
  canonical: (column: string) => string | undefined
  zh: string
  en: string
  /** The result fields of a row that cannot be judged at all. */
  blank: Readonly<Record<string, unknown>>
  judge: (named: NamedCells, at: EpochMs | undefined, settings: Settings) => Record<string, unknown>
}
