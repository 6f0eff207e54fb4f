// The head of a table that a person hands in: which column is which, by any of the names it goes by.

/** A column by the words it is exported with, and other names it is known by, in small letters without blanks. */
export type NamedColumn<F extends string> = { field: F; zh: string; en: string; names: readonly string[] }

/** Titles and merged headings may stand above the head of a table. */
export const MOST_LINES_ABOVE = 10

export type TableHead<F extends string> = {
  /** Place of the head among the rows, from 0. */
  at: number
  columns: ReadonlyMap<F, number>
  /** Needed columns that are not there. */
  missing: readonly NamedColumn<F>[]
}

/** Finds the head as the first row with the column `key`, and what of `needed` it lacks. */
export function findHead<F extends string>(
  rows: readonly (readonly string[])[],
  columns: readonly NamedColumn<F>[],
  { key, needed }: { key: F; needed: readonly F[] },
): TableHead<F> {
  const at = rows.slice(0, MOST_LINES_ABOVE).findIndex((row) => columnsIn(row, columns).has(key))
  const found = columnsIn(rows[at] ?? [], columns)
  return { at, columns: found, missing: columns.filter(({ field }) => needed.includes(field) && !found.has(field)) }
}

function columnsIn<F extends string>(row: readonly string[], columns: readonly NamedColumn<F>[]): Map<F, number> {
  const found = new Map<F, number>()
  row.forEach((cell, at) => {
    const name = cell.trim().toLowerCase().replaceAll(' ', '')
    const column = columns.find(({ zh, en, names }) => [zh, en, ...names].includes(name))
    if (column && !found.has(column.field)) found.set(column.field, at)
  })
  return found
}

/** Several names in one cell. */
export const namesIn = (text: string): string[] =>
  text
    .split(/[、,，;；/\n]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
