// From a table file to rows that can be stored: layout, mapping, reading of every line, stations named in it.

import type { ImportMapping } from '#contract/intake.ts'
import { type Column, type Layout, recogniseColumn } from '#domain/imports/columns.ts'
import { learntType, noVotes, type TypeVotes, vote } from '#domain/imports/learn-water-type.ts'
import { type ImportedRow, rowReader } from '#domain/imports/read-row.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import { layoutOf, type TableFile } from './read-file.ts'

const EARLIEST_MS = Date.UTC(2000, 0, 1)

export type ReadLine = { line: number; raw: string; row: ImportedRow | Refusal }

/** A station as files name it; the same name in another city is another station. */
export type NamedSite = ImportedRow['site'] & { key: string; rows: number; votes: TypeVotes }

export const siteKey = (site: ImportedRow['site']): string => `${site.province ?? ''}|${site.city ?? ''}|${site.name}`

/**
 * The mapping a person is shown first: every column with its recognised meaning, CO in µg/m³ where its values say so,
 * and the year taken from the file's name where its times carry none.
 */
export function proposeMapping(
  table: TableFile,
  fileName: string,
  waterValues: 'raw' | 'shown' = 'raw',
): { layout: Layout; mapping: ImportMapping } | Refusal {
  const layout = layoutOf(table.header, waterValues)
  if (isRefusal(layout)) return layout
  const columns = table.header.map((name, i) => withLikelyUnit(recogniseColumn(name, waterValues), i, table))
  const year = /(?:^|\D)(20\d{2})(?:-?\d{2}-?\d{2})/.exec(fileName)?.[1]
  return {
    layout,
    mapping: {
      kind: layout.kind,
      layout: layout.id,
      columns,
      // The national feed labels an hour by its end; files with separate year, month and day columns count from 0 to 23.
      hourLabel: layout.id === 'air-split-date' ? 'start' : 'end',
      year: year === undefined ? null : Number(year),
      waterType: 'learn',
      waterValues,
    },
  }
}

/** Carbon monoxide above 60 mg/m³ as a usual value does not occur: such a column is in µg/m³. */
function withLikelyUnit(column: Column, index: number, table: TableFile): Column {
  if (column.target !== 'a21005') return column
  const values = table.rows
    .slice(0, 5000)
    .map((row) => Number(row.cells[index]))
    .filter((value) => value > 0)
  const middle = values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return middle > 60 ? { ...column, unit: 'µg/m³' } : column
}

/** Checks that a mapping says when and where each line was measured. */
export function checkMapping(mapping: ImportMapping): Refusal | undefined {
  const targets = new Set(mapping.columns.map((column) => column.target))
  const hasTime = targets.has('time') || (targets.has('hour') && (targets.has('date') || targets.has('year')))
  if (!targets.has('station'))
    return refuse('imports.mapping-incomplete', 'Cannot import as no column is mapped to the station')
  if (!hasTime)
    return refuse('imports.mapping-incomplete', 'Cannot import as no column is mapped to the time, or to date and hour')
  return undefined
}

/** Reads every line of a table; a line outside 2000 … tomorrow is refused like one that cannot be read. */
export function readLines(table: TableFile, mapping: ImportMapping, nowMs: number): ReadLine[] {
  const read = rowReader(mapping, mapping.waterValues)
  return table.rows.map(({ line, raw, cells, problem }) => {
    if (problem === 'unclosed-quote')
      return { line, raw, row: refuse('imports.quote-unclosed', 'A quote is not closed') }
    const row = read(cells)
    const implausible = !isRefusal(row) && (row.atMs < EARLIEST_MS || row.atMs > nowMs + DAY_MS)
    return {
      line,
      raw,
      row: implausible ? refuse('imports.time-implausible', 'The time lies before 2000 or in the future') : row,
    }
  })
}

/** Stations named by the readable lines, in order of appearance, with the votes for their water type. */
export function namedSites(lines: readonly ReadLine[], mapping: ImportMapping): NamedSite[] {
  const sites = new Map<string, NamedSite>()
  for (const { row } of lines) {
    if (isRefusal(row)) continue
    const key = siteKey(row.site)
    const site = sites.get(key) ?? { ...row.site, key, rows: 0, votes: noVotes() }
    site.rows += 1
    if (mapping.kind === 'water' && mapping.waterType === 'learn') vote(site.votes, row)
    sites.set(key, site)
  }
  return [...sites.values()]
}

/** Water type of a station under the mapping: as told, or learnt from its published classes. */
export function waterTypeOf(
  site: NamedSite,
  mapping: ImportMapping,
): { type: 'river' | 'lake'; source: 'given' | 'learnt' | 'assumed' } {
  return mapping.waterType === 'learn' ? learntType(site.votes) : { type: mapping.waterType, source: 'given' }
}
